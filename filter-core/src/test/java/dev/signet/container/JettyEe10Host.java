package dev.signet.container;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** Jetty with EE 10; made inside its own class loader. */
public final class JettyEe10Host extends JettyHost<ServletContextHandler> {

    @Override
    ServletContextHandler context(String path, boolean lax) {
        ServletContextHandler context = new ServletContextHandler(path);
        context.getServletHandler().setDecodeAmbiguousURIs(lax);
        return context;
    }

    @Override
    void add(ServletContextHandler context, String pattern, String name, HttpServlet servlet) {
        ServletHolder holder = new ServletHolder(name, servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, pattern);
    }

    @Override
    void add(
            ServletContextHandler context,
            String name,
            Filter filter,
            Map<String, String> parameters,
            EnumSet<DispatcherType> types) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setName(name);
        holder.setInitParameters(parameters);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", types);
    }

    @Override
    HttpServlet files() {
        return new DefaultServlet();
    }
}
