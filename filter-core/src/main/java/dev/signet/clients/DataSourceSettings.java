package dev.signet.clients;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables are, and how long is waited for them. Immutable.
 *
 * @param name of the data source
 * @param refresh how long a row that was read is believed
 * @param stale how long it is while no other can be read
 * @param timeout how long a request waits
 */
public record DataSourceSettings(String name, Duration refresh, Duration stale, Duration timeout) {

    /**
     * Reads the {@code data-source.*} parameters.
     *
     * @param parameters what was typed; take what is wrong
     * @param first where the name stands
     * @param second where it stands else
     * @return the settings, or null where no data source is named
     */
    public static @Nullable DataSourceSettings read(Parameters parameters, Parameter first, Parameter second) {
        Duration refresh = Duration.ofSeconds(parameters.integer(Parameter.DATA_SOURCE_REFRESH_SECONDS));
        Duration stale = Duration.ofSeconds(parameters.integer(Parameter.DATA_SOURCE_STALE_SECONDS));
        Duration timeout = Duration.ofMillis(parameters.integer(Parameter.DATA_SOURCE_TIMEOUT_MILLIS));
        String name = parameters.text(parameters.has(first) ? first : second);
        if (name != null && parameters.has(Parameter.ISSUER_CLIENTS_FILE)) {
            parameters.problem(Parameter.ISSUER_CLIENTS_FILE + ": clients come from "
                    + (parameters.has(first) ? first : second) + " already; set only one of the two");
        }
        return name == null ? null : new DataSourceSettings(name, refresh, stale, timeout);
    }
}
