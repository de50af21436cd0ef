package dev.signet.container;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Goes where the query says: {@code how=forward&to=/admin/x}. It believes its callers, as no application should. */
final class GoServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String to = request.getParameter("to");
        switch (request.getParameter("how")) {
            case "forward" -> request.getRequestDispatcher(to).forward(request, response);
            case "context-forward" ->
                request.getServletContext().getRequestDispatcher(to).forward(request, response);
            case "twice" ->
                request.getRequestDispatcher("/open/go?how=forward&to=" + to).forward(request, response);
            case "named" -> request.getServletContext().getNamedDispatcher(to).forward(request, response);
            case "include" -> request.getRequestDispatcher(to).include(request, response);
            case "async" -> request.startAsync().dispatch(to);
            case "async-pair" -> request.startAsync(request, response).dispatch(to);
            case "forward-async" ->
                request.getRequestDispatcher("/open/go?how=async&to=" + to).forward(request, response);
            case "again" -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    response.setContentType("application/json");
                    response.getWriter().print("\"again, " + request.getRemoteUser() + '"');
                } else {
                    request.startAsync().dispatch();
                }
            }
            default -> response.sendError(404);
        }
    }
}
