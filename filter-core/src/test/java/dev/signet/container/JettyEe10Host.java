package dev.signet.container;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Jetty with EE 10; made inside its own class loader. */
public final class JettyEe10Host implements Function<Map<String, Object>, Integer>, AutoCloseable {

    private final Server server = new Server();
    private Filter filter; // the last one

    @Override
    public Integer apply(Map<String, Object> described) {
        Webapp webapp = Webapp.of(described);
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        webapp.contexts().forEach(path -> contexts.addHandler(context(webapp, path)));
        if (webapp.lax()) {
            http.setUriCompliance(UriCompliance.UNSAFE);
        }
        server.setHandler(contexts);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return connector.getLocalPort();
    }

    private ServletContextHandler context(Webapp webapp, String path) {
        ServletContextHandler context = new ServletContextHandler(path.isEmpty() ? "/" : path);
        context.setCrossContextDispatchSupported(!webapp.second().isEmpty());
        context.getServletHandler().setDecodeAmbiguousURIs(webapp.lax());
        webapp.servlets().forEach((pattern, name) -> {
            ServletHolder servlet = new ServletHolder(Webapp.servletName(pattern, name), webapp.servlet(name));
            servlet.setAsyncSupported(true);
            context.addServlet(servlet, pattern);
        });
        if (!webapp.root().isEmpty()) {
            context.setBaseResourceAsPath(Path.of(webapp.root()));
            context.addServlet(new ServletHolder("default", new DefaultServlet()), "/");
        }
        for (String name : webapp.filters()) {
            filter = webapp.filter(name);
            FilterHolder holder = new FilterHolder(filter);
            holder.setName(name);
            holder.setInitParameters(webapp.parametersOf(name));
            holder.setAsyncSupported(true);
            context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        }
        webapp.listeners().forEach(name -> context.addEventListener(webapp.listener(name)));
        return context;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
