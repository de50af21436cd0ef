package dev.signet.foreign;

import dev.signet.container.Webapp;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives wrappers that are no HTTP ones to {@code startAsync}, forward and include: {@code ?how=async&type=text/plain}. */
public final class PlainWrappers extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        ServletRequest plainRequest = new ServletRequestWrapper(request);
        ServletResponse plainResponse = new ServletResponseWrapper(response);
        switch (request.getParameter("how")) {
            case "async" -> request.startAsync(plainRequest, plainResponse).dispatch("/plain/target");
            case "complete" -> {
                request.startAsync(plainRequest, plainResponse);
                Target.answer(plainRequest, request.getAsyncContext().getResponse());
                request.getAsyncContext().complete();
            }
            case "include" -> request.getRequestDispatcher("/plain/target").include(plainRequest, plainResponse);
            case "named" ->
                getServletContext()
                        .getNamedDispatcher(Webapp.servletName("/plain/target", Target.class.getName()))
                        .forward(plainRequest, plainResponse);
            default -> request.getRequestDispatcher("/plain/target").forward(plainRequest, plainResponse);
        }
    }

    /** A servlet that makes nothing of HTTP. */
    public static final class Target extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        public void service(ServletRequest request, ServletResponse response) throws IOException {
            answer(request, response);
        }

        static void answer(ServletRequest request, ServletResponse response) throws IOException {
            if (request.getParameter("type") != null) {
                response.setContentType(request.getParameter("type"));
            }
            response.getWriter().print("\"target " + request.getDispatcherType() + "\"");
        }
    }
}
