package dev.signet.portal;

import dev.signet.testing.BootHost;
import java.util.Map;

/** {@link SpringdocApplication} with a version of OpenAPI. */
public final class SpringdocHost extends BootHost<String> {

    @Override
    protected Class<?> application(String version) {
        return SpringdocApplication.class;
    }

    @Override
    protected Map<String, Object> properties(String version) {
        return Map.of("server.servlet.context-path", "/app", "springdoc.api-docs.version", version);
    }
}
