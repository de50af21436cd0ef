package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever gets no token cannot find out why: the same bytes, the same work; the operator reads the reason. */
class RefusalTest {

    private static final String GOOD = "sesame-of-a-good-client";
    private static final String OTHER = "sesame-of-another-time-";

    /** 10 000 iterations of {@link #GOOD}. */
    private static final String SLOW = slow(GOOD, 10_000);

    @TempDir
    private Path folder;

    /** Id, secret, reason in the log; the clock stands at 2022-09-28T05:52:35Z. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("nobody", GOOD, "unknown client"),
                Arguments.of("FAST", GOOD, "unknown client"),
                Arguments.of("fast", "wrong", "wrong secret"),
                Arguments.of("slow", "wrong", "wrong secret"),
                Arguments.of("disabled", GOOD, "disabled"),
                Arguments.of("disabled", "wrong", "disabled"),
                Arguments.of("foreign", GOOD, "address outside its networks"),
                Arguments.of("foreign", "wrong", "wrong secret"),
                Arguments.of("early", GOOD, "this secret is not valid at this time"),
                Arguments.of("late", GOOD, "this secret is not valid at this time"),
                Arguments.of("late", "wrong", "wrong secret"));
    }

    private static String[] entries() {
        String hash = SecretHash.sha256(GOOD);
        return new String[] {
            entry("fast", secret(hash, ""), ""),
            entry("slow", secret(SLOW, "") + "," + secret(slow(OTHER, 20_000), "") + "," + secret(hash, ""), ""),
            entry("disabled", secret(SLOW, ""), ",\"disabled\":true"),
            entry("foreign", secret(hash, ""), ",\"networks\":[\"10.0.0.0/8\",\"::2/128\"]"),
            entry("early", secret(hash, ",\"notBefore\":\"2022-09-28T05:52:36Z\""), ""),
            entry("late", secret(hash, ",\"notAfter\":\"2022-09-28T05:52:35Z\""), ""),
        };
    }

    private static String entry(String id, String secrets, String more) {
        return "{\"id\":\"" + id + "\",\"secrets\":[" + secrets + "]" + more + "}";
    }

    private static String secret(String hash, String times) {
        return "{\"hash\":\"" + hash + "\"" + times + "}";
    }

    private static String slow(String secret, int iterations) {
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] salt = new byte[16];
        return "pbkdf2-sha256:" + iterations + ":" + base64.encodeToString(salt) + ":"
                + base64.encodeToString(SlowHash.PBKDF2.derive(secret, salt, iterations, 32));
    }

    @Test
    void refuseWhenWhateverIsWrongThenTheSameBytes() throws Exception {
        for (String mode : List.of("200", "real")) {
            try (TokenWebapp app = new TokenWebapp()
                            .filter("envelope.http-status", mode)
                            .clients(folder.resolve("clients.json"), entries())
                            .start();
                    LogCapture logs = LogCapture.open()) {
                RawAnswer first = null;
                List<String> reasons = new ArrayList<>();
                for (Arguments refusal : refusals().toList()) {
                    String secret = (String) refusal.get()[1];
                    RawAnswer answer = app.login((String) refusal.get()[0], secret);
                    first = first == null ? answer : first;
                    assertEquals(first.text(), answer.text());
                    assertEquals(withoutDate(first), withoutDate(answer));
                    assertEquals(first.status(), answer.status());
                    reasons.add((String) refusal.get()[2]);
                }
                assertEquals(15000, first.code());
                assertEquals("null", first.data());
                assertEquals(mode.equals("real") ? 401 : 200, first.status());
                assertEquals("no-store", first.header("Cache-Control"));
                List<String> lines = logs.lines();
                assertEquals(reasons.size(), lines.size(), lines.toString());
                for (int i = 0; i < reasons.size(); i++) {
                    assertTrue(lines.get(i).endsWith(": " + reasons.get(i)), lines.get(i));
                }
                assertFalse(logs.everything().contains("sesame"));
            }
        }
    }

    @Test
    void refuseWhenBasicWasTriedThenChallengedWithBasic() throws Exception {
        try (TokenWebapp app = new TokenWebapp()
                .filter("envelope.http-status", "real")
                .clients(folder.resolve("clients.json"), entries())
                .start()) {
            String basic = Base64.getEncoder().encodeToString("fast:wrong".getBytes(StandardCharsets.UTF_8));
            String request =
                    "POST /app/api/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nAuthorization: Basic "
                            + basic + "\r\n\r\n";
            RawAnswer answer = app.send(request.getBytes(StandardCharsets.ISO_8859_1));
            assertEquals(401, answer.status());
            assertEquals(15000, answer.code());
            assertEquals("Basic realm=\"token\", charset=\"UTF-8\"", answer.header("WWW-Authenticate"));
            assertNull(app.login("fast", "wrong").header("WWW-Authenticate"));
        }
    }

    private static Map<String, List<String>> withoutDate(RawAnswer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.remove("date");
        return headers;
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuseWhenWhateverIsWrongThenTheSameWork(String id, String secret, String reason) throws Exception {
        AtomicInteger iterations = new AtomicInteger();
        Clients clients = ClientsParser.parse(
                ("{\"clients\":[" + String.join(",", entries()) + "]}").getBytes(StandardCharsets.UTF_8));
        BuiltInIssuer issuer =
                new BuiltInIssuer(clients.byId()::get, clients::costliest, context(), (text, salt, count, bytes) -> {
                    iterations.addAndGet(count);
                    return SlowHash.PBKDF2.derive(text, salt, count, bytes);
                });
        assertEquals(30_000, clients.costliest());
        assertEquals(null, issuer.issue(new TokenRequest(id, secret, "127.0.0.1")), reason);
        assertEquals(30_000, iterations.get());
    }

    @Test
    void issueWhenKnownThenTheSameWorkToo() throws Exception {
        AtomicInteger iterations = new AtomicInteger();
        ClientStore.Client slow = new ClientStore.Client("slow", new ClientStore.Secret(SLOW));
        ClientStore.Client fast = new ClientStore.Client("fast", new ClientStore.Secret(SecretHash.sha256(GOOD)));
        ClientStore store = id -> id.equals("slow") ? slow : id.equals("fast") ? fast : null;
        BuiltInIssuer issuer = new BuiltInIssuer(store, () -> 0, context(), (text, salt, count, bytes) -> {
            iterations.addAndGet(count);
            return SlowHash.PBKDF2.derive(text, salt, count, bytes);
        });
        assertTrue(issuer.issue(new TokenRequest("slow", GOOD, "::1")) != null);
        assertEquals(10_000, iterations.getAndSet(0));
        assertTrue(issuer.issue(new TokenRequest("fast", GOOD, "::1")) != null);
        assertEquals(10_000, iterations.getAndSet(0));
        assertEquals(null, issuer.issue(new TokenRequest("nobody", GOOD, "::1")));
        assertEquals(10_000, iterations.getAndSet(0));
    }

    @Test
    void issueWhenStoreFindsAnotherIdThenUnknown() throws Exception {
        ClientStore.Client acme = new ClientStore.Client("acme", new ClientStore.Secret(SecretHash.sha256(GOOD)));
        BuiltInIssuer issuer = new BuiltInIssuer(id -> acme, () -> 0, context(), SlowHash.PBKDF2);
        assertEquals(null, issuer.issue(new TokenRequest("ACME", GOOD, "::1")));
        assertTrue(issuer.issue(new TokenRequest("acme", GOOD, "::1")) != null);
    }

    @Test
    void loginWhenSecretsOverlapThenBothAreTakenAndTheOldOneIsLogged() throws Exception {
        String old = secret(SecretHash.sha256(OTHER), ",\"notAfter\":\"2022-09-28T06:00:00Z\"");
        String recent = secret(SecretHash.sha256(GOOD), ",\"notBefore\":\"2022-09-28T05:52:35Z\"");
        try (TokenWebapp app = new TokenWebapp()
                        .clients(folder.resolve("clients.json"), entry("acme", recent + "," + old, ""))
                        .start();
                LogCapture logs = LogCapture.open()) {
            assertEquals(1, app.login("acme", GOOD).code());
            assertEquals(List.of(), logs.lines());
            assertEquals(1, app.login("acme", OTHER).code());
            assertEquals(List.of("INFO client \"acme\" still uses a secret that a newer one supersedes"), logs.lines());
            app.clock.advance(Duration.ofMinutes(8));
            assertEquals(1, app.login("acme", GOOD).code());
            assertEquals(15000, app.login("acme", OTHER).code());
            app.clock.advance(Duration.ofMinutes(-9));
            assertEquals(15000, app.login("acme", GOOD).code());
            int before = logs.lines().size();
            assertEquals(1, app.login("acme", OTHER).code());
            assertEquals(
                    before, logs.lines().size(), "the new one is not in force yet: nothing supersedes the old one");
        }
    }

    @Test
    void loginWhenAtTheEdgesOfItsTimesThenTaken() throws Exception {
        String edges = ",\"notBefore\":\"2022-09-28T05:52:35.485Z\",\"notAfter\":\"2022-09-28T05:52:36Z\"";
        try (TokenWebapp app = new TokenWebapp()
                .clients(folder.resolve("clients.json"), entry("acme", secret(SecretHash.sha256(GOOD), edges), ""))
                .start()) {
            assertEquals(1, app.login("acme", GOOD).code());
            app.clock.advance(Duration.ofMillis(515));
            assertEquals(1, app.login("acme", GOOD).code());
            app.clock.advance(Duration.ofMillis(1));
            assertEquals(15000, app.login("acme", GOOD).code());
            app.clock.advance(Duration.ofMillis(-517));
            assertEquals(15000, app.login("acme", GOOD).code());
        }
    }

    @Test
    void loginWhenFromAnAllowedNetworkThenTaken() throws Exception {
        try (TokenWebapp app = new TokenWebapp()
                .clients(
                        folder.resolve("clients.json"),
                        entry("acme", secret(SLOW, ""), ",\"networks\":[\"10.0.0.0/8\",\"127.0.0.0/8\",\"::1/128\"]"))
                .start()) {
            assertEquals(1, app.login("acme", GOOD).code());
        }
    }

    private static TokenIssuer.Context context() {
        return new FakeContext();
    }

    /** Makes no tokens; tells which client would have got one. */
    private static final class FakeContext implements TokenIssuer.Context {
        @Override
        public Clock clock() {
            return new MutableClock(TokenWebapp.SAMPLE_MILLIS);
        }

        @Override
        public Duration lifetime() {
            return Duration.ofHours(2);
        }

        @Override
        public IssuedToken issue(ClientStore.Client client) {
            return new IssuedToken("token-of-" + client.id(), clock().instant());
        }

        @Override
        public String sign(Map<String, ?> claims) {
            throw new AssertionError("the built-in issuer signs nothing of its own");
        }
    }
}
