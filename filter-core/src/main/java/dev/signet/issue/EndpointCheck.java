package dev.signet.issue;

import dev.signet.clients.ClientListener;
import dev.signet.config.Findings;
import dev.signet.config.Parameters;
import dev.signet.keys.KeyListener;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the starts of the token endpoint and of the JWK set would say.
 *
 * @hidden public for the command line alone
 */
@SuppressWarnings("exports") // public for the command line alone
public final class EndpointCheck {

    private EndpointCheck() {}

    /**
     * Asks the token endpoint.
     *
     * @param parameters that are given to it
     * @param environment a variable by its name
     * @param clock tells the time
     * @param keys learns of keys
     * @param clients learns of clients
     * @return what it would say
     */
    public static Findings tokens(
            Parameters parameters,
            Function<String, @Nullable String> environment,
            Clock clock,
            KeyListener keys,
            ClientListener clients) {
        return Findings.of(
                parameters,
                () -> EndpointSettings.read(parameters, environment, clock, keys, clients)
                        .warnings());
    }

    /**
     * Asks the JWK set.
     *
     * @param parameters that are given to it
     * @param environment a variable by its name
     * @param clock tells the time
     * @param keys learns of keys
     * @return what it would say
     */
    public static Findings keys(
            Parameters parameters, Function<String, @Nullable String> environment, Clock clock, KeyListener keys) {
        return Findings.of(
                parameters,
                () -> PublishingSettings.read(parameters, environment, clock, keys)
                        .warnings());
    }
}
