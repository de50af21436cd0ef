package dev.signet.excluded;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Forwards and includes: {@code /dispatch/forward?with=plain&to=/look}, with the container's own objects, with wrappers
 * that are HTTP ones or with such that are not.
 */
public final class Dispatching extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String with = String.valueOf(request.getParameter("with"));
        ServletRequest inner = switch (with) {
            case "plain" -> new ServletRequestWrapper(request);
            case "http" -> new HttpServletRequestWrapper(request);
            default -> request;
        };
        ServletResponse answer = switch (with) {
            case "plain" -> new ServletResponseWrapper(response);
            case "http" -> new HttpServletResponseWrapper(response);
            default -> response;
        };
        String to = request.getParameter("to");
        RequestDispatcher dispatcher = switch (String.valueOf(request.getParameter("by"))) {
            case "name" -> getServletContext().getNamedDispatcher(to);
            case "context" -> getServletContext().getRequestDispatcher(to);
            default -> request.getRequestDispatcher(to);
        };
        Chronicle.note("dispatcher " + Look.kind(dispatcher));
        if (request.getParameter("attribute") != null) {
            request.setAttribute("app.attribute", "set");
        }
        response.getWriter().print("before ");
        if (request.getParameter("flushed") != null) {
            response.flushBuffer();
        }
        try {
            if (request.getPathInfo().equals("/forward")) {
                dispatcher.forward(inner, answer);
            } else {
                dispatcher.include(inner, answer);
            }
        } catch (IllegalStateException e) {
            Chronicle.note("dispatch threw " + Look.kind(e));
            throw e;
        }
        Chronicle.note(Look.of(request, response));
        response.getWriter().print("after");
    }
}
