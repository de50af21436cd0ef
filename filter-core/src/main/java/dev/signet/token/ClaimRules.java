package dev.signet.token;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a genuine token have to say (RFC 7519 §4.1). {@code exp} comes last, so that "expired" means: a
 * token of ours that only needs to be renewed. Thread-safe.
 */
final class ClaimRules {

    private final JwtSettings settings;
    private final Clock clock;

    ClaimRules(JwtSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Reads who the token speaks of.
     *
     * @throws Refused when a claim cannot be read or is not as configured
     */
    Identity check(Claims claims) throws Refused {
        rejectUnreadable(claims.expiry());
        rejectUnreadable(claims.notBefore());
        rejectUnreadable(claims.issuedAt()); // has to be a time, but says nothing about validity
        if (claims.expiry() == NumericDate.ABSENT && settings.requiresExpiry()) {
            throw new Refused(Refusal.EXPIRY_MISSING);
        }
        long now = Math.floorDiv(clock.millis(), 1000L);
        long skew = settings.clockSkew().toSeconds();
        if (claims.notBefore() != NumericDate.ABSENT && now < claims.notBefore() - skew) {
            throw new Refused(Refusal.NOT_YET_VALID);
        }
        Identity identity = new Identity(
                issuer(claims),
                audience(claims),
                text(claims, "jti"),
                principal(claims),
                roles(claims),
                scopes(claims));
        // exp == now is expired (RFC 7519 §4.1.4)
        if (claims.expiry() != NumericDate.ABSENT && now >= claims.expiry() + skew) {
            throw new Refused(Refusal.EXPIRED);
        }
        return identity;
    }

    private static void rejectUnreadable(long time) throws Refused {
        if (time == NumericDate.IN_MILLISECONDS) {
            throw new Refused(Refusal.TIME_IN_MILLISECONDS);
        }
        if (time == NumericDate.NOT_READABLE) {
            throw new Refused(Refusal.TIME_NOT_READABLE);
        }
    }

    private @Nullable String issuer(Claims claims) throws Refused {
        String issuer = text(claims, "iss");
        List<String> wanted = settings.issuers();
        if (!wanted.isEmpty() && (issuer == null || !wanted.contains(issuer))) {
            throw new Refused(Refusal.ISSUER_WRONG);
        }
        return issuer;
    }

    private List<String> audience(Claims claims) throws Refused {
        List<String> audience = texts(claims, "aud");
        List<String> wanted = settings.audiences();
        if (!wanted.isEmpty() && Collections.disjoint(wanted, audience)) {
            throw new Refused(Refusal.AUDIENCE_WRONG);
        }
        return audience;
    }

    private @Nullable String principal(Claims claims) throws Refused {
        for (String name : settings.principalClaims()) {
            String principal = text(claims, name);
            if (principal != null) {
                if (principal.isBlank()) {
                    throw new Refused(Refusal.CLAIM_NOT_READABLE); // present, and the name of nobody
                }
                return principal;
            }
        }
        return null;
    }

    private Set<String> roles(Claims claims) throws Refused {
        Set<String> roles = Set.of();
        for (String name : settings.roleClaims()) {
            roles = joined(roles, texts(claims, name));
        }
        return roles;
    }

    private Set<String> scopes(Claims claims) throws Refused {
        Set<String> scopes = Set.of();
        for (String name : settings.scopeClaims()) {
            // one string holds many scopes (RFC 8693 §4.2); in an array each element is one
            List<String> given = claims.get(name) instanceof String text ? words(text) : texts(claims, name);
            scopes = joined(scopes, given);
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

    /** Blank names are dropped: no rule can ask for them, and none may match by accident. */
    private static Set<String> joined(Set<String> before, List<String> added) {
        if (added.isEmpty()) {
            return before;
        }
        Set<String> all = new LinkedHashSet<>(before);
        for (String name : added) {
            if (!name.isBlank()) {
                all.add(name);
            }
        }
        return Collections.unmodifiableSet(all);
    }

    /** A claim that is a string; null where it is absent. JSON null is not absent. */
    private static @Nullable String text(Claims claims, String name) throws Refused {
        Object value = claims.get(name);
        if (value instanceof String text) {
            return text;
        }
        if (value == null && !claims.has(name)) {
            return null;
        }
        throw new Refused(Refusal.CLAIM_NOT_READABLE);
    }

    /** A claim that is a string or an array of strings; empty where it is absent. */
    private static List<String> texts(Claims claims, String name) throws Refused {
        Object value = claims.get(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value == null && !claims.has(name)) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw new Refused(Refusal.CLAIM_NOT_READABLE);
        }
        List<String> texts = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof String text)) {
                throw new Refused(Refusal.CLAIM_NOT_READABLE);
            }
            texts.add(text);
        }
        return Collections.unmodifiableList(texts);
    }
}
