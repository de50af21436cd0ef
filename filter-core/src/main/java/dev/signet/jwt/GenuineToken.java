package dev.signet.jwt;

import dev.signet.token.VerifiedToken;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token that {@link TokenVerifier} has found to be genuine, and nobody else can make: what the filter admits a call by.
 * Immutable and thread-safe; {@link #toString} shows no claims.
 */
public final class GenuineToken implements VerifiedToken, Verification {

    private final String token;
    private final @Nullable String keyId;
    private final Claims claims;
    private final Identity identity;
    private volatile @Nullable String fingerprint;
    private volatile @Nullable Set<String> roles;
    private volatile @Nullable Set<String> scopes;

    GenuineToken(String token, @Nullable String keyId, Claims claims, Identity identity) {
        this.token = token;
        this.keyId = keyId;
        this.claims = claims;
        this.identity = identity;
    }

    @Override
    public @Nullable String principal() {
        return identity.principal();
    }

    @Override
    public Set<String> roles() {
        Set<String> known = roles;
        if (known == null) {
            known = named(identity.roles()); // most calls ask for none, and a hundred cost more than the signature
            roles = known;
        }
        return known;
    }

    @Override
    public Set<String> scopes() {
        Set<String> known = scopes;
        if (known == null) {
            known = named(identity.scopes());
            scopes = known;
        }
        return known;
    }

    @Override
    public @Nullable String issuer() {
        return identity.issuer();
    }

    @Override
    public List<String> audience() {
        return identity.audience();
    }

    @Override
    public @Nullable String id() {
        return identity.id();
    }

    @Override
    public @Nullable Instant expiresAt() {
        return instant(claims.expiry());
    }

    @Override
    public @Nullable Instant notBefore() {
        return instant(claims.notBefore());
    }

    @Override
    public @Nullable Object claim(String name) {
        return claims.get(name);
    }

    @Override
    public Map<String, @Nullable Object> claims() {
        return Collections.unmodifiableMap(claims.values());
    }

    @Override
    public @Nullable String keyId() {
        return keyId;
    }

    @Override
    public String fingerprint() {
        String known = fingerprint;
        if (known == null) {
            known = Fingerprint.of(token); // seldom asked for, and dearer than the signature check
            fingerprint = known;
        }
        return known;
    }

    /**
     * When it was issued: {@code nbf}, as our own issuer writes it, else {@code iat}.
     *
     * @return seconds since 1970, or a negative number where it does not say
     */
    public long issuedAt() {
        return claims.notBefore() >= 0 ? claims.notBefore() : claims.issuedAt();
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

    /** Blank names are dropped: no rule can ask for them, and none may match by accident. */
    private static Set<String> named(List<String> listed) {
        if (listed.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>(listed.size() * 4 / 3 + 1);
        for (String name : listed) {
            if (!name.isBlank()) {
                names.add(name);
            }
        }
        return Collections.unmodifiableSet(names);
    }

    private static @Nullable Instant instant(long seconds) {
        return seconds < 0 ? null : Instant.ofEpochSecond(seconds);
    }
}
