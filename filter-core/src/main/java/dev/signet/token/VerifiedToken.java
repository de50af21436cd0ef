package dev.signet.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A genuine token of ours, in time, with its claims; as a {@code TokenCheck} and the application see it.
 *
 * <p>The filter admits a call by nothing but what its own verifier has made. An application may implement this interface to
 * test a check of its own; an object of another class opens nothing. Implementations are immutable and thread-safe.
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public interface VerifiedToken {

    /**
     * The name of the user: the first of {@code jwt.principal-claims} that is present.
     *
     * @return the name, never blank, or null where the token names nobody
     */
    @Nullable
    String principal();

    /**
     * The roles of all {@code jwt.role-claims}.
     *
     * @return an unmodifiable set, none of them blank; empty where there are none
     */
    Set<String> roles();

    /**
     * The scopes of all {@code jwt.scope-claims} (RFC 8693 §4.2).
     *
     * @return an unmodifiable set, none of them blank; empty where there are none
     */
    Set<String> scopes();

    /**
     * The {@code iss} claim.
     *
     * @return who issued the token, or null where it does not say
     */
    @Nullable
    String issuer();

    /**
     * The {@code aud} claim.
     *
     * @return for whom the token is; unmodifiable, empty where it does not say
     */
    List<String> audience();

    /**
     * The {@code jti} claim.
     *
     * @return the token's own number, or null where it has none
     */
    @Nullable
    String id();

    /**
     * The {@code exp} claim, without any clock skew.
     *
     * @return the first moment at which the token is expired, or null where it never is
     */
    @Nullable
    Instant expiresAt();

    /**
     * The {@code nbf} claim, without any clock skew.
     *
     * @return the first moment at which the token is valid, or null where it does not say
     */
    @Nullable
    Instant notBefore();

    /**
     * Any claim by its name.
     *
     * @param name the name, exactly as in the payload
     * @return a String, Long, BigInteger, BigDecimal, Boolean, unmodifiable List or unmodifiable Map; null where the
     *     claim is absent or JSON null
     */
    @Nullable
    Object claim(String name);

    /**
     * All claims in the order of the payload.
     *
     * @return an unmodifiable map; a claim that is JSON null has the value null
     */
    Map<String, @Nullable Object> claims();

    /**
     * The {@code kid} of the header.
     *
     * @return the key's id as the signer wrote it, or null where there is none
     */
    @Nullable
    String keyId();

    /**
     * Names the token in a log without giving it away.
     *
     * @return eight hex digits of its SHA-256
     */
    String fingerprint();
}
