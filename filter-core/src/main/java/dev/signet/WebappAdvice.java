package dev.signet;

import dev.signet.access.AccessRule;
import dev.signet.access.PathPattern;
import dev.signet.access.RequestPath;
import dev.signet.config.Parameter;
import dev.signet.descriptor.Webapp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What can be read and does not fit this webapp: lines that name paths that no call has, or that this filter is not asked
 * about, or a class that nobody can throw; and endpoints of ours that nobody can call, or that are called past the filter. A
 * rule that protects nothing looks as if it did.
 */
final class WebappAdvice {

    static final String FILTER = "dev.signet.SignetFilter";

    /** Never has an envelope, so that it may lie where no filter is. */
    static final String HEALTH = "dev.signet.HealthServlet";

    private static final String PORTAL = "dev.signet.portal.PortalServlet";

    /** What has no envelope, wherever it lies. */
    private static final Set<String> PLAIN = Set.of(HEALTH, PORTAL);

    /** Our endpoints, each with the method by which it is called. */
    static final Map<String, String> ENDPOINTS = Map.of(
            "dev.signet.issue.TokenServlet",
            "POST",
            "dev.signet.issue.JwksServlet",
            "GET",
            HEALTH,
            "GET",
            PORTAL,
            "GET");

    private final Webapp webapp;
    private final FilterSettings settings;
    private final List<String> warnings = new ArrayList<>();

    private WebappAdvice(Webapp webapp, FilterSettings settings) {
        this.webapp = webapp;
        this.settings = settings;
    }

    /**
     * Sentences for the log.
     *
     * @param filter the name of the filter with these settings
     * @param isClass whether the webapp can load a class of this name
     */
    static List<String> warnings(Webapp webapp, String filter, FilterSettings settings, Predicate<String> isClass) {
        WebappAdvice advice = new WebappAdvice(webapp, settings);
        Set<String> mappings = webapp.mappings(webapp.filtersOf(FILTER)); // two may share a context-param
        advice.paths(mappings);
        advice.exceptions(isClass);
        advice.endpoints(mappings, webapp.mappings(Set.of(filter)));
        return advice.warnings;
    }

    private void paths(Set<String> mappings) {
        Map<String, PathPattern> lines = new LinkedHashMap<>(settings.rules().paths());
        lines.putAll(settings.limits().paths());
        settings.excluded().forEach(path -> lines.put(Parameter.ENVELOPE_EXCLUDE + ": " + path, path));
        String root = webapp.contextPath();
        lines.forEach((line, path) -> {
            if (path.isBelow(root)) {
                warnings.add(
                        line + " begins with the context path; patterns are relative to it, so that this one is for "
                                + root + path);
            } else if (mappings.stream().noneMatch(path::meets)) {
                warnings.add(line + " does nothing for calls from outside: the filter is mapped to "
                        + String.join(", ", mappings));
            }
        });
    }

    private void exceptions(Predicate<String> isClass) {
        for (String name : new TreeSet<>(settings.envelope().exceptions().keySet())) {
            if (!isClass.test(name)) {
                warnings.add(Parameter.ERRORS_EXCEPTIONS + ": this webapp cannot load a class " + name
                        + ", so the line does nothing; a nested class is written with $, like com.acme.Stock$NoneLeft");
            }
        }
    }

    private void endpoints(Set<String> mappings, Set<String> mine) {
        for (Webapp.MappedServlet servlet : webapp.servlets()) {
            String method = ENDPOINTS.get(servlet.className());
            if (method != null) {
                Set<String> enveloping = PLAIN.contains(servlet.className()) ? Set.of("/*") : mappings;
                new TreeSet<>(servlet.mappings())
                        .forEach(mapping -> endpoint(method, PathPattern.ofMapping(mapping), enveloping, mine));
            }
        }
    }

    private void endpoint(String method, PathPattern path, Set<String> mappings, Set<String> mine) {
        if (mappings.stream().noneMatch(path::meets)) {
            warnings.add("the endpoint at " + path + " has no envelope, because the filter is mapped to "
                    + String.join(", ", mappings));
        } else if (mine.stream().anyMatch(path::meets)) {
            AccessRule rule = settings.rules().find(method, RequestPath.ofDecoded(path.prefix()));
            if (!rule.isOpen()) {
                warnings.add("the endpoint at " + path + " can only be called with a token, because of the rule ["
                        + rule + "]; put in front of it: " + method + " " + path + " permit");
            }
        }
    }
}
