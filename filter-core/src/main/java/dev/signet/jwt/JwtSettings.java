package dev.signet.jwt;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.keys.KeyListener;
import dev.signet.keys.Keys;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@code jwt.*} parameters, typed; read alike by filter and token endpoint. Immutable and thread-safe. */
public final class JwtSettings {

    private final @Nullable Keys keys; // null only where a problem was noted
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
    private final List<String> keyWarnings = new ArrayList<>();

    private JwtSettings(
            Parameters p, Function<String, @Nullable String> environment, Clock clock, KeyListener listener) {
        keys = Keys.read(p, environment, clock, keyWarnings::add, listener);
        issuers = p.list(Parameter.JWT_ISSUER);
        audiences = p.list(Parameter.JWT_AUDIENCE);
        clockSkew = Duration.ofSeconds(p.integer(Parameter.JWT_CLOCK_SKEW_SECONDS));
        maxTokenBytes = p.integer(Parameter.JWT_MAX_TOKEN_BYTES);
        requiresExpiry = p.flag(Parameter.JWT_REQUIRE_EXP);
        types = p.list(Parameter.JWT_TYPES);
        principalClaims = p.list(Parameter.JWT_PRINCIPAL_CLAIMS);
        roleClaims = p.list(Parameter.JWT_ROLE_CLAIMS);
        scopeClaims = p.list(Parameter.JWT_SCOPE_CLAIMS);
        cacheSize = p.integer(Parameter.JWT_CACHE_SIZE);
    }

    /**
     * Reads the {@code jwt.*} parameters.
     *
     * @param parameters what was given; problems are noted there
     * @param environment an environment variable by its name, null where it is not set
     * @param clock tells when to look again at a file, and how old keys are
     * @param listener learns what becomes of keys
     * @return the settings, to be used only when no problem was noted
     */
    public static JwtSettings read(
            Parameters parameters, Function<String, @Nullable String> environment, Clock clock, KeyListener listener) {
        return new JwtSettings(parameters, environment, clock, listener);
    }

    /**
     * The keys.
     *
     * @return the keys
     * @throws IllegalArgumentException when the settings were read with problems
     */
    public Keys keys() {
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
        if (keys != null) {
            keys.requireVerification(parameters);
        }
    }

    /**
     * Notes a problem where no key can sign tokens.
     *
     * @param parameters the parameters of these settings
     */
    public void requireSigning(Parameters parameters) {
        if (keys != null) {
            keys.requireSigning(parameters);
        }
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

    /**
     * How far clocks may differ.
     *
     * @return added to {@code exp}, taken from {@code nbf}
     */
    public Duration clockSkew() {
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

    /**
     * Whether a token has to say when it ends.
     *
     * @return true where one that never does is refused
     */
    public boolean requiresExpiry() {
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
     * What was switched off.
     *
     * @return parameters with their values; empty where nothing was
     */
    public List<String> switchedOff() {
        List<String> off = new ArrayList<>();
        if (!requiresExpiry) {
            off.add(Parameter.JWT_REQUIRE_EXP + "=false");
        }
        if (cacheSize == 0) {
            off.add(Parameter.JWT_CACHE_SIZE + "=0");
        }
        return off;
    }

    /**
     * What an operator should know of the keys, although it is no mistake.
     *
     * @return unmodifiable sentences
     */
    public List<String> keyWarnings() {
        return List.copyOf(keyWarnings);
    }

    /**
     * The same of keys, and of what is accepted with them; for whoever verifies tokens.
     *
     * @return unmodifiable sentences
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(keyWarnings);
        if (issuers.isEmpty()) {
            warnings.add("jwt.issuer is not set: a correctly signed token is accepted whoever issued it");
        }
        if (audiences.isEmpty()) {
            warnings.add("jwt.audience is not set: a correctly signed token is accepted whoever it is meant for");
        }
        if (!requiresExpiry) {
            warnings.add("jwt.require-exp is false: a token without exp is accepted forever");
        }
        return List.copyOf(warnings);
    }

    /** The algorithms only: issuers and audiences are the installer's business. */
    @Override
    public String toString() {
        return "jwt settings, " + keys;
    }
}
