package dev.signet.container;

import dev.signet.container.Webapp.Mapping;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Jetty 10. What it has in other classes than Jetty 12, with which this is compiled, is the context: it is made by
 * reflection, and told the rest through the servlet API.
 */
public final class Jetty10Host implements Function<Map<String, Object>, Integer>, AutoCloseable {

    private static final int SESSIONS = 1;

    private final Server server = new Server();

    @Override
    public Integer apply(Map<String, Object> described) {
        Webapp webapp = Webapp.of(described);
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        server.addConnector(connector);
        try {
            server.setHandler(context(webapp));
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return connector.getLocalPort();
    }

    private static Handler context(Webapp webapp) throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.eclipse.jetty.servlet.ServletContextHandler");
        Object context = type.getConstructor(int.class).newInstance(SESSIONS);
        type.getMethod("setContextPath", String.class).invoke(context, webapp.context());
        type.getMethod("addEventListener", EventListener.class).invoke(context, new Started(webapp));
        return (Handler) context;
    }

    /** Declares what the webapp has when the context starts. */
    private static final class Started implements ServletContextListener {

        private final Webapp webapp;

        Started(Webapp webapp) {
            this.webapp = webapp;
        }

        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServletContext context = event.getServletContext();
            webapp.servlets().forEach((pattern, name) -> {
                HttpServlet servlet = webapp.servlet(name);
                ServletRegistration.Dynamic added = context.addServlet(Webapp.servletName(pattern, name), servlet);
                added.setAsyncSupported(true);
                added.addMapping(pattern);
                Webapp.multipartOf(servlet).ifPresent(added::setMultipartConfig);
            });
            webapp.filters().forEach(name -> add(context, name));
        }

        private void add(ServletContext context, String name) {
            FilterRegistration.Dynamic added = context.addFilter(name, webapp.filter(name));
            added.setInitParameters(webapp.parametersOf(name));
            added.setAsyncSupported(true);
            added.addMappingForUrlPatterns(webapp.dispatchersOf(name), true, "/*");
            if (webapp.mappingOf(name) == Mapping.README) {
                added.addMappingForServletNames(EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE), true, "*");
            }
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
