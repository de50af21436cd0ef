package dev.signet.spring.boot;

import dev.signet.config.Form;
import dev.signet.config.Parameter;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * The {@code signet.*} properties of an application, from wherever Boot takes them, as the text that {@code web.xml} would
 * have: the elements of a list are its lines or words. What cannot be such a text is noted as a problem.
 */
final class GivenProperties {

    /** Those that are lines. */
    static final Set<Parameter> LINES = EnumSet.of(
            Parameter.ACCESS_RULES,
            Parameter.LIMIT_RULES,
            Parameter.ENVELOPE_EXCLUDE,
            Parameter.ERRORS_STATUSES,
            Parameter.ERRORS_EXCEPTIONS,
            Parameter.ERRORS_REASONS);

    private static final ConfigurationPropertyName FIRST = ConfigurationPropertyName.of("[0]");

    private final Iterable<ConfigurationPropertySource> sources;
    private final Binder binder;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private final UnknownProperties unknown;

    private GivenProperties(Environment environment) {
        this.sources = ConfigurationPropertySources.get(environment);
        this.binder = Binder.get(environment);
        for (Parameter parameter : Parameter.values()) {
            String text = text(parameter.text(), parameter);
            if (text != null) {
                parameters.put(parameter.text(), Units.plain(parameter, text));
            }
        }
        for (OwnProperty property : OwnProperty.values()) {
            String text = text(property.text(), null);
            if (text != null) {
                others.put(property.text(), text);
            }
        }
        this.unknown = UnknownProperties.in(sources);
    }

    static GivenProperties of(Environment environment) {
        return new GivenProperties(environment);
    }

    private @Nullable String text(String bare, @Nullable Parameter parameter) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(OwnProperty.PREFIX + bare);
        for (ConfigurationPropertySource source : sources) { // the first that has it counts, in whichever form
            ConfigurationProperty one = source.getConfigurationProperty(name);
            ConfigurationProperty first = source.getConfigurationProperty(name.append(FIRST));
            if (one != null || first != null) {
                Origin origin = Origin.from(one == null ? first : one);
                if (origin != null) {
                    origins.put(bare, origin);
                }
                return one == null ? list(name, bare, parameter) : single(name, bare);
            }
        }
        return null;
    }

    private @Nullable String single(ConfigurationPropertyName name, String bare) {
        try {
            return resolved(bare, binder.bind(name, Bindable.of(String.class)).orElse(""));
        } catch (BindException e) { // its causes may show a secret
            problems.put(bare, bare + ": the given value cannot be resolved; expected text whose ${…} are all known");
            return null;
        }
    }

    private @Nullable String list(ConfigurationPropertyName name, String bare, @Nullable Parameter parameter) {
        boolean words = parameter != null && parameter.form() instanceof Form.Words;
        if (!words && (parameter == null || !LINES.contains(parameter))) {
            problems.put(bare, bare + ": a list is not allowed; expected one value");
            return null;
        }
        try {
            List<String> elements =
                    binder.bind(name, Bindable.listOf(String.class)).orElse(List.of());
            return resolved(bare, String.join(words ? "," : "\n", elements));
        } catch (BindException e) {
            problems.put(
                    bare, bare + ": the given list cannot be read; expected texts with the indexes 0, 1, 2 and so on");
            return null;
        }
    }

    /** A placeholder that nothing fills stays as it is typed; as a secret it would be one that many know. */
    private @Nullable String resolved(String bare, String text) {
        int begin = text.indexOf("${");
        int end = begin < 0 ? -1 : text.indexOf('}', begin);
        if (end < 0) {
            return text;
        }
        Parameter parameter = Parameter.named(bare);
        boolean partOfSecret = parameter != null
                && parameter.isSecret()
                && !text.strip().equals(text.substring(begin, end + 1)); // it may be no placeholder at all
        problems.put(
                bare,
                bare + ": unresolved placeholder " + (partOfSecret ? "in it" : text.substring(begin, end + 1))
                        + "; expected the name of a property or of an environment variable that is set, or a default"
                        + " behind a colon");
        return null;
    }

    /** Names of {@code web.xml} to their text. */
    Map<String, String> parameters() {
        return parameters;
    }

    /** What stands under a name of the starter's own. */
    @Nullable
    String own(OwnProperty property) {
        return others.get(property.text());
    }

    /** Names to what is wrong, where something cannot be read; each sentence begins with the name. */
    Map<String, String> problems() {
        return problems;
    }

    /** Names below the prefix that mean nothing. */
    UnknownProperties unknown() {
        return unknown;
    }

    /** Where a property was typed, or null. */
    @Nullable
    Origin origin(String bare) {
        Origin known = origins.get(bare);
        return known == null ? unknown.origins().get(bare) : known;
    }
}
