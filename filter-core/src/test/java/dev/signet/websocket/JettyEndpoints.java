package dev.signet.websocket;

import java.nio.file.Path;
import java.util.function.Function;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Jetty with the webapps of whichever generation its class loader has. */
public final class JettyEndpoints implements Function<Path, Integer>, AutoCloseable {

    private final Server server = new Server();

    @Override
    public Integer apply(Path webapp) {
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        server.addConnector(connector);
        try {
            ContextHandler context =
                    (ContextHandler) webappClass().getConstructor().newInstance();
            context.setContextPath("/app");
            context.getClass().getMethod("setWar", String.class).invoke(context, webapp.toString());
            server.setHandler((Handler) context);
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return connector.getLocalPort();
    }

    private static Class<?> webappClass() throws ClassNotFoundException {
        try {
            return Class.forName("org.eclipse.jetty.ee11.webapp.WebAppContext");
        } catch (ClassNotFoundException e) {
            return Class.forName("org.eclipse.jetty.ee10.webapp.WebAppContext");
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
