package dev.signet.boot;

import dev.signet.SignetFilter;
import dev.signet.webapp.SpringWebapp;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Spring MVC without Boot on a Tomcat, with Signet in front. */
public final class MvcHost implements Function<Boolean, Integer>, AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    /** In place of a JSP engine. */
    private static final class View extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write("<p>" + request.getAttribute("name") + "</p>");
        }
    }

    @Override
    public Integer apply(Boolean signet) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        try {
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
            tomcat.setPort(0);
            Context webapp = tomcat.addContext("/app", null);
            webapp.addServletContainerInitializer((classes, context) -> register(context, signet), Set.of());
            tomcat.getConnector();
            tomcat.start();
            return tomcat.getConnector().getLocalPort();
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void register(ServletContext context, boolean signet) {
        if (signet) {
            add(context, "/*", EnumSet.allOf(DispatcherType.class), new SignetFilter(BootApplication.config()));
        }
        EnumSet<DispatcherType> usual = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);
        add(context, "/*", usual, new ServerHttpObservationFilter(ObservationRegistry.create()));
        add(context, "/etag/*", usual, new ShallowEtagHeaderFilter());
        add(context, "/caching/*", usual, new CachingFilter());
        add(
                context,
                "/",
                SpringWebapp.servlet(false, PieceController.class, BrokenController.class, CachedController.class));
        add(context, "/WEB-INF/views/page.jsp", new View());
    }

    private static void add(ServletContext context, String pattern, EnumSet<DispatcherType> types, Filter filter) {
        FilterRegistration.Dynamic registration =
                context.addFilter(filter.getClass().getSimpleName(), filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(types, true, pattern);
    }

    private static void add(ServletContext context, String pattern, Servlet servlet) {
        ServletRegistration.Dynamic registration = context.addServlet("servlet " + pattern, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(pattern);
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
