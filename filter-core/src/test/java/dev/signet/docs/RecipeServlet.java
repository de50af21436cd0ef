package dev.signet.docs;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A webapp that is there before Signet: each path does what the table of the recipe says of it. */
public final class RecipeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** All JSON of the webapp. */
    static final String JSON = "{\"own\":true}";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getServletPath()) {
            case "/api/slip" -> forward("/WEB-INF/api/slip.jsp", request, response);
            case "/api/print" -> forward("/WEB-INF/api/print.jsp", request, response);
            case "/shortcut" -> forward("/api/orders", request, response);
            case "/summary" -> forward("/WEB-INF/summary.jsp", request, response);
            case "/api/orders" -> {
                response.setContentType("application/json");
                response.getWriter().print(JSON);
            }
            default -> throw new IllegalStateException("broken");
        }
    }

    private static void forward(String path, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher(path).forward(request, response);
    }
}
