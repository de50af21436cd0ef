package dev.signet.descriptor;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The filters and servlets of a webapp, as its container has them or as its files declare them.
 *
 * @param contextPath in front of all paths; empty where nobody knows it
 * @param filters all of them
 * @param servlets all of them
 * @param descriptor what its files declare; null where they say nothing
 */
public record Webapp(
        String contextPath,
        List<MappedFilter> filters,
        List<MappedServlet> servlets,
        @Nullable Descriptor descriptor) {

    /**
     * A filter and what it is asked about.
     *
     * @param name its name
     * @param className of its class
     * @param urlPatterns the paths
     * @param servlets names
     */
    public record MappedFilter(String name, String className, Set<String> urlPatterns, Set<String> servlets) {}

    /**
     * A servlet and where it lies.
     *
     * @param name its name
     * @param className of its class
     * @param mappings URL patterns
     */
    public record MappedServlet(String name, String className, Set<String> mappings) {}

    /**
     * A webapp of which there are only files.
     *
     * @param descriptor what they declare
     * @return the webapp
     */
    public static Webapp of(Descriptor descriptor) {
        return new Webapp(
                "",
                descriptor.filters().stream()
                        .map(each -> new MappedFilter(
                                each.name(),
                                each.className(),
                                descriptor.mappings(each.name()).stream()
                                        .filter(Descriptor.Mapping::isForRequests)
                                        .flatMap(mapping -> mapping.urlPatterns().stream())
                                        .collect(Collectors.toCollection(TreeSet::new)),
                                descriptor.mappings(each.name()).stream()
                                        .filter(Descriptor.Mapping::isForRequests)
                                        .flatMap(mapping -> mapping.servlets().stream())
                                        .collect(Collectors.toCollection(TreeSet::new))))
                        .toList(),
                descriptor.servlets().stream()
                        .map(each -> new MappedServlet(each.name(), each.className(), each.mappings()))
                        .toList(),
                descriptor);
    }

    /**
     * The filters of a class.
     *
     * @param className the name of the class
     * @return their names, in alphabetical order
     */
    public Set<String> filtersOf(String className) {
        return filters.stream()
                .filter(each -> each.className.equals(className))
                .map(MappedFilter::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Where calls from outside come to filters. Everywhere, where that cannot be told: the servlet API does not say for
     * which dispatches all servlets are named.
     *
     * @param names of the filters
     * @return URL patterns
     */
    public Set<String> mappings(Set<String> names) {
        Set<String> paths = new TreeSet<>();
        for (String name : names) {
            MappedFilter filter = filters.stream()
                    .filter(each -> each.name.equals(name))
                    .findFirst()
                    .orElse(null);
            if (filter == null) {
                return Set.of("/*");
            }
            paths.addAll(filter.urlPatterns);
            for (String servlet : filter.servlets) {
                List<MappedServlet> known = servlets.stream()
                        .filter(each -> each.name.equals(servlet))
                        .toList();
                known.forEach(each -> paths.addAll(each.mappings));
                if (known.isEmpty() && (descriptor == null || descriptor.mayNameAllForRequests(name))) {
                    return Set.of("/*");
                }
            }
        }
        return paths.isEmpty() ? Set.of("/*") : paths;
    }
}
