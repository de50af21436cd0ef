package dev.signet.jwt;

import dev.signet.keys.Keys;
import java.time.Clock;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a token is genuine, ours and in time. Strict bytes first, then the signature, then the meaning; nothing
 * of a token is believed or shown before its signature is verified. Thread-safe.
 */
public final class TokenVerifier {

    private final JwtSettings settings;
    private final int maxBytes;
    private final HeaderReader headers;
    private final ClaimsReader payloads = new ClaimsReader();
    private final ClaimRules rules;
    private final Keys keys;
    private final @Nullable VerifiedTokens verified; // null where nothing is to be remembered

    private TokenVerifier(JwtSettings settings, ClaimRules rules, Keys keys, int remembered) {
        this.settings = settings;
        this.maxBytes = settings.maxTokenBytes();
        this.headers = new HeaderReader(settings.types());
        this.rules = rules;
        this.keys = keys;
        this.verified = remembered == 0 ? null : new VerifiedTokens(remembered);
    }

    /**
     * A verifier for the keys and rules of the settings.
     *
     * @param settings read without a problem
     * @param clock what {@code exp} and {@code nbf} are held against
     * @return the verifier
     * @throws IllegalArgumentException when the settings were read with problems
     */
    public static TokenVerifier of(JwtSettings settings, Clock clock) {
        return new TokenVerifier(settings, new ClaimRules(settings, clock), settings.keys(), settings.cacheSize());
    }

    /**
     * The same with a memory of its own, in which no token is kept.
     *
     * @param moment keys in the place of its own
     * @return a verifier by the same rules
     */
    public TokenVerifier apart(Keys moment) {
        return new TokenVerifier(settings, rules, moment, 0);
    }

    /**
     * Verifies the credentials of a call.
     *
     * @param authorization all values of its Authorization header; null where a container does not show it
     * @return a {@link GenuineToken} or a {@link RefusedToken}; no input makes this method throw
     */
    public Verification authenticate(@Nullable Enumeration<String> authorization) {
        BearerToken bearer = BearerToken.parse(authorization, maxBytes);
        String text = bearer.value();
        if (text == null) {
            Refusal unreadable = bearer.refusal();
            return RefusedToken.of(unreadable == null ? Refusal.NO_TOKEN : unreadable);
        }
        Verification outcome = verify(text);
        return outcome instanceof RefusedToken && !bearer.isToken68() ? RefusedToken.of(Refusal.NOT_TOKEN68) : outcome;
    }

    /**
     * Verifies a token.
     *
     * @param token its text, without {@code "Bearer "}; may be anything
     * @return a {@link GenuineToken} or a {@link RefusedToken}; no input makes this method throw
     */
    public Verification verify(String token) {
        long now = rules.now();
        Object generation = verified == null || token == null ? null : keys.generation(); // before any key is used
        if (verified == null || generation == null) {
            return verifyAnew(token, now);
        }
        GenuineToken known = verified.find(token, generation, now);
        if (known != null) {
            return verifyAgain(known, token, now);
        }
        Verification outcome = verifyAnew(token, now);
        if (outcome instanceof GenuineToken fresh) {
            verified.remember(token, fresh, generation, rules.end(fresh.read()));
        }
        return outcome;
    }

    /** Signature and claims stay what they were, the time does not; a clock may even have been set back. */
    private Verification verifyAgain(GenuineToken known, String token, long now) {
        try {
            rules.checkTimes(known.read(), now);
            return known;
        } catch (RefusedException refused) {
            return RefusedToken.of(refused.reason(), token, known.issuer(), known.keyId());
        }
    }

    private Verification verifyAnew(String token, long now) {
        JwsHeader header = null;
        Claims claims = null;
        try {
            CompactJws jws = CompactJws.read(token, maxBytes);
            header = headers.read(jws);
            rejectUnsigned(jws.check(keys, header));
            headers.remember(jws, header);
            claims = payloads.read(jws.payload());
            Identity identity = rules.check(claims, now);
            return new GenuineToken(token, header.keyId(), claims, identity);
        } catch (RefusedException refused) {
            return refusal(refused.reason(), token, header, claims);
        }
    }

    private static void rejectUnsigned(Keys.Check check) throws RefusedException {
        switch (check) {
            case GENUINE -> {}
            case ALGORITHM_NOT_ALLOWED -> throw new RefusedException(Refusal.ALGORITHM_NOT_ALLOWED);
            case UNKNOWN_KEY -> throw new RefusedException(Refusal.UNKNOWN_KEY);
            case WRONG -> throw new RefusedException(Refusal.SIGNATURE_WRONG);
            case UNAVAILABLE -> throw new RefusedException(Refusal.KEY_UNAVAILABLE);
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
