package dev.signet.excluded;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import java.util.List;

/** Registers servlets whose {@code init} throws, at {@code /failing/...}: when they are asked for, and at the start. */
public final class Failing implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        for (Class<? extends HttpServlet> type :
                List.of(Ever.class, AWhile.class, WithServletException.class, WithRuntimeException.class)) {
            add(context, "late", type);
            // Jetty and Undertow let no webapp start with any other
            boolean unavailable = type == Ever.class || type == AWhile.class;
            if (unavailable || context.getServerInfo().contains("Tomcat")) {
                add(context, "early", type).setLoadOnStartup(1);
            }
        }
    }

    private static ServletRegistration.Dynamic add(
            ServletContext context, String when, Class<? extends HttpServlet> type) {
        ServletRegistration.Dynamic servlet = context.addServlet(when + type.getSimpleName(), type);
        servlet.addMapping("/failing/" + when + type.getSimpleName(), "/docs/" + when + type.getSimpleName());
        servlet.setAsyncSupported(true);
        return servlet;
    }

    /** Unavailable for ever. */
    public static final class Ever extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        public void init() throws ServletException {
            throw new UnavailableException("never");
        }
    }

    /** Unavailable for a while. */
    public static final class AWhile extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        public void init() throws ServletException {
            throw new UnavailableException("later", 3600); // longer than all of it takes: Undertow counts as begun then
        }
    }

    /** Cannot begin. */
    public static final class WithServletException extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        public void init() throws ServletException {
            throw new ServletException("cannot begin");
        }
    }

    /** Cannot begin, by mistake. */
    public static final class WithRuntimeException extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        public void init() {
            throw new IllegalStateException("cannot begin");
        }
    }
}
