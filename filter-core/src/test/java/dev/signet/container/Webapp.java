package dev.signet.container;

import dev.signet.SignetFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a container is to run. It crosses into the container's class loader as a map, for only the classes of the JDK are
 * the same there.
 *
 * @param context the context path
 * @param servlets from url-pattern to the name of a servlet: {@code scenario}, {@code go}, {@code storm}, the name of a
 *     class, or what a {@link ProbeServlet} shows. {@code index.do} is the welcome file, where a container has them
 * @param filters names of classes, in their order; {@code signet} is Signet's, and where it is missing the container is
 *     bare. Each is mapped to {@code /*} with every dispatcher, but for {@link #SIGNET_WITHOUT_ASYNC}
 * @param mapping what more Signet's filter is mapped to
 * @param listeners names of classes
 * @param parameters Signet's init-params
 * @param root the folder of static files, which the container's own servlet then serves at {@code /}; or empty for none
 * @param second the context path at which the same runs once more, each able to dispatch to the other; or empty
 * @param errorPages from a status, the name of an exception's class, or nothing for all others, to the path of its page
 * @param guarded the url-pattern for which the container itself asks for {@code user} and {@code secret} (BASIC); or empty
 * @param lax whether the container takes every URI that it can be made to take
 * @param calls hears of every call of a {@link ProbeServlet}
 */
public record Webapp(
        String context,
        Map<String, String> servlets,
        List<String> filters,
        Mapping mapping,
        List<String> listeners,
        Map<String, String> parameters,
        String root,
        String second,
        Map<String, String> errorPages,
        String guarded,
        boolean lax,
        Consumer<String> calls) {

    /** How Signet's filter is mapped; {@code <servlet-name>*</servlet-name>} is for dispatches by name. */
    public enum Mapping {
        /** As the README says: to the names of servlets in a mapping of their own, for forwards and includes. */
        README,
        /** To paths and names in one mapping, with every dispatcher. */
        TOGETHER,
        /** To paths alone. */
        PATHS
    }

    /** Signet's filter, for a test that looks into it; each container has a class loader of its own. */
    static volatile SignetFilter signet;

    /** Signet's name among the filters. */
    public static final String SIGNET = "signet";

    /** Signet's name where its mapping forgets {@link DispatcherType#ASYNC}. */
    public static final String SIGNET_WITHOUT_ASYNC = "signet without ASYNC";

    /** Whom the container itself knows. */
    public static final String USER = "user";

    /** By this password. */
    public static final String PASSWORD = "secret";

    /** In this role. */
    static final String ROLE = "known";

    /** Servlets behind Signet alone. */
    public Webapp(
            String context,
            Map<String, String> servlets,
            Map<String, String> parameters,
            boolean lax,
            Consumer<String> calls) {
        this(
                context,
                servlets,
                List.of(SIGNET),
                Mapping.README,
                List.of(),
                parameters,
                "",
                "",
                Map.of(),
                "",
                lax,
                calls);
    }

    /** A servlet that plays scenarios at every path. */
    public static Webapp ofScenarios(Map<String, String> parameters) {
        return new Webapp("/app", Map.of("/*", "scenario"), parameters, false, call -> {});
    }

    /** The same with these filters instead. */
    public Webapp behind(List<String> others) {
        return new Webapp(
                context,
                servlets,
                others,
                mapping,
                listeners,
                parameters,
                root,
                second,
                errorPages,
                guarded,
                lax,
                calls);
    }

    /** The same with Signet's filter mapped in this way. */
    public Webapp mapped(Mapping how) {
        return new Webapp(
                context, servlets, filters, how, listeners, parameters, root, second, errorPages, guarded, lax, calls);
    }

    /** The same without Signet. */
    public Webapp bare() {
        return behind(filters.stream().filter(name -> !isSignet(name)).toList());
    }

    /** The same with these listeners. */
    public Webapp listening(List<String> others) {
        return new Webapp(
                context, servlets, filters, mapping, others, parameters, root, second, errorPages, guarded, lax, calls);
    }

    /** The same with the static files of a folder. */
    public Webapp serving(String folder) {
        return new Webapp(
                context,
                servlets,
                filters,
                mapping,
                listeners,
                parameters,
                folder,
                second,
                errorPages,
                guarded,
                lax,
                calls);
    }

    /** The same, and once more at another context path. */
    public Webapp twice(String other) {
        return new Webapp(
                context,
                servlets,
                filters,
                mapping,
                listeners,
                parameters,
                root,
                other,
                errorPages,
                guarded,
                lax,
                calls);
    }

    /** The same with error pages. */
    public Webapp erring(Map<String, String> pages) {
        return new Webapp(
                context, servlets, filters, mapping, listeners, parameters, root, second, pages, guarded, lax, calls);
    }

    /** The same where the container lets only its own user come to an url-pattern. */
    public Webapp guarding(String pattern) {
        return new Webapp(
                context,
                servlets,
                filters,
                mapping,
                listeners,
                parameters,
                root,
                second,
                errorPages,
                pattern,
                lax,
                calls);
    }

    /** All context paths at which it runs. */
    List<String> contexts() {
        return second.isEmpty() ? List.of(context) : List.of(context, second);
    }

    Map<String, Object> toMap() {
        return Map.ofEntries(
                Map.entry("context", context),
                Map.entry("servlets", servlets),
                Map.entry("filters", filters),
                Map.entry("mapping", mapping.name()),
                Map.entry("listeners", listeners),
                Map.entry("parameters", parameters),
                Map.entry("root", root),
                Map.entry("second", second),
                Map.entry("errorPages", errorPages),
                Map.entry("guarded", guarded),
                Map.entry("lax", lax),
                Map.entry("calls", calls));
    }

    @SuppressWarnings("unchecked")
    static Webapp of(Map<String, Object> map) {
        return new Webapp(
                (String) map.get("context"),
                (Map<String, String>) map.get("servlets"),
                (List<String>) map.get("filters"),
                Mapping.valueOf((String) map.get("mapping")),
                (List<String>) map.get("listeners"),
                (Map<String, String>) map.get("parameters"),
                (String) map.get("root"),
                (String) map.get("second"),
                (Map<String, String>) map.get("errorPages"),
                (String) map.get("guarded"),
                (Boolean) map.get("lax"),
                (Consumer<String>) map.get("calls"));
    }

    /** The name under which a container knows a servlet. */
    public static String servletName(String pattern, String name) {
        return name + " " + pattern;
    }

    /** Whether a servlet of that name is a class. */
    static boolean isClass(String name) {
        return name.startsWith("dev.signet.");
    }

    /** Makes the servlet of that name. */
    HttpServlet servlet(String name) {
        return switch (name) {
            case "scenario" -> new ScenarioServlet();
            case "go" -> new GoServlet();
            case "storm" -> new StormServlet();
            default -> isClass(name) ? made(HttpServlet.class, name) : new ProbeServlet(name, calls);
        };
    }

    /** What a servlet's annotation says of its parts, for the containers that do not look at annotations themselves. */
    static Optional<MultipartConfigElement> multipartOf(HttpServlet servlet) {
        return Optional.ofNullable(servlet.getClass().getAnnotation(MultipartConfig.class))
                .map(MultipartConfigElement::new);
    }

    /** Makes the filter of that name. */
    Filter filter(String name) {
        if (isSignet(name)) {
            SignetFilter filter = new SignetFilter();
            signet = filter;
            return filter;
        }
        return made(Filter.class, name);
    }

    /** The init-params of the filter of that name. */
    Map<String, String> parametersOf(String filter) {
        return isSignet(filter) ? parameters : Map.of();
    }

    /** The dispatchers of the filter of that name. */
    EnumSet<DispatcherType> dispatchersOf(String filter) {
        return filter.equals(SIGNET_WITHOUT_ASYNC)
                ? EnumSet.complementOf(EnumSet.of(DispatcherType.ASYNC))
                : EnumSet.allOf(DispatcherType.class);
    }

    private static boolean isSignet(String filter) {
        return filter.equals(SIGNET) || filter.equals(SIGNET_WITHOUT_ASYNC);
    }

    /** How the filter of that name is mapped. */
    Mapping mappingOf(String filter) {
        return filter.equals(SIGNET) ? mapping : Mapping.PATHS;
    }

    /** Makes the listener of that name. */
    EventListener listener(String name) {
        return made(EventListener.class, name);
    }

    private static <T> T made(Class<T> type, String name) {
        try {
            return type.cast(Class.forName(name).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no such class to be made: " + name, e);
        }
    }
}
