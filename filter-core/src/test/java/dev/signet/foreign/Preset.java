package dev.signet.foreign;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A filter in front that sets the head and lets the page come: {@code ?status=503&preset=text/html}, and with
 * {@code forward} by a forward of its own.
 */
public final class Preset implements Filter {

    private static final String DONE = "preset.done";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean mine = request.getParameter("status") != null || request.getParameter("preset") != null;
        if (!mine || request.getAttribute(DONE) != null) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(DONE, true);
        if (request.getParameter("status") != null) {
            ((HttpServletResponse) response).setStatus(Integer.parseInt(request.getParameter("status")));
        }
        if (request.getParameter("preset") != null) {
            response.setContentType(request.getParameter("preset"));
        }
        if (request.getParameter("forward") != null) {
            request.getRequestDispatcher("/preset/page").forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A page that sets no status: of {@code ?type=application/json}, or of the type that is set already. */
    public static final class Page extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setDateHeader("Last-Modified", 1_704_240_000_000L);
            if (request.getParameter("type") != null) {
                response.setContentType(request.getParameter("type"));
            }
            if (request.getParameter("own") != null) {
                response.setStatus(Integer.parseInt(request.getParameter("own")));
            }
            if (request.getParameter("empty") == null) {
                response.getWriter().print("{\"down\":true}");
            }
        }
    }
}
