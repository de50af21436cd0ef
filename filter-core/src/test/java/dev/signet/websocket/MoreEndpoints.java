package dev.signet.websocket;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Adds endpoints as an application does that makes them in code. */
public final class MoreEndpoints implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServerContainer container =
                (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
        for (String path : List.of("/open/who", "/never/who", "/ws/{name}/who")) {
            try {
                container.addEndpoint(
                        ServerEndpointConfig.Builder.create(Who.class, path).build());
            } catch (DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
