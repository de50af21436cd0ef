package dev.signet.container;

import dev.signet.SignetFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat 10.1 or 11.0, whichever its class loader has. */
public final class TomcatHost implements Function<Map<String, Object>, Integer>, AutoCloseable {

    private final SignetFilter filter = new SignetFilter();
    private final Tomcat tomcat = new Tomcat();

    @Override
    @SuppressWarnings({"deprecation", "removal"}) // what replaces it is not in Tomcat 10.1
    public Integer apply(Map<String, Object> described) {
        Webapp webapp = Webapp.of(described);
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        try {
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
            tomcat.setPort(0);
            Context context = tomcat.addContext(webapp.context(), null);
            webapp.servlets().forEach((pattern, name) -> {
                Wrapper servlet = Tomcat.addServlet(context, Webapp.servletName(pattern, name), webapp.servlet(name));
                servlet.setAsyncSupported(true);
                context.addServletMappingDecoded(pattern, Webapp.servletName(pattern, name));
            });
            context.addWelcomeFile("index.do");
            FilterDef filter = new FilterDef();
            filter.setFilterName("signet");
            filter.setFilter(this.filter);
            filter.setAsyncSupported("true");
            webapp.parameters().forEach(filter::addInitParameter);
            context.addFilterDef(filter);
            FilterMap map = new FilterMap();
            map.setFilterName("signet");
            map.addURLPattern("/*");
            for (DispatcherType type : DispatcherType.values()) {
                map.setDispatcher(type.name());
            }
            context.addFilterMap(map);
            if (webapp.lax()) {
                tomcat.getConnector().setEncodedSolidusHandling("decode");
                tomcat.getConnector().setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
                tomcat.getConnector().setProperty("allowBackslash", "true");
            }
            tomcat.getConnector();
            tomcat.start();
            return tomcat.getConnector().getLocalPort();
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
