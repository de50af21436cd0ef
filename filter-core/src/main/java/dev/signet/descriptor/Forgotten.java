package dev.signet.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is easily forgotten in web.xml (Servlet 6.0 §14.4): {@code <async-supported>}, the dispatchers, and the mapping for
 * dispatches by name. A filter that is registered in another way is not looked at.
 */
public final class Forgotten {

    /** Each with what goes wrong without it. */
    private static final Map<String, String> DISPATCHERS = new LinkedHashMap<>();

    static {
        DISPATCHERS.put("REQUEST", "calls from outside are neither checked nor enveloped");
        DISPATCHERS.put("FORWARD", "the target of a forward is not checked, and Tomcat 11 drops the response body");
        DISPATCHERS.put("INCLUDE", "an include cannot be told apart from the page that includes it");
        DISPATCHERS.put("ERROR", "errors reported by the container have no envelope");
        DISPATCHERS.put("ASYNC", "responses after AsyncContext.dispatch() have no envelope");
    }

    private Forgotten() {}

    /**
     * Sentences for the log; none where everything is there.
     *
     * @param descriptor what is declared
     * @param filter the name of the filter
     * @param loser what loses forwards by servlet name without a mapping of their own, like {@code this container}; empty
     *     where nothing does
     * @return the sentences
     */
    public static List<String> warnings(Descriptor descriptor, String filter, String loser) {
        List<String> warnings = new ArrayList<>();
        if (descriptor.filters().stream()
                .filter(each -> each.name().equals(filter))
                .anyMatch(each -> !each.async())) {
            warnings.add("web.xml: filter \"" + filter + "\" has no <async-supported>true</async-supported>; every"
                    + " startAsync() behind it fails");
        }
        List<Descriptor.Mapping> mappings = descriptor.mappings(filter);
        if (mappings.isEmpty()) {
            return warnings;
        }
        Set<String> all = new TreeSet<>();
        mappings.forEach(each -> all.addAll(each.dispatchers()));
        DISPATCHERS.forEach((dispatcher, consequence) -> {
            if (!all.contains(dispatcher)) {
                warnings.add("web.xml: the mapping of filter \"" + filter + "\" has no <dispatcher>" + dispatcher
                        + "</dispatcher>; " + consequence);
            }
        });
        boolean named = mappings.stream()
                .anyMatch(each -> each.servlets().contains(Descriptor.ALL)
                        && each.dispatchers().contains("FORWARD"));
        if (!loser.isEmpty() && !named) {
            warnings.add("web.xml: filter \"" + filter + "\" has no second mapping to"
                    + " <servlet-name>*</servlet-name> with <dispatcher>FORWARD</dispatcher> and"
                    + " <dispatcher>INCLUDE</dispatcher>; " + loser + " loses the response of a forward by"
                    + " servlet name (getNamedDispatcher)");
        }
        return warnings;
    }
}
