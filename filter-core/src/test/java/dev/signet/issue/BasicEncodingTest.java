package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.SecretHash;
import dev.signet.clients.SlowHash;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP Basic whose id and secret are encoded as in a form (RFC 6749 §2.3.1), or hold percent signs of their own. */
class BasicEncodingTest {

    @TempDir
    private Path folder;

    private static String entry(String id, String secret) {
        return "{\"id\":\"" + id + "\",\"secrets\":[{\"hash\":\"" + SecretHash.sha256(secret) + "\"}]}";
    }

    private TokenWebapp webapp() throws IOException {
        return new TokenWebapp()
                .clients(
                        folder.resolve("clients.json"),
                        entry("acme", "sesame+/= k"),
                        entry("percent", "sesame%41"),
                        entry("50%25", "sesame"),
                        entry("a:b", "sesame"),
                        entry("客户", "密码 sesame"),
                        "{\"id\":\"past\",\"secrets\":[{\"notAfter\":\"2000-01-01T00:00:00Z\",\"hash\":\""
                                + SecretHash.sha256("sesame!") + "\"}]}",
                        "{\"id\":\"chosen\",\"secrets\":[{\"hash\":\"" + TokenWebapp.pbkdf2("sesame&co", 10_000)
                                + "\"}]}");
    }

    private static RawAnswer basic(TokenWebapp app, String pair, String form) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return app.send(("POST /app/api/token HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + encoded
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form)
                .getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "acme:sesame+/= k, ''", // as they are
        "acme:sesame%2B%2F%3D+k, ''", // as the RFC says
        "acme:sesame%2b%2f%3d%20k, ''",
        "%61cme:sesame%2B%2F%3D%20k, client_id=acme",
        "%61cme:sesame%2B%2F%3D%20k, client_id=%2561cme", // the id as it was sent
        "percent:sesame%41, ''", // the percent sign is its own
        "percent:sesame%2541, ''",
        "50%25:sesame, ''",
        "50%2525:sesame, ''",
        "a%3Ab:sesame, ''", // which Basic cannot carry otherwise
        "%E5%AE%A2%E6%88%B7:%E5%AF%86%E7%A0%81+sesame, ''",
        "客户:密码 sesame, ''",
        "chosen:sesame&co, ''",
        "chosen:sesame%26co, client_id=chosen"
    })
    void loginWhenEncodedOrNotThenGranted(String pair, String form) throws Exception {
        try (TokenWebapp app = webapp().start()) {
            assertEquals(1, basic(app, pair, form).code());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "acme:sesame%2B%2F%3D+k%, 15000", // not encoded, and not the secret
        "acme:sesame%2B%2F%3D%0Ak, 15000",
        "acme:sesame%2B%2F%3D%FFk, 15000",
        "acme:sesame%252B%252F%253D+k, 15000", // once, not twice
        "percent:sesameA, 15000",
        "percent:%73esameA, 15000",
        "50%:sesame, 15000",
        "acme%00:sesame%2B%2F%3D+k, 15000"
    })
    void loginWhenNeitherReadingIsRightThenRefusedWithOneLine(String pair, int code) throws Exception {
        try (TokenWebapp app = webapp().start();
                LogCapture logs = LogCapture.open()) {
            assertEquals(code, basic(app, pair, "").code());
            assertEquals(1, logs.lines().size(), logs.lines().toString());
            assertFalse(logs.everything().contains("sesame"));
        }
    }

    @Test
    void loginWhenFormRepeatsAnIdOfNeitherReadingThenUnreadable() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            assertEquals(
                    12004,
                    basic(app, "%61cme:sesame%2B%2F%3D%20k", "client_id=cme").code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme:sesame%2B%2F%3D+k", "chosen:sesame%26co"})
    void loginWhenEncodedSecretIsRightThenItsFirstReadingCountsForNothing(String pair) throws Exception {
        try (TokenWebapp app = webapp().start()) {
            for (int i = 0; i < 2 * FailureThrottle.OF_ADDRESS; i++) {
                assertEquals(1, basic(app, pair, "").code());
            }
        }
    }

    @Test
    void loginWhenOneIdIsSpelledInManyWaysThenTenFailuresAreTen() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            List<String> spellings = List.of("chosen", "%63hosen", "c%68osen", "ch%6Fsen", "ch%6fsen");
            for (int i = 0; i < FailureThrottle.OF_CLIENT; i++) {
                String id = spellings.get(i % spellings.size());
                assertEquals(15000, basic(app, id + ":wrong", "").code());
            }
            for (String id : spellings) {
                assertEquals(-1, basic(app, id + ":sesame%26co", "").code());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "%61cme:wrong, client \"acme\" from 127.0.0.1: wrong secret",
        "nob%6Fdy:wrong, client \"nob%6Fdy\" from 127.0.0.1: unknown client",
        "50%25:wrong, client \"50%25\" from 127.0.0.1: wrong secret",
        "past:sesame%21, client \"past\" from 127.0.0.1: this secret is not valid at this time"
    })
    void loginWhenRefusedThenTheLineIsOfTheReadingThatIsNearest(String pair, String line) throws Exception {
        try (TokenWebapp app = webapp().start();
                LogCapture logs = LogCapture.open()) {
            assertEquals(15000, basic(app, pair, "").code());
            assertEquals(List.of("token refused: " + line), logs.lines(Level.INFO));
        }
    }

    @Test
    void loginWhenRefusedThenTheSameWorkWhetherThereIsSuchAClient() throws Exception {
        AtomicInteger derivations = new AtomicInteger();
        SlowHash counted = (secret, salt, iterations, bytes) -> {
            derivations.incrementAndGet();
            return SlowHash.PBKDF2.derive(secret, salt, iterations, bytes);
        };
        try (TokenWebapp app = webapp().slow(counted).start()) {
            for (String id : List.of("%63hosen", "%61cme", "nob%6Fdy", "50%25")) {
                derivations.set(0);
                assertEquals(15000, basic(app, id + ":wrong", "").code());
                assertEquals(4, derivations.get(), id); // for each reading one more than the costliest client has
            }
        }
    }

    @Test
    void loginWhenIssuerIsTheApplicationsOwnThenItIsAskedForBothReadings() throws Exception {
        try (TokenWebapp app = new TokenWebapp()
                .with("issuer.class", Plugins.OwnIssuer.class.getName())
                .start()) {
            assertEquals(1, basic(app, "iss%75es:sesame", "").code());
            for (int i = 0; i < FailureThrottle.OF_CLIENT; i++) {
                assertEquals(15000, basic(app, "n%6Fbody:sesame", "").code());
            }
            RawAnswer busy = basic(app, "nobody:sesame", "");
            assertEquals(-1, busy.code());
            assertTrue(busy.header("Retry-After") != null);
        }
    }
}
