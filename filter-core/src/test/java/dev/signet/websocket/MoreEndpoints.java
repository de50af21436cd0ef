package dev.signet.websocket;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.util.List;

/** Adds endpoints as an application does that makes them in code. */
public final class MoreEndpoints implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServerContainer container =
                (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
        for (String path : List.of("/open/who", "/open/nowhere", "/never/who", "/ws/{name}/who")) {
            Configurator choosy = path.equals("/open/nowhere") ? new FromNowhere() : new Configurator();
            try {
                container.addEndpoint(ServerEndpointConfig.Builder.create(Who.class, path)
                        .configurator(choosy)
                        .build());
            } catch (DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Opens for pages of no origin at all, so that the container refuses all handshakes. */
    private static final class FromNowhere extends Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return false;
        }
    }
}
