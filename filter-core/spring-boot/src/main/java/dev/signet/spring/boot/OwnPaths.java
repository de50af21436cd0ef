package dev.signet.spring.boot;

import dev.signet.config.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the endpoints of Signet are, and the lines that let them be called there. */
final class OwnPaths {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private final Map<OwnProperty, String> paths = new LinkedHashMap<>();

    OwnPaths(GivenProperties given, Problems problems) {
        Map<String, OwnProperty> taken = new LinkedHashMap<>();
        for (OwnProperty property : List.of(
                OwnProperty.TOKEN_PATH, OwnProperty.JWKS_PATH, OwnProperty.PORTAL_PATH, OwnProperty.HEALTH_PATH)) {
            String path = given.own(property);
            if (path == null) {
                continue;
            }
            if (!PATH.matcher(path).matches()) {
                problems.add(
                        property.text() + ": \"" + path
                                + "\" is not allowed; expected a path below the context path without wildcards, like /api/token");
                continue;
            }
            OwnProperty other = taken.putIfAbsent(path, property);
            if (other != null) {
                problems.add(property.text() + ": \"" + path + "\" is not allowed; expected another path than that of "
                        + other.text());
            }
            paths.put(property, path);
        }
    }

    @Nullable
    String of(OwnProperty property) {
        return paths.get(property);
    }

    /** The rules without which nobody could call them; not where the application has a line of its own about the path. */
    private String rules(@Nullable String own) {
        List<String> lines = new ArrayList<>();
        paths.forEach((property, path) -> {
            String pattern = property == OwnProperty.PORTAL_PATH ? path + "/**" : path;
            if (own == null || !named(own, pattern)) {
                lines.add((property == OwnProperty.TOKEN_PATH || property == OwnProperty.PORTAL_PATH ? "* " : "GET ")
                        + pattern + " permit");
            }
        });
        if (own != null) {
            lines.add(own);
        }
        return String.join("\n", lines);
    }

    private static boolean named(String rules, String pattern) {
        return rules.lines()
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(words -> words.length > 1 && words[1].equals(pattern));
    }

    /** What follows from where the endpoints are and from what the application has, unless it says that itself. */
    void complete(Map<String, String> parameters, List<String> excluded, @Nullable String description) {
        String portal = of(OwnProperty.PORTAL_PATH);
        if (!paths.isEmpty()) {
            String name = Parameter.ACCESS_RULES.text();
            parameters.put(name, rules(parameters.get(name)));
        }
        List<String> exclude = new ArrayList<>(excluded);
        if (portal != null) {
            exclude.add(portal + "/**");
            String token = of(OwnProperty.TOKEN_PATH);
            if (token != null) {
                parameters.putIfAbsent(Parameter.PORTAL_TOKEN_PATH.text(), token);
            }
            if (description != null) {
                parameters.putIfAbsent(Parameter.PORTAL_OPENAPI.text(), description);
            }
        }
        if (!exclude.isEmpty()) {
            parameters.merge(
                    Parameter.ENVELOPE_EXCLUDE.text(), String.join("\n", exclude), (own, ours) -> ours + "\n" + own);
        }
    }
}
