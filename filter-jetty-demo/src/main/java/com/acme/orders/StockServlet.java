package com.acme.orders;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What is left of each article, if the warehouse were not counting. */
public final class StockServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public StockServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "60");
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
}
