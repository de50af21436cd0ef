package dev.signet.spring.boot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Paths of an application whose answers have a form that others know: those of Actuator and of API documents. */
final class DefaultExclusions {

    static final String ACTUATOR = "org.springframework.boot.actuate.endpoint.annotation.Endpoint";
    static final String SPRINGDOC = "org.springdoc.core.properties.SpringDocConfigProperties";
    private static final String DESCRIPTION = "/v3/api-docs";

    private final Environment environment;

    DefaultExclusions(Environment environment) {
        this.environment = environment;
    }

    /** Where the application describes itself, or null. */
    @Nullable
    String description() {
        return isThere(SPRINGDOC) && is("springdoc.api-docs.enabled", true)
                ? below(text("springdoc.api-docs.path", DESCRIPTION))
                : null;
    }

    /** Patterns relative to the context path; none where the application has neither. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        String base = text("management.endpoints.web.base-path", "/actuator");
        if (isThere(ACTUATOR) && isHere()) {
            if (!base.equals("/") && !base.isEmpty()) { // else it would be everything
                paths.add(below(base) + "/**");
            }
            if (is("management.endpoint.health.probes.add-additional-paths", false)) {
                paths.add("/livez");
                paths.add("/readyz");
            }
        }
        String description = description();
        if (description != null) {
            paths.add(description + "/**");
            paths.add(description + ".yaml/**");
            paths.add(below("/swagger-ui/**"));
        }
        return paths;
    }

    /** Whether Actuator has the port of the application, and no server of its own, where there is no filter of ours. */
    private boolean isHere() {
        String port = environment.getProperty("management.server.port");
        return port == null || port.equals(environment.getProperty("server.port", "8080")) && !port.equals("0");
    }

    private String below(String path) {
        String servlet = text("spring.mvc.servlet.path", "/");
        return (servlet.equals("/") ? "" : servlet.replaceAll("/+$", "")) + path;
    }

    private String text(String name, String absent) {
        return environment.getProperty(name, absent);
    }

    private boolean is(String name, boolean absent) {
        return environment.getProperty(name, Boolean.class, absent);
    }

    private static boolean isThere(String type) {
        return ClassUtils.isPresent(type, DefaultExclusions.class.getClassLoader());
    }
}
