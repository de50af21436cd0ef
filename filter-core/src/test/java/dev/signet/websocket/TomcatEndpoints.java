package dev.signet.websocket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/** Tomcat, whichever its class loader has. */
public final class TomcatEndpoints implements Function<Path, Integer>, AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    @Override
    public Integer apply(Path folder) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        try {
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
            tomcat.setPort(0);
            ContextConfig config = new ContextConfig();
            config.setDefaultWebXml(Constants.NoDefaultWebXml);
            StandardContext webapp = new StandardContext();
            webapp.setName("/app");
            webapp.setPath("/app");
            webapp.setDocBase(folder.toString());
            webapp.addLifecycleListener(config);
            webapp.addLifecycleListener(event -> {
                if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
                    addDefaultServlet(webapp); // as conf/web.xml of a real Tomcat does
                }
            });
            webapp.setParentClassLoader(TomcatEndpoints.class.getClassLoader());
            tomcat.getHost().addChild(webapp);
            tomcat.getConnector();
            tomcat.start();
            return tomcat.getConnector().getLocalPort();
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({"deprecation", "removal"}) // what replaces it is not in Tomcat 10
    private static void addDefaultServlet(Context webapp) {
        Tomcat.addServlet(webapp, "default", "org.apache.catalina.servlets.DefaultServlet");
        webapp.addServletMappingDecoded("/", "default");
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
