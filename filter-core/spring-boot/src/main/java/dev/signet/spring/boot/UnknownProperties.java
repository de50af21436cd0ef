package dev.signet.spring.boot;

import dev.signet.config.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What stands below {@code signet.} under a name that nobody knows. Where somebody typed it, it is a mistake; variables of the
 * environment may be there for others, like those that Kubernetes sets for a service of this name.
 *
 * @param names without prefix
 * @param origins where they were typed, as far as that is known
 * @param doubtful variables of the environment that look as if they were meant for Signet
 */
record UnknownProperties(Set<String> names, Map<String, Origin> origins, List<String> doubtful) {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("signet");

    private static final Set<String> KNOWN = Stream.concat(
                    Arrays.stream(Parameter.values()).map(Parameter::text),
                    Arrays.stream(OwnProperty.values()).map(OwnProperty::text))
            .map(UnknownProperties::relaxed)
            .collect(Collectors.toUnmodifiableSet());

    /** The same as variables have them, which tell no dot from a dash. */
    private static final Set<String> KNOWN_VARIABLES =
            KNOWN.stream().map(name -> name.replace(".", "")).collect(Collectors.toUnmodifiableSet());

    /** What stands in front of the first dot of parameters. */
    private static final Set<String> GROUPS = Arrays.stream(Parameter.values())
            .map(parameter -> relaxed(parameter.text().replaceAll("[.].*", "")))
            .collect(Collectors.toUnmodifiableSet());

    static UnknownProperties in(Iterable<ConfigurationPropertySource> sources) {
        UnknownProperties unknown =
                new UnknownProperties(new LinkedHashSet<>(), new LinkedHashMap<>(), new ArrayList<>());
        for (ConfigurationPropertySource source : sources) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream().filter(ROOT::isAncestorOf).forEach(name -> unknown.look(source, name));
            }
        }
        return unknown;
    }

    private void look(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        String bare = name.subName(1).toString();
        if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource) {
            String variable = relaxed(bare).replace(".", "").replaceAll("\\[\\d+]", "");
            if (!KNOWN_VARIABLES.contains(variable) && GROUPS.contains(name.getElement(1, Form.UNIFORM))) {
                doubtful.add(
                        String.valueOf(name).replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT));
            }
        } else if (!KNOWN.contains(relaxed(bare).replaceAll("\\[\\d+]$", "")) || !isOfList(source, name)) {
            names.add(bare);
            Origin origin = Origin.from(source.getConfigurationProperty(name));
            if (origin != null) {
                origins.putIfAbsent(bare, origin);
            }
        }
    }

    /** The keys of a map that are numbers look like the indexes of a list. */
    private static boolean isOfList(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        return !name.isLastElementIndexed()
                || source.getConfigurationProperty(name.getParent().append("[0]")) != null;
    }

    /** For Boot, neither case nor dashes count in a name. */
    private static String relaxed(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
