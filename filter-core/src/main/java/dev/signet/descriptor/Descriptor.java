package dev.signet.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/**
 * What a web.xml, or a fragment of one in a library, declares. The servlet API does not tell all of it.
 *
 * @param complete whether annotations and fragments are ignored ({@code metadata-complete})
 * @param contextParams of the webapp
 * @param filters in their order
 * @param mappings of filters, in their order
 * @param servlets in their order
 * @param entries names and values of {@code <env-entry>}
 * @param accounts names of each {@code <data-source>} that has a password
 */
public record Descriptor(
        boolean complete,
        Map<String, String> contextParams,
        List<DeclaredFilter> filters,
        List<Mapping> mappings,
        List<DeclaredServlet> servlets,
        Map<String, String> entries,
        List<String> accounts) {

    /** Every servlet there is. */
    public static final String ALL = "*";

    private static final Set<String> ROOTS = Set.of("web-app", "web-fragment");

    /**
     * A {@code <filter>}.
     *
     * @param name its name
     * @param className of its class; empty where none is given
     * @param async whether it supports asynchronous requests
     * @param initParams its parameters
     */
    public record DeclaredFilter(String name, String className, boolean async, Map<String, String> initParams) {}

    /**
     * A {@code <filter-mapping>}.
     *
     * @param filter its name
     * @param urlPatterns may be empty
     * @param servlets names, may be empty
     * @param dispatchers {@code REQUEST} where none is given (Servlet 6.0 §6.2.5)
     */
    public record Mapping(String filter, List<String> urlPatterns, List<String> servlets, Set<String> dispatchers) {

        boolean isForRequests() {
            return dispatchers.contains("REQUEST");
        }
    }

    /**
     * A {@code <servlet>}.
     *
     * @param name its name
     * @param className of its class; empty for a page
     * @param initParams its parameters
     * @param mappings its URL patterns
     */
    public record DeclaredServlet(
            String name, String className, Map<String, String> initParams, Set<String> mappings) {}

    /**
     * Reads a file.
     *
     * @param in its content
     * @return what it declares
     * @throws IOException when it cannot be read, or is too large
     * @throws XMLStreamException when it is not XML, or not a descriptor
     */
    public static Descriptor read(InputStream in) throws IOException, XMLStreamException {
        XmlElement root = XmlElement.read(in);
        if (!ROOTS.contains(root.name())) {
            throw new XMLStreamException("no descriptor");
        }
        Map<String, Set<String>> patterns = new LinkedHashMap<>();
        root.all("servlet-mapping")
                .forEach(each -> patterns.computeIfAbsent(each.text("servlet-name"), name -> new TreeSet<>())
                        .addAll(each.texts("url-pattern")));
        return new Descriptor(
                root.attribute("metadata-complete").equals("true"),
                root.values("context-param", "param-name", "param-value"),
                root.all("filter").stream()
                        .map(each -> new DeclaredFilter(
                                each.text("filter-name"),
                                each.text("filter-class"),
                                each.text("async-supported").equals("true"),
                                each.values("init-param", "param-name", "param-value")))
                        .toList(),
                root.all("filter-mapping").stream().map(Descriptor::mapping).toList(),
                root.all("servlet").stream()
                        .map(each -> new DeclaredServlet(
                                each.text("servlet-name"),
                                each.text("servlet-class"),
                                each.values("init-param", "param-name", "param-value"),
                                patterns.getOrDefault(each.text("servlet-name"), Set.of())))
                        .toList(),
                root.values("env-entry", "env-entry-name", "env-entry-value"),
                root.all("data-source").stream()
                        .filter(each -> !each.text("password").isEmpty())
                        .map(each -> each.text("name"))
                        .toList());
    }

    private static Mapping mapping(XmlElement element) {
        List<String> dispatchers = element.texts("dispatcher");
        return new Mapping(
                element.text("filter-name"),
                element.texts("url-pattern"),
                element.texts("servlet-name"),
                new TreeSet<>(dispatchers.isEmpty() ? List.of("REQUEST") : dispatchers));
    }

    /**
     * The same with what a library adds, which comes behind it (Servlet 6.0 §8.2.2).
     *
     * @param fragment of the library
     * @return both
     */
    public Descriptor with(Descriptor fragment) {
        Map<String, String> params = new LinkedHashMap<>(fragment.contextParams);
        params.putAll(contextParams);
        return new Descriptor(
                complete,
                params,
                both(filters, fragment.filters),
                both(mappings, fragment.mappings),
                both(servlets, fragment.servlets),
                entries,
                accounts);
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /**
     * The mappings of a filter.
     *
     * @param filter its name
     * @return them, in their order
     */
    public List<Mapping> mappings(String filter) {
        return mappings.stream().filter(each -> each.filter.equals(filter)).toList();
    }

    /** Whether calls from outside may come to a filter because all servlets are named; true in doubt. */
    boolean mayNameAllForRequests(String filter) {
        List<Mapping> its = mappings(filter);
        return its.isEmpty() || its.stream().anyMatch(each -> each.isForRequests() && each.servlets.contains(ALL));
    }

    /**
     * The filters of a class.
     *
     * @param className the name of the class
     * @return those that name it
     */
    public List<DeclaredFilter> filtersOf(String className) {
        return filters.stream().filter(each -> each.className.equals(className)).toList();
    }

    /** In which order calls from outside come to filters: those of paths first, those of servlets behind (§6.2.4). */
    List<String> order() {
        List<String> order = new ArrayList<>();
        mappings.stream()
                .filter(each -> each.isForRequests() && !each.urlPatterns.isEmpty())
                .forEach(each -> order.add(each.filter));
        mappings.stream()
                .filter(each -> each.isForRequests() && !each.servlets.isEmpty())
                .forEach(each -> order.add(each.filter));
        return order;
    }
}
