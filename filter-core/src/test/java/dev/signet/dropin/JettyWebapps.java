package dev.signet.dropin;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Jetty 12.1 with a webapp from disk; made inside its own class loader. */
public final class JettyWebapps
        implements BiFunction<Path, Boolean, Integer>, Callable<WeakReference<ClassLoader>>, AutoCloseable {

    private final Server server = new Server();
    private final ContextHandlerCollection webapps = new ContextHandlerCollection();

    @Override
    public Integer apply(Path folder, Boolean parentFirst) {
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        server.setHandler(webapps);
        WebAppContext webapp = new WebAppContext();
        webapp.setContextPath("/app");
        webapp.setWar(folder.toString());
        webapp.setParentLoaderPriority(parentFirst);
        webapps.addHandler(webapp);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return connector.getLocalPort();
    }

    /** Undeploys the webapp; the server goes on. */
    @Override
    public WeakReference<ClassLoader> call() throws Exception {
        WebAppContext webapp = (WebAppContext) webapps.getHandlers().get(0);
        WeakReference<ClassLoader> loader = new WeakReference<>(webapp.getClassLoader());
        webapp.stop();
        webapps.removeHandler(webapp);
        webapp.destroy();
        return loader;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
