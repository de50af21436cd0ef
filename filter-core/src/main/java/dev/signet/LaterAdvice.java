package dev.signet;

import dev.signet.access.AccessRule;
import dev.signet.access.PathPattern;
import dev.signet.access.RequestPath;
import dev.signet.config.Parameter;
import dev.signet.descriptor.UrlPatterns;
import dev.signet.descriptor.Webapp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a start does not mention, because it may be meant, and somebody notices later. */
final class LaterAdvice {

    private LaterAdvice() {}

    /** What is excluded from the envelope, and answered by one all the same to whoever has no token. */
    static List<String> warnings(FilterSettings settings) {
        List<String> warnings = new ArrayList<>();
        for (PathPattern path : settings.excluded()) {
            AccessRule rule = settings.rules().find("GET", RequestPath.ofDecoded(sample(path)));
            if (!rule.isOpen() && !rule.isDenial()) {
                warnings.add(
                        Parameter.ENVELOPE_EXCLUDE + ": " + path + " can only be called with a token, because of the"
                                + " rule [" + rule
                                + "]; without one the caller gets an envelope. If it is for browsers or probes,"
                                + " put in front of that rule: GET " + path + " permit");
            }
        }
        return warnings;
    }

    /** A path that the pattern names. */
    private static String sample(PathPattern path) {
        return switch (path.depth()) {
            case EXACT -> path.prefix();
            case ONE_SEGMENT, ALL -> path.prefix() + "/x";
        };
    }

    /** Servlets where no filter of ours is; one of ours is looked at by {@link WebappAdvice}. */
    static List<String> uncovered(Webapp webapp) {
        Set<String> mappings = webapp.mappings(webapp.filtersOf(WebappAdvice.FILTER));
        List<String> warnings = new ArrayList<>();
        for (Webapp.MappedServlet servlet : webapp.servlets()) {
            if (WebappAdvice.ENDPOINTS.containsKey(servlet.className())) {
                continue;
            }
            for (String mapping : new TreeSet<>(servlet.mappings())) {
                if (mappings.stream().noneMatch(ours -> UrlPatterns.meet(ours, mapping))) {
                    warnings.add(
                            "servlet \"" + servlet.name() + "\" at " + mapping + " needs no token and has no envelope,"
                                    + " because the filter is mapped to " + String.join(", ", mappings));
                }
            }
        }
        return warnings;
    }
}
