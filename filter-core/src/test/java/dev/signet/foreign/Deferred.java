package dev.signet.foreign;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.EnumSet;

/** Fails on its ASYNC dispatch, in the way {@code ?how=error|status|redirect} says, or answers. */
public final class Deferred extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ASYNC) {
            request.startAsync(request, response).dispatch();
            return;
        }
        switch (request.getParameter("how")) {
            case "error" -> response.sendError(404);
            case "message" -> response.sendError(404, "not here");
            case "status" -> response.setStatus(404);
            default -> {
                response.setContentType("application/json");
                response.getWriter().print("[1]");
            }
        }
    }

    /**
     * What Spring Boot's ErrorPageFilter does in a war: registered in code it stands in front of web.xml's filters, and
     * it keeps {@code sendError} to itself until the chain has come back.
     */
    public static final class Outer implements Filter, ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            FilterRegistration.Dynamic outer = event.getServletContext().addFilter("outer", new Outer());
            outer.setAsyncSupported(true);
            outer.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/deferred/*");
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            int[] status = {0};
            HttpServletResponse http = (HttpServletResponse) response;
            chain.doFilter(request, new Keeping(http, status));
            if (status[0] > 0 && !http.isCommitted()) {
                http.setStatus(status[0]);
                http.setContentType("text/html");
                http.getWriter().print("<h1>error page " + status[0] + "</h1>");
            }
        }
    }

    /** Keeps {@code sendError} to itself. */
    static final class Keeping extends HttpServletResponseWrapper {

        private final int[] kept;

        Keeping(HttpServletResponse response, int[] kept) {
            super(response);
            this.kept = kept;
        }

        @Override
        public void sendError(int status) {
            kept[0] = status;
        }

        @Override
        public void sendError(int status, String message) {
            kept[0] = status;
        }
    }
}
