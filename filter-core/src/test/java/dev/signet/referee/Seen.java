package dev.signet.referee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.token.VerifiedToken;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a reader of a token sees, by its own accessors for what RFC 7519 §4.1 names.
 *
 * @param keyId the {@code kid} of the header
 * @param others every other claim, {@code sub} and {@code iat} among them, as JSON
 */
record Seen(
        String keyId,
        String issuer,
        List<String> audience,
        Instant expiry,
        Instant notBefore,
        String id,
        JsonNode others) {

    private static final Set<String> NAMED = Set.of("iss", "aud", "exp", "nbf", "jti");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Takes what accessors have told, where null is absent, and all claims, of which those with accessors are left out. */
    static Seen of(
            String keyId,
            String issuer,
            Collection<String> audience,
            Date expiry,
            Date notBefore,
            String id,
            Map<String, ?> claims) {
        return new Seen(
                keyId,
                issuer,
                audience == null ? List.of() : List.copyOf(audience),
                expiry == null ? null : expiry.toInstant(),
                notBefore == null ? null : notBefore.toInstant(),
                id,
                others(claims));
    }

    /** What Signet tells the application. */
    static Seen of(VerifiedToken token) {
        return new Seen(
                token.keyId(),
                token.issuer(),
                token.audience(),
                token.expiresAt(),
                token.notBefore(),
                token.id(),
                others(token.claims()));
    }

    /** What has to be seen of claims that were signed, whoever looks. */
    static Seen expected(String keyId, Map<String, Object> claims) {
        Object audience = claims.get("aud");
        return new Seen(
                keyId,
                (String) claims.get("iss"),
                audience instanceof List<?> several
                        ? several.stream().map(String.class::cast).toList()
                        : audience == null ? List.of() : List.of((String) audience),
                time(claims.get("exp")),
                time(claims.get("nbf")),
                (String) claims.get("jti"),
                others(claims));
    }

    private static Instant time(Object seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(Long.parseLong(seconds.toString()));
    }

    private static JsonNode others(Map<String, ?> claims) {
        Map<String, Object> others = new TreeMap<>(claims);
        others.keySet().removeAll(NAMED);
        // an iat comes as a Date from some
        others.computeIfPresent(
                "iat",
                (name, time) -> time instanceof Date date ? date.toInstant().getEpochSecond() : time);
        try {
            return JSON.readTree(JSON.writeValueAsBytes(others)); // so that 1 is 1, be it Integer or Long
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
