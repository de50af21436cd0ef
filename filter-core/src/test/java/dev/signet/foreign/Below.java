package dev.signet.foreign;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes the writer and then forwards to, or includes, what takes the stream: a servlet, or the container's own for static
 * files, which asks the container's response below every wrapper what was done to it. {@code
 * ?how=forward|include&to=/page.html|/below/stream}
 */
public final class Below extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        String path = included == null ? request.getServletPath() : included.toString();
        if (path.endsWith("/stream")) {
            response.getOutputStream().print("stream\n");
            return;
        }
        if (request.getParameter("type") != null) {
            response.setContentType(request.getParameter("type"));
        }
        if (request.getParameter("status") != null) {
            response.setStatus(202);
            response.setHeader("X-Includer", "yes");
        }
        response.getWriter().print("before\n");
        RequestDispatcher target = request.getRequestDispatcher(request.getParameter("to"));
        if (request.getParameter("how").equals("include")) {
            target.include(request, response);
            response.getWriter().print("after\n");
        } else {
            target.forward(request, response);
        }
    }

    /** A filter that writes first: {@code ?first}; or only takes the writer: {@code ?touch}. */
    public static final class First implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (request.getParameter("first") != null) {
                response.getWriter().print("the filter wrote first\n");
            }
            if (request.getParameter("touch") != null) {
                response.getWriter();
            }
            chain.doFilter(request, response);
        }
    }
}
