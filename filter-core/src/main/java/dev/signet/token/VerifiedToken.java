package dev.signet.token;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A genuine token of ours, in time, with its claims. Only {@link TokenVerifier} can make one. Immutable and
 * thread-safe; {@link #toString} shows no claims.
 */
public final class VerifiedToken implements Verification {

    private final String token;
    private final @Nullable String keyId;
    private final Claims claims;
    private final Identity identity;
    private volatile @Nullable String fingerprint;

    VerifiedToken(String token, @Nullable String keyId, Claims claims, Identity identity) {
        this.token = token;
        this.keyId = keyId;
        this.claims = claims;
        this.identity = identity;
    }

    /**
     * The name of the user: the first of {@code jwt.principal-claims} that is present.
     *
     * @return the name, never blank, or null where the token names nobody
     */
    public @Nullable String principal() {
        return identity.principal();
    }

    /**
     * The roles of all {@code jwt.role-claims}.
     *
     * @return an unmodifiable set, none of them blank; empty where there are none
     */
    public Set<String> roles() {
        return identity.roles();
    }

    /**
     * The scopes of all {@code jwt.scope-claims} (RFC 8693 §4.2).
     *
     * @return an unmodifiable set, none of them blank; empty where there are none
     */
    public Set<String> scopes() {
        return identity.scopes();
    }

    /**
     * The {@code iss} claim.
     *
     * @return who issued the token, or null where it does not say
     */
    public @Nullable String issuer() {
        return identity.issuer();
    }

    /**
     * The {@code aud} claim.
     *
     * @return for whom the token is; unmodifiable, empty where it does not say
     */
    public List<String> audience() {
        return identity.audience();
    }

    /**
     * The {@code jti} claim.
     *
     * @return the token's own number, or null where it has none
     */
    public @Nullable String id() {
        return identity.id();
    }

    /**
     * The {@code exp} claim, without any clock skew.
     *
     * @return the first moment at which the token is expired, or null where it never is
     */
    public @Nullable Instant expiresAt() {
        return instant(claims.expiry());
    }

    /**
     * The {@code nbf} claim, without any clock skew.
     *
     * @return the first moment at which the token is valid, or null where it does not say
     */
    public @Nullable Instant notBefore() {
        return instant(claims.notBefore());
    }

    /**
     * Any claim by its name.
     *
     * @param name the name, exactly as in the payload
     * @return a String, Long, BigInteger, BigDecimal, Boolean, unmodifiable List or unmodifiable Map; null where the
     *     claim is absent or JSON null
     */
    public @Nullable Object claim(String name) {
        return claims.get(name);
    }

    /**
     * All claims in the order of the payload.
     *
     * @return an unmodifiable map; a claim that is JSON null has the value null
     */
    public Map<String, @Nullable Object> claims() {
        return Collections.unmodifiableMap(claims.values());
    }

    /**
     * The {@code kid} of the header.
     *
     * @return the key's id as the signer wrote it, or null where there is none
     */
    public @Nullable String keyId() {
        return keyId;
    }

    /**
     * Names the token in a log without giving it away.
     *
     * @return eight hex digits of its SHA-256
     */
    public String fingerprint() {
        String known = fingerprint;
        if (known == null) {
            known = Fingerprint.of(token); // seldom asked for, and dearer than the signature check
            fingerprint = known;
        }
        return known;
    }

    /**
     * The fingerprint only.
     *
     * @return like {@code "verified token=3f09a1c2"}
     */
    @Override
    public String toString() {
        return "verified token=" + fingerprint();
    }

    /** What was read; for the verifier, which holds its times against the clock again. */
    Claims read() {
        return claims;
    }

    private static @Nullable Instant instant(long seconds) {
        return seconds < 0 ? null : Instant.ofEpochSecond(seconds);
    }
}
