package dev.signet.issue;

import dev.signet.config.Parameters;
import dev.signet.jwt.JwtSettings;
import dev.signet.keys.KeyListener;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the JWK set, typed. Immutable.
 *
 * @param jwt with the keys that are published
 * @param warnings what is allowed and may be a mistake
 */
record PublishingSettings(JwtSettings jwt, List<String> warnings) {

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when they cannot be read; the message lists every problem
     */
    static PublishingSettings read(
            Parameters parameters, Function<String, @Nullable String> environment, Clock clock, KeyListener listener) {
        JwtSettings jwt = JwtSettings.read(parameters, environment, clock, listener);
        parameters.rejectProblems();
        return new PublishingSettings(
                jwt,
                Stream.of(jwt.keyWarnings(), parameters.idle())
                        .flatMap(List::stream)
                        .toList());
    }
}
