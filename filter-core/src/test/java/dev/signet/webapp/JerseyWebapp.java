package dev.signet.webapp;

import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import java.util.NoSuchElementException;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** A Jersey application as a team would set it up. */
public final class JerseyWebapp extends ResourceConfig {

    private JerseyWebapp(Class<?>... more) {
        register(JerseyOrders.class);
        register(JerseyStreams.class);
        register(OutOfStockMapper.class);
        register(JacksonFeature.class);
        register(SseFeature.class);
        for (Class<?> component : more) {
            register(component);
        }
    }

    /** The application as a servlet, with more of its components. */
    public static HttpServlet servlet(Class<?>... more) {
        return new ServletContainer(new JerseyWebapp(more));
    }

    /** The application's own answer to an exception. */
    public static final class OutOfStockMapper implements ExceptionMapper<NoSuchElementException> {
        @Override
        public jakarta.ws.rs.core.Response toResponse(NoSuchElementException thrown) {
            return jakarta.ws.rs.core.Response.status(422)
                    .type("application/json")
                    .entity(Map.of("field", thrown.getMessage()))
                    .build();
        }
    }
}
