package dev.signet.jwt;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a genuine token have to say (RFC 7519 §4.1). {@code exp} comes last, so that "expired" means: a
 * token of ours that only needs to be renewed. Thread-safe.
 */
final class ClaimRules {

    /** Stands for a claim that is not there; JSON null is there. */
    private static final Object ABSENT = new Object();

    private final JwtSettings settings;
    private final Clock clock;
    private final long skewSeconds;

    ClaimRules(JwtSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.skewSeconds = settings.clockSkew().toSeconds();
    }

    /** The moment that times are held against, in seconds since 1970. */
    long now() {
        return Math.floorDiv(clock.millis(), 1000L);
    }

    /**
     * Reads who the token speaks of.
     *
     * @throws RefusedException when a claim cannot be read or is not as configured
     */
    Identity check(Claims claims, long now) throws RefusedException {
        rejectUnreadable(claims.expiry());
        rejectUnreadable(claims.notBefore());
        // has to be a time, but says nothing about validity: RFC 7519 §4.1.6 gives it no rule, and a signer whose clock
        // is ahead says with nbf that a token is not to be used yet
        rejectUnreadable(claims.issuedAt());
        if (claims.expiry() == NumericDate.ABSENT && settings.requiresExpiry()) {
            throw new RefusedException(Refusal.EXPIRY_MISSING);
        }
        rejectEarly(claims, now);
        Identity identity = new Identity(
                issuer(claims),
                audience(claims),
                text(claims, "jti"),
                principal(claims),
                roles(claims),
                scopes(claims));
        rejectExpired(claims, now);
        return identity;
    }

    /**
     * Holds the times of claims that were checked before against another moment.
     *
     * @throws RefusedException when it is too early or too late for them
     */
    void checkTimes(Claims claims, long now) throws RefusedException {
        rejectEarly(claims, now);
        rejectExpired(claims, now);
    }

    /** The first second at which claims are expired, skew and all; never where they have no {@code exp}. */
    long end(Claims claims) {
        return claims.expiry() == NumericDate.ABSENT ? Long.MAX_VALUE : claims.expiry() + skewSeconds;
    }

    private void rejectEarly(Claims claims, long now) throws RefusedException {
        if (claims.notBefore() != NumericDate.ABSENT && now < claims.notBefore() - skewSeconds) {
            throw new RefusedException(Refusal.NOT_YET_VALID);
        }
    }

    private void rejectExpired(Claims claims, long now) throws RefusedException {
        // exp == now is expired (RFC 7519 §4.1.4)
        if (now >= end(claims)) {
            throw new RefusedException(Refusal.EXPIRED);
        }
    }

    private static void rejectUnreadable(long time) throws RefusedException {
        if (time == NumericDate.IN_MILLISECONDS) {
            throw new RefusedException(Refusal.TIME_IN_MILLISECONDS);
        }
        if (time == NumericDate.NOT_READABLE) {
            throw new RefusedException(Refusal.TIME_NOT_READABLE);
        }
    }

    private @Nullable String issuer(Claims claims) throws RefusedException {
        String issuer = text(claims, "iss");
        List<String> wanted = settings.issuers();
        if (!wanted.isEmpty() && (issuer == null || !wanted.contains(issuer))) {
            throw new RefusedException(Refusal.ISSUER_WRONG);
        }
        return issuer;
    }

    private List<String> audience(Claims claims) throws RefusedException {
        List<String> audience = texts(claims, "aud");
        List<String> wanted = settings.audiences();
        if (wanted.isEmpty()) {
            return audience;
        }
        for (int i = 0; i < audience.size(); i++) {
            if (wanted.contains(audience.get(i))) {
                return audience;
            }
        }
        throw new RefusedException(Refusal.AUDIENCE_WRONG);
    }

    private @Nullable String principal(Claims claims) throws RefusedException {
        for (String name : settings.principalClaims()) {
            String principal = text(claims, name);
            if (principal != null) {
                if (principal.isBlank()) {
                    throw new RefusedException(Refusal.CLAIM_NOT_READABLE); // present, and the name of nobody
                }
                return principal;
            }
        }
        return null;
    }

    private List<String> roles(Claims claims) throws RefusedException {
        List<String> roles = List.of();
        for (String name : settings.roleClaims()) {
            roles = joined(roles, texts(claims, name));
        }
        return roles;
    }

    private List<String> scopes(Claims claims) throws RefusedException {
        List<String> scopes = List.of();
        for (String name : settings.scopeClaims()) {
            // one string holds many scopes (RFC 8693 §4.2); in an array each element is one
            Object value = claims.getOr(name, ABSENT);
            scopes = joined(scopes, value instanceof String text ? words(text) : texts(value));
        }
        return scopes;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(' '); end >= 0; end = text.indexOf(' ', start)) {
            words.add(text.substring(start, end));
            start = end + 1;
        }
        words.add(text.substring(start));
        return words;
    }

    private static List<String> joined(List<String> before, List<String> added) {
        if (before.isEmpty() || added.isEmpty()) {
            return before.isEmpty() ? added : before;
        }
        List<String> all = new ArrayList<>(before.size() + added.size());
        all.addAll(before);
        all.addAll(added);
        return all;
    }

    /** A claim that is a string; null where it is absent. JSON null is not absent. */
    private static @Nullable String text(Claims claims, String name) throws RefusedException {
        Object value = claims.getOr(name, ABSENT);
        if (value instanceof String text) {
            return text;
        }
        if (value == ABSENT) {
            return null;
        }
        throw new RefusedException(Refusal.CLAIM_NOT_READABLE);
    }

    /** A claim that is a string or an array of strings; empty where it is absent. */
    private static List<String> texts(Claims claims, String name) throws RefusedException {
        return texts(claims.getOr(name, ABSENT));
    }

    private static List<String> texts(@Nullable Object value) throws RefusedException {
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value == ABSENT) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw new RefusedException(Refusal.CLAIM_NOT_READABLE);
        }
        for (int i = 0; i < elements.size(); i++) {
            if (!(elements.get(i) instanceof String)) {
                throw new RefusedException(Refusal.CLAIM_NOT_READABLE);
            }
        }
        @SuppressWarnings("unchecked") // nothing but strings, as seen, and nobody can change it
        List<String> texts = (List<String>) elements;
        return texts;
    }
}
