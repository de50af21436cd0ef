package dev.signet;

import dev.signet.access.AccessRule;
import dev.signet.access.PathPattern;
import dev.signet.access.RequestPath;
import dev.signet.config.Parameter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be read and does not fit this webapp: lines that name paths that no call has, or that this filter is not asked
 * about, or a class that nobody can throw; and endpoints of ours that nobody can call, or that are called past the filter. A
 * rule that protects nothing looks as if it did.
 */
final class WebappAdvice {

    /** Never has an envelope, so that it may lie where no filter is. */
    private static final String HEALTH = HealthServlet.class.getName();

    private static final String PORTAL = "dev.signet.portal.PortalServlet";

    /** What has no envelope, wherever it lies. */
    private static final Set<String> PLAIN = Set.of(HEALTH, PORTAL);

    /** Our endpoints, each with the method by which it is called. */
    private static final Map<String, String> ENDPOINTS = Map.of(
            "dev.signet.issue.TokenServlet",
            "POST",
            "dev.signet.issue.JwksServlet",
            "GET",
            HEALTH,
            "GET",
            PORTAL,
            "GET");

    private final FilterConfig filter;
    private final ServletContext webapp;
    private final SignetConfig config;
    private final List<String> warnings = new ArrayList<>();

    private WebappAdvice(FilterConfig filter, SignetConfig config) {
        this.filter = filter;
        this.webapp = filter.getServletContext();
        this.config = config;
    }

    /** Sentences for the log. */
    static List<String> warnings(FilterConfig filter, String filterClass, SignetConfig config) {
        WebappAdvice advice = new WebappAdvice(filter, config);
        Set<String> ours = new TreeSet<>(); // filters, of which two may share a context-param
        for (FilterRegistration registration :
                advice.webapp.getFilterRegistrations().values()) {
            if (filterClass.equals(registration.getClassName())) {
                ours.add(registration.getName());
            }
        }
        Set<String> mappings = advice.mappings(ours);
        advice.paths(mappings);
        advice.exceptions();
        advice.endpoints(mappings, advice.mappings(Set.of(filter.getFilterName())));
        return advice.warnings;
    }

    private void paths(Set<String> mappings) {
        Map<String, PathPattern> lines = new LinkedHashMap<>(config.rules().paths());
        config.excluded().forEach(path -> lines.put(Parameter.ENVELOPE_EXCLUDE + ": " + path, path));
        String root = webapp.getContextPath();
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

    private void exceptions() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader(); // the webapp's, while it starts
        for (String name : new TreeSet<>(config.envelope().exceptionNames())) {
            if (!isClass(name, loader)) {
                warnings.add(Parameter.ERRORS_EXCEPTIONS + ": this webapp cannot load a class " + name
                        + ", so the line does nothing; a nested class is written with $, like com.acme.Stock$NoneLeft");
            }
        }
    }

    private void endpoints(Set<String> mappings, Set<String> mine) {
        for (ServletRegistration servlet : webapp.getServletRegistrations().values()) {
            String method = ENDPOINTS.get(String.valueOf(servlet.getClassName()));
            if (method != null) {
                Set<String> enveloping = PLAIN.contains(servlet.getClassName()) ? Set.of("/*") : mappings;
                new TreeSet<>(servlet.getMappings())
                        .forEach(mapping -> endpoint(method, PathPattern.ofMapping(mapping), enveloping, mine));
            }
        }
    }

    private void endpoint(String method, PathPattern path, Set<String> mappings, Set<String> mine) {
        if (mappings.stream().noneMatch(path::meets)) {
            warnings.add("the endpoint at " + path + " has no envelope, because the filter is mapped to "
                    + String.join(", ", mappings));
        } else if (mine.stream().anyMatch(path::meets)) {
            AccessRule rule = config.rules().find(method, RequestPath.ofDecoded(path.prefix()));
            if (!rule.isOpen()) {
                warnings.add("the endpoint at " + path + " can be called with a token alone, because of the rule ["
                        + rule + "]; put in front of it: " + method + " " + path + " permit");
            }
        }
    }

    /**
     * Where calls from outside come to these filters. Everywhere, where that cannot be told: the servlet API does not say for
     * which dispatches all servlets are named.
     */
    private Set<String> mappings(Set<String> filters) {
        Set<String> paths = new TreeSet<>();
        for (String name : filters) {
            FilterRegistration registration = webapp.getFilterRegistration(name);
            if (registration == null) {
                return Set.of("/*");
            }
            paths.addAll(registration.getUrlPatternMappings());
            for (String servlet : registration.getServletNameMappings()) {
                ServletRegistration known = webapp.getServletRegistration(servlet);
                if (known != null) {
                    paths.addAll(known.getMappings());
                } else if (WebXml.mayNameAllForRequests(filter, name)) {
                    return Set.of("/*");
                }
            }
        }
        return paths.isEmpty() ? Set.of("/*") : paths;
    }

    private static boolean isClass(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (LinkageError e) {
            return true; // there is one, whatever is wrong with it
        }
    }
}
