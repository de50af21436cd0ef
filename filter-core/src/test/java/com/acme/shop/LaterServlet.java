package com.acme.shop;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers on another thread of the container. */
public final class LaterServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext cycle = request.startAsync();
        cycle.start(() -> {
            try {
                cycle.getResponse().setContentType("application/json");
                cycle.getResponse().getWriter().write("\"稍后\"");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            cycle.complete();
        });
    }
}
