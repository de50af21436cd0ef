package dev.signet.container;

import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a container is to run behind Signet. It crosses into the container's class loader as a map, for only the classes
 * of the JDK are the same there.
 *
 * @param context the context path
 * @param servlets from url-pattern to the name of a servlet: {@code scenario}, {@code go}, {@code storm}, or what a
 *     {@link ProbeServlet} shows. {@code index.do} is the welcome file, where a container has them
 * @param parameters the filter's init-params
 * @param lax whether the container takes every URI that it can be made to take
 * @param calls hears of every call of a {@link ProbeServlet}
 */
record Webapp(
        String context,
        Map<String, String> servlets,
        Map<String, String> parameters,
        boolean lax,
        Consumer<String> calls) {

    /** A servlet that plays scenarios at every path. */
    static Webapp ofScenarios(Map<String, String> parameters) {
        return new Webapp("/app", Map.of("/*", "scenario"), parameters, false, call -> {});
    }

    Map<String, Object> toMap() {
        return Map.of("context", context, "servlets", servlets, "parameters", parameters, "lax", lax, "calls", calls);
    }

    @SuppressWarnings("unchecked")
    static Webapp of(Map<String, Object> map) {
        return new Webapp(
                (String) map.get("context"),
                (Map<String, String>) map.get("servlets"),
                (Map<String, String>) map.get("parameters"),
                (Boolean) map.get("lax"),
                (Consumer<String>) map.get("calls"));
    }

    /** The name under which a container knows a servlet. */
    static String servletName(String pattern, String name) {
        return name + " " + pattern;
    }

    /** Makes the servlet of that name. */
    HttpServlet servlet(String name) {
        return switch (name) {
            case "scenario" -> new ScenarioServlet();
            case "go" -> new GoServlet();
            case "storm" -> new StormServlet();
            default -> new ProbeServlet(name, calls);
        };
    }
}
