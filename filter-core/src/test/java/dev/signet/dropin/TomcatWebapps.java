package dev.signet.dropin;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/** Tomcat 10.0, 10.1 or 11.0, whichever its class loader has, with a webapp from disk. */
public final class TomcatWebapps
        implements BiFunction<Path, Boolean, Integer>, Callable<WeakReference<ClassLoader>>, AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    @Override
    public Integer apply(Path folder, Boolean parentFirst) {
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
            WebappLoader loader = new WebappLoader();
            loader.setDelegate(parentFirst);
            webapp.setLoader(loader);
            webapp.setParentClassLoader(TomcatWebapps.class.getClassLoader());
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

    /** Undeploys the webapp; the server goes on. */
    @Override
    public WeakReference<ClassLoader> call() {
        Context webapp = (Context) tomcat.getHost().findChildren()[0];
        WeakReference<ClassLoader> loader =
                new WeakReference<>(webapp.getLoader().getClassLoader());
        tomcat.getHost().removeChild(webapp);
        return loader;
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
