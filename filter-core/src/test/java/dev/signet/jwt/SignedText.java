package dev.signet.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.event.Events;
import dev.signet.event.KeyEvents;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Genuine HS256 tokens of any header and payload, and a verifier for them. */
final class SignedText {

    static final String SECRET = "gk3uZ8wq1Xn5tB0yR7cM2vL6sD9hJ4fA-pE_oTiU";
    static final long NOW = 1_700_000_000L;
    static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    /** What is good except for the closing brace and an {@code exp}. */
    static final String CLAIMS = "{\"iss\":\"YFJwtIssuer\",\"aud\":\"YFCustomer\"";

    private SignedText() {}

    static String good() {
        return of(HEADER, CLAIMS + ",\"exp\":" + (NOW + 100) + "}");
    }

    static String of(String header, String payload) {
        return of(header.getBytes(UTF_8), payload.getBytes(UTF_8));
    }

    static String of(byte[] header, byte[] payload) {
        String input = encoded(header) + "." + encoded(payload);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return input + "." + encoded(mac.doFinal(input.getBytes(ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A verifier at {@link #NOW}; names and values in pairs change its settings. */
    static TokenVerifier verifier(String... changes) {
        return verifier(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC), changes);
    }

    static TokenVerifier verifier(Clock clock, String... changes) {
        return TokenVerifier.of(settings(clock, changes), clock);
    }

    static JwtSettings settings(Clock clock, String... changes) {
        Map<String, String> values =
                new HashMap<>(Map.of("jwt.secret", SECRET, "jwt.issuer", "YFJwtIssuer", "jwt.audience", "YFCustomer"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], changes[i + 1]);
        }
        Parameters parameters = new Parameters(values, Owner.FILTER, path -> null);
        JwtSettings settings =
                JwtSettings.read(parameters, name -> null, clock, null, new KeyEvents(Events.to("dev.signet.keys")));
        parameters.rejectProblems();
        return settings;
    }

    /** {@code VERIFIED} or the name of the refusal. */
    static String outcome(TokenVerifier verifier, String token) {
        return verifier.verify(token) instanceof RefusedToken refused
                ? refused.reason().name()
                : "VERIFIED";
    }
}
