package com.acme.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The orders; reads and writes like servlets did for twenty years. */
public final class OrdersServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        switch (path) {
            case "" -> {
                response.setContentType("application/json");
                response.getWriter().write("[{\"id\":1,\"item\":\"螺丝\"}]");
            }
            case "/1" -> {
                response.setContentType("application/json");
                response.getOutputStream().write("{\"id\":1,\"item\":\"bolt\"}".getBytes(StandardCharsets.UTF_8));
            }
            case "/first" -> request.getRequestDispatcher("/api/orders/1").forward(request, response);
            case "/mine" -> {
                response.setContentType("application/json");
                response.getWriter().write("{\"user\":\"" + request.getRemoteUser() + "\"}");
            }
            case "/broken" -> throw new IllegalStateException("jdbc:secret");
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
