package dev.signet.keys;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the one shared secret from where an operator keeps it: environment, file or, warned about, web.xml itself. */
final class SecretReader {

    static final Set<Parameter> SOURCES =
            EnumSet.of(Parameter.JWT_SECRET_ENV, Parameter.JWT_SECRET_FILE, Parameter.JWT_SECRET);

    private final Parameters parameters;
    private final Function<String, @Nullable String> environment;
    private final Clock clock;
    private final List<Algorithm> algorithms;
    private final Consumer<String> warnings;
    private final KeyListener listener;

    SecretReader(
            Parameters parameters,
            Function<String, @Nullable String> environment,
            Clock clock,
            List<Algorithm> algorithms,
            Consumer<String> warnings,
            KeyListener listener) {
        this.parameters = parameters;
        this.environment = environment;
        this.clock = clock;
        this.algorithms = algorithms;
        this.warnings = warnings;
        this.listener = listener;
    }

    /**
     * The secret of one of {@link #SOURCES}, for all the algorithms.
     *
     * @throws IllegalArgumentException when it is unavailable or is not a secret; the message holds nothing of it
     */
    Supplier<KeySet> read(Parameter name) {
        return switch (name) {
            case JWT_SECRET_ENV -> fromEnvironment();
            case JWT_SECRET_FILE -> fromFile();
            default -> literal();
        };
    }

    private Supplier<KeySet> fromEnvironment() {
        String variable = parameters.text(Parameter.JWT_SECRET_ENV);
        String secret = variable == null ? null : environment.apply(variable);
        if (secret == null) {
            // somebody may have written the secret itself here, so only what is too short for one is repeated
            boolean name = variable != null && variable.matches("[A-Z][A-Z0-9_]{0,30}");
            throw new IllegalArgumentException(
                    "the environment variable " + (name ? variable + " " : "named here ") + "is not set");
        }
        return fixed(secret);
    }

    private Supplier<KeySet> literal() {
        String secret = parameters.verbatim(Parameter.JWT_SECRET);
        warnings.accept("jwt.secret holds a secret in plain text, readable by everyone who can read the webapp;"
                + " use jwt.secret-env or jwt.secret-file instead");
        return fixed(secret == null ? "" : secret.strip());
    }

    private Supplier<KeySet> fixed(String secret) {
        KeySet keys = keys(SharedSecret.read(secret, leastBytes()));
        return () -> keys;
    }

    private Supplier<KeySet> fromFile() {
        return KeyFile.open(
                parameters,
                Parameter.JWT_SECRET_FILE,
                content -> keys(SharedSecret.readFile(content, leastBytes())),
                clock,
                listener);
    }

    private int leastBytes() {
        return algorithms.stream().mapToInt(Algorithm::hashBytes).max().orElse(0);
    }

    private KeySet keys(byte[] secret) {
        return KeySet.of(List.of(KeyMaterial.ofSecret("the secret", null, null, secret)), algorithms);
    }
}
