package dev.signet.excluded;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The application's own error pages: {@code /pages/forwarding} and {@code /pages/including} use another one for it. */
public final class ErrorPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Chronicle.note(Look.of(request, response));
        switch (request.getPathInfo()) {
            case "/forwarding" -> request.getRequestDispatcher("/pages/told").forward(request, response);
            case "/including" -> {
                response.getWriter().print("including ");
                request.getRequestDispatcher("/look?x=included").include(request, response);
            }
            default -> {
                response.setContentType("application/json");
                response.getWriter()
                        .print("{\"own\":\"" + request.getPathInfo() + "\",\"status\":"
                                + request.getAttribute("jakarta.servlet.error.status_code") + ",\"message\":\""
                                + request.getAttribute("jakarta.servlet.error.message") + "\"}");
            }
        }
    }
}
