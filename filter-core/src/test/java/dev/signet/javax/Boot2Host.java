package dev.signet.javax;

import dev.signet.testing.BootHost;
import java.util.Map;

/** A Spring Boot 2.7 application, with Signet or bare. */
public final class Boot2Host extends BootHost<Boolean> {

    @Override
    protected Class<?> application(Boolean signet) {
        return Boot2Application.class;
    }

    @Override
    protected Map<String, Object> properties(Boolean signet) {
        return Map.of(
                "signet.stands.in.front", signet.toString(),
                "management.endpoints.web.exposure.include", "health,metrics",
                "logging.file.name", "target/spring-boot-2.log");
    }
}
