package com.acme.orders;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A call that has been broken for years: the table it reads from is gone. */
public final class ReportServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public ReportServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getWriter().write("{\"report\":");
        throw new IllegalStateException("table REPORT_2019 does not exist");
    }
}
