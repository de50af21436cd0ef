package dev.signet.token;

import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a token is genuine, ours and in time. Strict bytes first, then the signature, then the meaning; nothing
 * of a token is believed or shown before its signature is verified. Thread-safe.
 */
public final class TokenVerifier {

    private final int maxBytes;
    private final HeaderReader headers;
    private final ClaimsReader payloads = new ClaimsReader();
    private final SignatureCheck signatures;
    private final ClaimRules rules;
    private final KeyLookup keys;
    private final @Nullable VerifiedTokens verified; // null where nothing is to be remembered

    TokenVerifier(JwtSettings settings, KeyLookup keys, Clock clock) {
        this.maxBytes = settings.maxTokenBytes();
        this.headers = new HeaderReader(settings.types());
        this.signatures = new SignatureCheck(keys, Set.copyOf(settings.algorithms()));
        this.rules = new ClaimRules(settings, clock);
        this.keys = keys;
        this.verified = settings.cacheSize() == 0 ? null : new VerifiedTokens(settings.cacheSize());
    }

    /**
     * A verifier for the keys and rules of the settings.
     *
     * @param settings read without a problem
     * @param clock what {@code exp} and {@code nbf} are held against
     * @return the verifier
     * @throws IllegalArgumentException when the settings were read with problems and have no key that verifies
     */
    public static TokenVerifier of(JwtSettings settings, Clock clock) {
        KeyLookup keys = settings.keys().verification();
        if (keys == null) {
            throw new IllegalArgumentException("no key can verify tokens; set jwt.public-key-file");
        }
        return new TokenVerifier(settings, keys, clock);
    }

    /**
     * Verifies a token.
     *
     * @param token its text, without {@code "Bearer "}; may be anything
     * @return a {@link VerifiedToken} or a {@link RefusedToken}; no input makes this method throw
     */
    public Verification verify(String token) {
        long now = rules.now();
        Object generation = verified == null || token == null ? null : generation();
        if (verified == null || generation == null) {
            return verifyAnew(token, now);
        }
        VerifiedToken known = verified.find(token, generation, now);
        if (known != null) {
            return verifyAgain(known, token, now);
        }
        Verification outcome = verifyAnew(token, now);
        if (outcome instanceof VerifiedToken fresh) {
            verified.remember(token, fresh, generation, rules.end(fresh.read()));
        }
        return outcome;
    }

    /** Taken before any key is used, so that nothing verified with older keys counts as verified with newer ones. */
    private @Nullable Object generation() {
        try {
            return keys.generation();
        } catch (RuntimeException e) {
            return null; // nothing is remembered; the look for the key itself will say what is wrong
        }
    }

    /** Signature and claims stay what they were, the time does not; a clock may even have been set back. */
    private Verification verifyAgain(VerifiedToken known, String token, long now) {
        try {
            rules.checkTimes(known.read(), now);
            return known;
        } catch (Refused refused) {
            return RefusedToken.of(refused.reason(), token, known.issuer(), known.keyId());
        }
    }

    private Verification verifyAnew(String token, long now) {
        JwsHeader header = null;
        Claims claims = null;
        try {
            CompactJws jws = CompactJws.read(token, maxBytes);
            header = headers.read(jws);
            signatures.check(jws, header);
            headers.remember(jws, header);
            claims = payloads.read(jws.payload());
            Identity identity = rules.check(claims, now);
            return new VerifiedToken(token, header.keyId(), claims, identity);
        } catch (Refused refused) {
            return refusal(refused.reason(), token, header, claims);
        }
    }

    private static RefusedToken refusal(
            Refusal reason, String token, @Nullable JwsHeader header, @Nullable Claims claims) {
        if (reason == Refusal.TOO_LONG || reason == Refusal.BLANK_TOKEN) {
            return RefusedToken.of(reason); // no megabytes are hashed for a log line
        }
        String issuer = claims != null && claims.get("iss") instanceof String text ? text : null;
        return RefusedToken.of(reason, token, issuer, header == null ? null : header.keyId());
    }
}
