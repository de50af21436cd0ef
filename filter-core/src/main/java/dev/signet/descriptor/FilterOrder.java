package dev.signet.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who is asked before a filter of ours, and answers by itself without it. A start cannot look at that: the servlet API has no
 * order.
 */
public final class FilterOrder {

    /** Which of them belong in front: only there do refusals of ours carry their headers. */
    private static final Predicate<String> CROSS_ORIGIN = Pattern.compile(
                    "org\\.apache\\.catalina\\.filters\\.CorsFilter|org\\.springframework\\.web\\.filter\\.CorsFilter"
                            + "|org\\.eclipse\\.jetty(\\.ee\\d+)?\\.servlets\\.CrossOriginFilter"
                            + "|com\\.thetransactioncompany\\.cors\\.CORSFilter")
            .asMatchPredicate();

    /** They only read, set or compress. */
    private static final Predicate<String> QUIET = Pattern.compile(
                    "org\\.apache\\.catalina\\.filters\\.(SetCharacterEncoding|AddDefaultCharset|RemoteIp|RequestDumper"
                            + "|HttpHeaderSecurity|Expires)Filter"
                            + "|org\\.springframework\\.web\\.filter\\.(CharacterEncoding|ForwardedHeader|RequestContext"
                            + "|CommonsRequestLogging|ServerHttpObservation)Filter"
                            + "|ch\\.qos\\.logback\\.classic\\.helpers\\.MDCInsertingServletFilter"
                            + "|org\\.apache\\.logging\\.log4j\\.web\\.Log4jServletFilter"
                            + "|(.*\\.)?(Gzip|GZip|Compress|Brotli)\\w*Filter")
            .asMatchPredicate();

    /** Beginnings of names of classes, each with what such a filter answers. */
    private static final Map<String, String> KNOWN = Map.of(
            "org.springframework.web.filter.DelegatingFilterProxy",
            "Spring Security's refusals and its login page",
            "org.apache.shiro.",
            "Shiro's refusals and its login page",
            "org.apache.struts2.",
            "the responses of Struts' actions",
            "org.keycloak.",
            "Keycloak's refusals and its login page",
            "org.jasig.cas.",
            "redirects to the login page of CAS",
            "org.apereo.cas.",
            "redirects to the login page of CAS");

    private FilterOrder() {}

    /**
     * Looks at the order.
     *
     * @param descriptor of the webapp
     * @param ours class of our filters
     * @return a sentence each
     */
    public static List<String> warnings(Descriptor descriptor, String ours) {
        List<String> warnings = new ArrayList<>();
        List<String> order = descriptor.order();
        Webapp webapp = Webapp.of(descriptor);
        Set<String> seen = new LinkedHashSet<>();
        for (Descriptor.DeclaredFilter filter : descriptor.filtersOf(ours)) {
            int first = order.indexOf(filter.name());
            for (Descriptor.DeclaredFilter other : descriptor.filters()) {
                int its = order.indexOf(other.name());
                if (first >= 0
                        && its >= 0
                        && !other.className().equals(ours)
                        && meet(webapp, filter.name(), other.name())
                        && seen.add(other.name())) {
                    warning(filter.name(), other, its < first).forEach(warnings::add);
                }
            }
        }
        return warnings;
    }

    private static Stream<String> warning(String ours, Descriptor.DeclaredFilter other, boolean isInFront) {
        if (CROSS_ORIGIN.test(other.className())) {
            return isInFront
                    ? Stream.of()
                    : Stream.of("web.xml: filter \"" + other.name() + "\" (CORS) is behind \"" + ours
                            + "\", so that refusals carry none of its headers and pages cannot read them; put its"
                            + " <filter-mapping> in front of the one of \"" + ours
                            + "\", or set cors.origins in its place");
        }
        if (!isInFront || QUIET.test(other.className())) {
            return Stream.of();
        }
        String answers = KNOWN.entrySet().stream()
                .filter(each -> other.className().startsWith(each.getKey()))
                .map(each -> each.getValue() + " have no envelope")
                .findFirst()
                .orElse("its own responses have no envelope");
        return Stream.of("web.xml: filter \"" + other.name() + "\" is in front of \"" + ours + "\": " + answers
                + "; put the <filter-mapping> of \"" + ours + "\" in front of the one of \"" + other.name() + "\"");
    }

    private static boolean meet(Webapp webapp, String one, String other) {
        Set<String> patterns = webapp.mappings(Set.of(other));
        return webapp.mappings(Set.of(one)).stream()
                .anyMatch(each -> patterns.stream().anyMatch(its -> UrlPatterns.meet(each, its)));
    }
}
