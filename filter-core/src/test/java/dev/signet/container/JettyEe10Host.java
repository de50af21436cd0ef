package dev.signet.container;

import dev.signet.SignetFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with EE 10; made inside its own class loader. */
public final class JettyEe10Host implements Function<Map<String, Object>, Integer>, AutoCloseable {

    private final SignetFilter filter = new SignetFilter();
    private final Server server = new Server();

    @Override
    public Integer apply(Map<String, Object> described) {
        Webapp webapp = Webapp.of(described);
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        ServletContextHandler context =
                new ServletContextHandler(webapp.context().isEmpty() ? "/" : webapp.context());
        webapp.servlets().forEach((pattern, name) -> {
            ServletHolder servlet = new ServletHolder(Webapp.servletName(pattern, name), webapp.servlet(name));
            servlet.setAsyncSupported(true);
            context.addServlet(servlet, pattern);
        });
        FilterHolder filter = new FilterHolder(this.filter);
        filter.setInitParameters(webapp.parameters());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        if (webapp.lax()) {
            connector
                    .getConnectionFactory(HttpConnectionFactory.class)
                    .getHttpConfiguration()
                    .setUriCompliance(UriCompliance.UNSAFE);
            context.getServletHandler().setDecodeAmbiguousURIs(true);
        }
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
