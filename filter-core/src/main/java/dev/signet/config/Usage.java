package dev.signet.config;

import dev.signet.config.Parameter.Owner;
import java.util.EnumSet;
import java.util.Set;

/** Who has a use for which of the parameters that he may be given. */
public final class Usage {

    /** What a JWK set is made of. */
    private static final Set<Parameter> FOR_KEYS = EnumSet.of(
            Parameter.JWT_SECRET_ENV,
            Parameter.JWT_SECRET_FILE,
            Parameter.JWT_SECRET,
            Parameter.JWT_PUBLIC_KEY_FILE,
            Parameter.JWT_PRIVATE_KEY_FILE,
            Parameter.JWT_JWKS_FILE,
            Parameter.JWT_JWKS_URL,
            Parameter.JWT_ALGORITHMS);

    /** What is asked of tokens that come, and of what is remembered for them. */
    private static final Set<Parameter> FOR_CALLS = EnumSet.of(
            Parameter.JWT_CLOCK_SKEW_SECONDS,
            Parameter.JWT_MAX_TOKEN_BYTES,
            Parameter.JWT_REQUIRE_EXP,
            Parameter.JWT_TYPES,
            Parameter.JWT_PRINCIPAL_CLAIMS,
            Parameter.JWT_ROLE_CLAIMS,
            Parameter.JWT_SCOPE_CLAIMS,
            Parameter.JWT_CACHE_SIZE,
            Parameter.DATA_SOURCE_REFRESH_SECONDS,
            Parameter.DATA_SOURCE_STALE_SECONDS);

    private Usage() {}

    /**
     * Whether a parameter makes a difference to somebody.
     *
     * @param parameter which one
     * @param owner who
     * @return false where it may stand, and does nothing
     */
    public static boolean isUsed(Parameter parameter, Owner owner) {
        return parameter.isFor(owner)
                && switch (owner) {
                    case FILTER, HEALTH, PORTAL -> true;
                    case ENDPOINT -> !FOR_CALLS.contains(parameter);
                    case JWK_SET -> FOR_KEYS.contains(parameter);
                };
    }
}
