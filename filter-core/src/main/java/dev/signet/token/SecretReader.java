package dev.signet.token;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the one shared secret from where an operator keeps it: environment, file or, warned about, web.xml itself. */
final class SecretReader {

    private static final List<String> SOURCES = List.of("jwt.secret-env", "jwt.secret-file", "jwt.secret");

    private final Parameters parameters;
    private final Function<String, @Nullable String> environment;
    private final Clock clock;
    private final List<Algorithm> algorithms;
    private final List<String> warnings;

    SecretReader(
            Parameters parameters,
            Function<String, @Nullable String> environment,
            Clock clock,
            List<Algorithm> algorithms,
            List<String> warnings) {
        this.parameters = parameters;
        this.environment = environment;
        this.clock = clock;
        this.algorithms = algorithms;
        this.warnings = warnings;
    }

    /** The keys, in the order of the algorithms; null after a problem was noted. */
    @Nullable
    Supplier<List<HmacKey>> read() {
        List<String> given = SOURCES.stream()
                .filter(name -> parameters.verbatim(name) != null)
                .toList();
        if (given.size() != 1) {
            parameters.problem(
                    given.isEmpty()
                            ? "jwt.secret-env: no key is configured; give one of " + String.join(", ", SOURCES)
                            : String.join(", ", given) + ": only one of them may be given");
            return null;
        }
        String name = given.get(0);
        try {
            return switch (name) {
                case "jwt.secret-env" -> fromEnvironment();
                case "jwt.secret-file" -> fromFile();
                default -> literal();
            };
        } catch (IllegalArgumentException e) {
            parameters.problem(name + ": " + e.getMessage());
            return null;
        }
    }

    private Supplier<List<HmacKey>> fromEnvironment() {
        String variable = parameters.text("jwt.secret-env");
        String secret = variable == null ? null : environment.apply(variable);
        if (secret == null) {
            // somebody may have written the secret itself here, so only what is too short for one is repeated
            boolean name = variable != null && variable.matches("[A-Z][A-Z0-9_]{0,30}");
            throw new IllegalArgumentException(
                    "the environment variable " + (name ? variable + " " : "named here ") + "is not set");
        }
        return fixed(secret);
    }

    private Supplier<List<HmacKey>> literal() {
        String secret = parameters.verbatim("jwt.secret");
        warnings.add("jwt.secret holds a secret in plain text, where everyone who can read the webapp sees it;"
                + " jwt.secret-env or jwt.secret-file keep it apart");
        return fixed(secret == null ? "" : secret.strip());
    }

    private Supplier<List<HmacKey>> fixed(String secret) {
        List<HmacKey> keys = keys(SharedSecret.read(secret, leastBytes()));
        return () -> keys;
    }

    private Supplier<List<HmacKey>> fromFile() {
        String path = parameters.text("jwt.secret-file");
        if (path == null) {
            throw new IllegalArgumentException("expected the path of a file");
        }
        try {
            return WatchedFile.open(
                    "jwt.secret-file",
                    () -> parameters.file(path),
                    content -> keys(SharedSecret.readFile(content, leastBytes())),
                    clock)::get;
        } catch (IOException e) {
            // not repeated: somebody may have written the secret itself here
            throw new IllegalArgumentException("the file named here cannot be read", e);
        }
    }

    private int leastBytes() {
        return algorithms.stream().mapToInt(Algorithm::hashBytes).max().orElse(0);
    }

    private List<HmacKey> keys(byte[] secret) {
        List<HmacKey> keys = new ArrayList<>();
        for (Algorithm algorithm : algorithms) {
            keys.add(new HmacKey(algorithm, null, secret));
        }
        return List.copyOf(keys);
    }
}
