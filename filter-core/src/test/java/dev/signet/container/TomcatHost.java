package dev.signet.container;

import dev.signet.container.Webapp.Mapping;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Function;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/** Tomcat 9, 10.1 or 11.0, whichever its class loader has. */
public final class TomcatHost implements Function<Map<String, Object>, Integer>, AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private Filter filter; // the last one

    @Override
    public Integer apply(Map<String, Object> described) {
        Webapp webapp = Webapp.of(described);
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        try {
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
            tomcat.setPort(0);
            webapp.contexts().forEach(path -> context(webapp, path));
            if (webapp.lax()) {
                tomcat.getConnector().setEncodedSolidusHandling("decode");
                tomcat.getConnector().setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
                tomcat.getConnector().setProperty("allowBackslash", "true");
            }
            tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
            tomcat.start();
            return tomcat.getConnector().getLocalPort();
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({"deprecation", "removal"}) // what replaces it is not in Tomcat 10.1
    private void context(Webapp webapp, String path) {
        Context context = tomcat.addContext(path, webapp.root().isEmpty() ? null : webapp.root());
        webapp.servlets().forEach((pattern, name) -> {
            String known = Webapp.servletName(pattern, name);
            Wrapper servlet = Webapp.isClass(name) // where it is handed an instance it never becomes unavailable
                    ? Tomcat.addServlet(context, known, name)
                    : Tomcat.addServlet(context, known, webapp.servlet(name));
            servlet.setAsyncSupported(true);
            context.addServletMappingDecoded(pattern, known);
        });
        context.setCrossContext(!webapp.second().isEmpty());
        context.setParentClassLoader(TomcatHost.class.getClassLoader());
        context.addWelcomeFile("index.do");
        if (!webapp.root().isEmpty()) {
            Tomcat.addServlet(context, "default", new DefaultServlet());
            context.addServletMappingDecoded("/", "default");
            context.addMimeMapping("html", "text/html");
            context.addMimeMapping("json", "application/json");
            context.addMimeMapping("txt", "text/plain");
        }
        webapp.filters().forEach(name -> add(context, webapp, name));
        webapp.errorPages().forEach((error, page) -> context.addErrorPage(errorPage(error, page)));
        if (!webapp.guarded().isEmpty()) {
            guard(context, webapp.guarded());
        }
        webapp.listeners().forEach(context::addApplicationListener); // as from web.xml, so that it may add filters
    }

    private static ErrorPage errorPage(String error, String location) {
        ErrorPage page = new ErrorPage();
        page.setLocation(location);
        if (error.matches("\\d+")) {
            page.setErrorCode(error);
        } else if (!error.isEmpty()) {
            page.setExceptionType(error);
        }
        return page;
    }

    private void guard(Context context, String pattern) {
        tomcat.addUser(Webapp.USER, Webapp.PASSWORD);
        tomcat.addRole(Webapp.USER, Webapp.ROLE);
        context.addSecurityRole(Webapp.ROLE);
        SecurityCollection what = new SecurityCollection();
        what.addPattern(pattern);
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(what);
        constraint.addAuthRole(Webapp.ROLE);
        context.addConstraint(constraint);
        context.setLoginConfig(new LoginConfig("BASIC", "guarded", null, null));
        context.getPipeline().addValve(new BasicAuthenticator());
    }

    private void add(Context context, Webapp webapp, String name) {
        filter = webapp.filter(name);
        FilterDef def = new FilterDef();
        def.setFilterName(name);
        def.setFilter(filter);
        def.setAsyncSupported("true");
        webapp.parametersOf(name).forEach(def::addInitParameter);
        context.addFilterDef(def);
        FilterMap map = new FilterMap();
        map.setFilterName(name);
        map.addURLPattern("/*");
        for (DispatcherType type : webapp.dispatchersOf(name)) {
            map.setDispatcher(type.name());
        }
        if (webapp.mappingOf(name) == Mapping.TOGETHER) {
            map.addServletName("*");
        }
        context.addFilterMap(map);
        if (webapp.mappingOf(name) == Mapping.README) {
            FilterMap named = new FilterMap();
            named.setFilterName(name);
            named.addServletName("*");
            named.setDispatcher(DispatcherType.FORWARD.name());
            named.setDispatcher(DispatcherType.INCLUDE.name());
            context.addFilterMap(named);
        }
    }

    /** From now on each connection has a processor, and with it the buffers of responses, of its own. */
    public void forgetProcessors() {
        tomcat.getConnector().setProperty("processorCache", "0");
        for (UpgradeProtocol protocol : tomcat.getConnector().findUpgradeProtocols()) {
            ((Http2Protocol) protocol).setDiscardRequestsAndResponses(true);
        }
    }

    /** What an application holds in a wrapper around the response outlives a forward, as it does in Tomcat 10.1. */
    public void keepWrapped() {
        for (Container host : tomcat.getEngine().findChildren()) {
            for (Container context : host.findChildren()) {
                keepWrapped((StandardContext) context);
            }
        }
    }

    private static void keepWrapped(StandardContext context) {
        try {
            context.setSuspendWrappedResponseAfterForward(false);
        } catch (NoSuchMethodError e) {
            return; // Tomcat 9, in which it does so in any case
        }
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
