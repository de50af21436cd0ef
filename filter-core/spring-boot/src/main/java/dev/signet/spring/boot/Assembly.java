package dev.signet.spring.boot;

import dev.signet.config.Parameter;
import jakarta.servlet.ServletContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/** Makes the parts of properties and beans, and says what an operator should know of it. */
final class Assembly {

    private static final System.Logger LOG = System.getLogger("dev.signet.spring.boot");

    private static final String HIDDEN_METHODS = "spring.mvc.hiddenmethod.filter.enabled";

    private final Environment environment;
    private final ListableBeanFactory application;
    private final @Nullable ServletContext webapp;

    Assembly(Environment environment, ListableBeanFactory application, @Nullable ServletContext webapp) {
        this.environment = environment;
        this.application = application;
        this.webapp = webapp;
    }

    /**
     * Makes them.
     *
     * @throws SignetConfigurationException when anything is wrong
     */
    SignetParts parts(List<SignetSetupCustomizer> customizers) {
        GivenProperties given = GivenProperties.of(environment);
        Problems problems = new Problems();
        flags(given, problems);
        FoundBeans found = new FoundBeans(application, problems);
        OwnPaths paths = new OwnPaths(given, problems);
        DefaultExclusions defaults = new DefaultExclusions(environment);
        List<String> excluded =
                "false".equals(given.own(OwnProperty.DEFAULT_EXCLUSIONS)) ? List.of() : defaults.paths();
        Map<String, String> parameters = new LinkedHashMap<>(given.parameters());
        paths.complete(parameters, excluded, defaults.description());
        given.unknown().names().forEach(name -> parameters.put(name, ""));
        SignetSetup setup = new SignetSetup(parameters, given.problems(), found.byType());
        for (SignetSetupCustomizer customizer : customizers) {
            setup = customizer.customize(setup);
        }
        problems.addAll(setup.problems());
        ActiveParts active = active(paths);
        SignetParts parts = SignetParts.of(setup, paths, found, webapp, active, problems);
        if (parts == null) {
            throw problems.exception(given);
        }
        if (webapp != null) {
            parts.handOver(webapp);
        }
        tell(given, setup, active, excluded);
        if (environment.getProperty(HIDDEN_METHODS, Boolean.class, false)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}=true lets a POST become another method behind Signet, whose rules have seen a POST; switch it off,"
                            + " or write rules for * in place of methods",
                    HIDDEN_METHODS);
        }
        return parts;
    }

    /** What looks switched off and is not would be found out late. */
    private static void flags(GivenProperties given, Problems problems) {
        for (OwnProperty flag : List.of(OwnProperty.ENABLED, OwnProperty.DEFAULT_EXCLUSIONS)) {
            String value = given.own(flag);
            if (value != null && !value.equals("true") && !value.equals("false")) {
                problems.add(flag.text() + ": \"" + value + "\" is not allowed; expected one of true, false");
            }
        }
    }

    private ActiveParts active(OwnPaths paths) {
        Set<Endpoint> endpoints = Arrays.stream(Endpoint.values())
                .filter(endpoint -> paths.of(endpoint.path()) != null && application.containsBean(endpoint.bean()))
                .collect(Collectors.toSet());
        return new ActiveParts(application.containsBean(Endpoint.FILTER_BEAN), endpoints);
    }

    private static void tell(GivenProperties given, SignetSetup setup, ActiveParts active, List<String> excluded) {
        if (!excluded.isEmpty()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Signet excludes {0}, so that responses there have no envelope; a call there needs a token unless a line of"
                            + " signet.access.rules permits it; {1}=false puts them into envelopes",
                    String.join(", ", excluded),
                    OwnProperty.DEFAULT_EXCLUSIONS);
        }
        warnings(given, setup, active).forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    }

    private static Stream<String> warnings(GivenProperties given, SignetSetup setup, ActiveParts active) {
        Stream<String> unknown = given.unknown().doubtful().stream()
                .map(variable -> "the environment variable " + variable
                        + " looks like a parameter of Signet, but is none and does nothing");
        Stream<String> idle = setup.parameters().keySet().stream()
                .map(Parameter::named)
                .filter(parameter -> parameter != null && !active.use(parameter))
                .map(parameter -> OwnProperty.PREFIX + parameter + " does nothing without "
                        + (parameter == null ? "" : Endpoint.users(parameter)));
        return Stream.concat(unknown, idle);
    }
}
