package dev.signet.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.text.Base64Url;
import dev.signet.text.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token says and how it is judged, for an operator who has it in hand. Its signature is not in it. Immutable.
 *
 * @param header as received, decoded, or null where nobody can read it
 * @param payload the same
 * @param times {@code nbf}, {@code iat} and {@code exp}, as far as they are there and can be read
 * @param refusal why it is refused, or null where it is not
 */
public record Inspection(
        @Nullable String header,
        @Nullable String payload,
        Map<String, Instant> times,
        @Nullable Refusal refusal) {

    /**
     * Judges a token as the filter does.
     *
     * @param token its text
     * @param settings read without a problem
     * @param clock the time
     * @return what is found
     */
    public static Inspection of(String token, JwtSettings settings, Clock clock) {
        Verification outcome = TokenVerifier.of(settings, clock).verify(token);
        return of(token, outcome instanceof RefusedToken refused ? refused.reason() : null);
    }

    /**
     * Judges the form of a token alone: its parts, its header, and whether its claims can be read.
     *
     * @param token its text
     * @param settings for types, limits and the names of claims; nothing is asked of their keys
     * @param clock the time
     * @return what is found; never that it is too early or too late
     */
    public static Inspection ofForm(String token, JwtSettings settings, Clock clock) {
        try {
            CompactJws jws = CompactJws.read(token, settings.maxTokenBytes());
            new HeaderReader(settings.types()).read(jws);
            ClaimRules rules = new ClaimRules(settings, clock);
            rules.check(new ClaimsReader().read(jws.payload()), rules.now());
            return of(token, null);
        } catch (RefusedException refused) {
            return switch (refused.reason()) {
                case EXPIRED, NOT_YET_VALID, EXPIRY_MISSING -> of(token, null);
                default -> of(token, refused.reason());
            };
        }
    }

    private static Inspection of(String token, @Nullable Refusal refusal) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return new Inspection(null, null, Map.of(), refusal); // any part could be a secret
        }
        return new Inspection(decoded(parts[0]), decoded(parts[1]), times(parts[1]), refusal);
    }

    private static Map<String, Instant> times(String payload) {
        Map<String, Instant> times = new LinkedHashMap<>();
        try {
            Claims claims = new ClaimsReader().read(bytes(payload));
            put(times, "nbf", claims.notBefore());
            put(times, "iat", claims.issuedAt());
            put(times, "exp", claims.expiry());
        } catch (RefusedException | MalformedException e) {
            // the refusal says so
        }
        return times;
    }

    private static void put(Map<String, Instant> times, String name, long seconds) {
        if (seconds >= 0) {
            times.put(name, Instant.ofEpochSecond(seconds));
        }
    }

    private static @Nullable String decoded(String part) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(part))).toString();
        } catch (CharacterCodingException | MalformedException e) {
            return null;
        }
    }

    private static byte[] bytes(String part) throws MalformedException {
        byte[] text = part.getBytes(ISO_8859_1);
        return Base64Url.decode(text, 0, text.length);
    }
}
