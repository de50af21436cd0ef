package dev.signet.token;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@code jwt.*} parameters, typed; read alike by filter and token endpoint. Immutable and thread-safe. */
public final class JwtSettings {

    static final Set<String> NAMES = Set.of(
            "jwt.secret-env",
            "jwt.secret-file",
            "jwt.secret",
            "jwt.public-key-file",
            "jwt.private-key-file",
            "jwt.jwks-file",
            "jwt.jwks-url",
            "jwt.algorithms",
            "jwt.issuer",
            "jwt.audience",
            "jwt.clock-skew-seconds",
            "jwt.max-token-bytes",
            "jwt.require-exp",
            "jwt.types",
            "jwt.principal-claims",
            "jwt.role-claims",
            "jwt.scope-claims",
            "jwt.cache-size");

    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    private static final String MICROSOFT_CLAIMS = "http://schemas.microsoft.com/ws/2008/06/identity/claims/";

    private final List<Algorithm> algorithms;
    private final @Nullable ConfiguredKeys keys; // null only where a problem was noted
    private final List<String> issuers;
    private final List<String> audiences;
    private final Duration clockSkew;
    private final int maxTokenBytes;
    private final boolean requiresExpiry;
    private final List<String> types;
    private final List<String> principalClaims;
    private final List<String> roleClaims;
    private final List<String> scopeClaims;
    private final int cacheSize;
    private final List<String> warnings = new ArrayList<>();

    private JwtSettings(
            Parameters p, Function<String, @Nullable String> environment, Clock clock, @Nullable KeySource source) {
        algorithms = algorithms(p);
        keys = new KeyReader(p, environment, clock, algorithms, warnings).read(source);
        issuers = p.list("jwt.issuer", List.of());
        audiences = p.list("jwt.audience", List.of());
        clockSkew = Duration.ofSeconds(p.integer("jwt.clock-skew-seconds", 5, 0, 600));
        maxTokenBytes = p.integer("jwt.max-token-bytes", 8192, 64, 1_048_576);
        requiresExpiry = p.flag("jwt.require-exp", true);
        types = p.list("jwt.types", List.of("JWT", "at+jwt"));
        principalClaims = p.list("jwt.principal-claims", List.of(CLAIMS + "name", "sub"));
        roleClaims = p.list("jwt.role-claims", List.of(MICROSOFT_CLAIMS + "role", "roles"));
        scopeClaims = p.list("jwt.scope-claims", List.of("scope", "scp"));
        cacheSize = p.integer("jwt.cache-size", 1024, 0, 65_536);
        if (issuers.isEmpty()) {
            warnings.add("jwt.issuer is not set: a correctly signed token is accepted whoever issued it");
        }
        if (audiences.isEmpty()) {
            warnings.add("jwt.audience is not set: a correctly signed token is accepted whoever it is meant for");
        }
        if (!requiresExpiry) {
            warnings.add("jwt.require-exp is false: a token without exp is accepted forever");
        }
    }

    /**
     * Reads the {@code jwt.*} parameters.
     *
     * @param parameters what was given; problems are noted there
     * @param environment an environment variable by its name, null where it is not set
     * @param clock tells when to look again at a file
     * @return the settings, to be used only when no problem was noted
     */
    public static JwtSettings read(Parameters parameters, Function<String, @Nullable String> environment, Clock clock) {
        return read(parameters, environment, clock, null);
    }

    /**
     * Reads the {@code jwt.*} parameters.
     *
     * @param parameters what was given; problems are noted there
     * @param environment an environment variable by its name, null where it is not set
     * @param clock tells when to look again at a file, and how old keys are
     * @param source keys that were handed over in code; null where parameters or a service say where keys are
     * @return the settings, to be used only when no problem was noted
     */
    public static JwtSettings read(
            Parameters parameters,
            Function<String, @Nullable String> environment,
            Clock clock,
            @Nullable KeySource source) {
        return new JwtSettings(parameters, environment, clock, source);
    }

    private static List<Algorithm> algorithms(Parameters p) {
        List<Algorithm> algorithms = new ArrayList<>();
        for (String name : p.list("jwt.algorithms", List.of("HS256"))) {
            Algorithm algorithm = Algorithm.named(name);
            if (algorithm == null) {
                p.problem("jwt.algorithms", "some of " + String.join(",", Algorithm.names()) + ", separated by commas");
                return List.of(Algorithm.HS256);
            }
            if (!algorithms.contains(algorithm)) {
                algorithms.add(algorithm);
            }
        }
        return List.copyOf(algorithms);
    }

    /**
     * The keys.
     *
     * @throws IllegalArgumentException when the settings were read with problems
     */
    ConfiguredKeys keys() {
        if (keys == null) {
            throw new IllegalArgumentException("no usable key was configured");
        }
        return keys;
    }

    /**
     * Notes a problem where no key can verify tokens.
     *
     * @param parameters the parameters of these settings
     */
    public void requireVerification(Parameters parameters) {
        if (keys != null && keys.verification() == null) {
            parameters.problem(
                    "jwt.private-key-file: the public half of the key cannot be derived from it, and nothing else"
                            + " can verify tokens; set jwt.public-key-file as well");
        }
    }

    /**
     * Notes a problem where no key can sign tokens.
     *
     * @param parameters the parameters of these settings
     */
    public void requireSigning(Parameters parameters) {
        if (keys != null && keys.signing() == null) {
            parameters.problem("jwt.private-key-file: a public key cannot sign; set the private key here");
        }
    }

    List<Algorithm> algorithms() {
        return algorithms;
    }

    /**
     * The accepted {@code iss} values (RFC 7519 §4.1.1); a token endpoint writes the first.
     *
     * @return unmodifiable; empty where any is accepted
     */
    public List<String> issuers() {
        return issuers;
    }

    /**
     * The accepted {@code aud} values (RFC 7519 §4.1.3); a token endpoint writes all.
     *
     * @return unmodifiable; empty where any is accepted
     */
    public List<String> audiences() {
        return audiences;
    }

    Duration clockSkew() {
        return clockSkew;
    }

    /**
     * The longest token that is looked at.
     *
     * @return characters, each of which is one byte
     */
    public int maxTokenBytes() {
        return maxTokenBytes;
    }

    boolean requiresExpiry() {
        return requiresExpiry;
    }

    List<String> types() {
        return types;
    }

    List<String> principalClaims() {
        return principalClaims;
    }

    List<String> roleClaims() {
        return roleClaims;
    }

    List<String> scopeClaims() {
        return scopeClaims;
    }

    /** How many verified tokens are remembered; none where it is 0. */
    int cacheSize() {
        return cacheSize;
    }

    /**
     * What an operator should know although it is no mistake.
     *
     * @return unmodifiable sentences
     */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The algorithms only: issuers and audiences are the installer's business. */
    @Override
    public String toString() {
        return "jwt settings " + algorithms;
    }
}
