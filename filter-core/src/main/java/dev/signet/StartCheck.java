package dev.signet;

import dev.signet.caller.Insiders;
import dev.signet.clients.ClientListener;
import dev.signet.config.Findings;
import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.descriptor.Descriptor;
import dev.signet.descriptor.Forgotten;
import dev.signet.descriptor.Webapp;
import dev.signet.event.Hearing;
import dev.signet.keys.KeyListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the starts of the filter and of the health endpoint would say, and what only a person would notice later.
 *
 * @hidden public for the command line alone
 */
@SuppressWarnings("exports") // public for the command line alone
public final class StartCheck {

    /** What loses the response of a forward by servlet name; which container it will be is not known here. */
    private static final String LOSER = "Tomcat 11";

    private StartCheck() {}

    /**
     * Asks the filter.
     *
     * @param descriptor of its webapp
     * @param filter its name
     * @param parameters that are given to it
     * @param environment a variable by its name
     * @param clock tells the time
     * @param keys learns of keys
     * @param clients learns of clients
     * @return what it would say
     */
    public static Findings filter(
            Descriptor descriptor,
            String filter,
            Parameters parameters,
            Function<String, @Nullable String> environment,
            Clock clock,
            KeyListener keys,
            ClientListener clients) {
        return Findings.of(parameters, () -> {
            Hearing.check(parameters);
            FilterSettings settings = FilterSettings.read(parameters, environment, clock, keys, clients);
            Webapp webapp = Webapp.of(descriptor);
            List<String> warnings = new ArrayList<>(settings.warnings());
            warnings.addAll(WebappAdvice.warnings(webapp, filter, settings, name -> true)); // no class is looked for
            boolean isForAll =
                    webapp.mappings(webapp.filtersOf(WebappAdvice.FILTER)).contains("/*");
            warnings.addAll(Forgotten.warnings(descriptor, filter, isForAll ? LOSER : ""));
            warnings.addAll(LaterAdvice.warnings(settings));
            return warnings;
        });
    }

    /**
     * Asks the health endpoint.
     *
     * @param parameters that are given to it
     * @return what it would say
     */
    public static Findings health(Parameters parameters) {
        return Findings.of(parameters, () -> {
            Insiders.read(parameters, Parameter.HEALTH_NETWORKS);
            parameters.rejectProblems();
            return parameters.idle();
        });
    }

    /**
     * Looks for what answers where no filter of ours is.
     *
     * @param descriptor of the webapp
     * @return a sentence each
     */
    public static List<String> uncovered(Descriptor descriptor) {
        return LaterAdvice.uncovered(Webapp.of(descriptor));
    }
}
