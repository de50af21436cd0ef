package dev.signet.container;

import dev.signet.container.Webapp.Mapping;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.SecurityHandler;

/** Jetty with EE 10; made inside its own class loader. */
public final class JettyEe10Host extends JettyHost<ServletContextHandler> {

    @Override
    ServletContextHandler context(String path, boolean lax) {
        ServletContextHandler context = new ServletContextHandler(path, ServletContextHandler.SESSIONS);
        context.getServletHandler().setStartWithUnavailable(true);
        context.getServletHandler().setDecodeAmbiguousURIs(lax);
        return context;
    }

    @Override
    void add(ServletContextHandler context, String pattern, String name, HttpServlet servlet) {
        ServletHolder holder = new ServletHolder(name, servlet);
        holder.setAsyncSupported(true);
        Webapp.multipartOf(servlet).ifPresent(holder.getRegistration()::setMultipartConfig);
        context.addServlet(holder, pattern);
    }

    @Override
    void add(
            ServletContextHandler context,
            String name,
            Filter filter,
            Map<String, String> parameters,
            Mapping mapping,
            EnumSet<DispatcherType> types) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setName(name);
        holder.setInitParameters(parameters);
        holder.setAsyncSupported(true);
        FilterMapping paths = mapping(name, types);
        paths.setPathSpec("/*");
        if (mapping == Mapping.TOGETHER) {
            paths.setServletName("*");
        }
        context.getServletHandler().addFilter(holder, paths);
        if (mapping == Mapping.README) {
            FilterMapping named = mapping(name, EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE));
            named.setServletName("*");
            context.getServletHandler().addFilterMapping(named);
        }
    }

    private static FilterMapping mapping(String name, EnumSet<DispatcherType> types) {
        FilterMapping mapping = new FilterMapping();
        mapping.setFilterName(name);
        mapping.setDispatcherTypes(types);
        return mapping;
    }

    @Override
    void addErrorPage(ServletContextHandler context, String error, String page) {
        if (!(context.getErrorHandler() instanceof ErrorPageErrorHandler)) {
            context.setErrorHandler(new ErrorPageErrorHandler());
        }
        ErrorPageErrorHandler pages = (ErrorPageErrorHandler) context.getErrorHandler();
        if (error.matches("\\d+")) {
            pages.addErrorPage(Integer.parseInt(error), page);
        } else {
            pages.addErrorPage(error.isEmpty() ? ErrorPageErrorHandler.GLOBAL_ERROR_PAGE : error, page);
        }
    }

    @Override
    void setSecurity(ServletContextHandler context, SecurityHandler guard) {
        context.setSecurityHandler(guard);
    }

    @Override
    SecurityHandler guard(String pattern) {
        ConstraintMapping mapping = new ConstraintMapping();
        mapping.setPathSpec(pattern);
        mapping.setConstraint(Constraint.from(Webapp.ROLE));
        ConstraintSecurityHandler guard = new ConstraintSecurityHandler();
        guard.addConstraintMapping(mapping);
        return guard;
    }

    @Override
    HttpServlet files() {
        return new DefaultServlet();
    }
}
