package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.ClientDirectory;
import dev.signet.clients.Clients;
import dev.signet.clients.ClientsParser;
import dev.signet.clients.HashWork;
import dev.signet.clients.SecretHash;
import dev.signet.clients.SlowHash;
import dev.signet.event.Events;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    private static final String SLOW = TokenWebapp.pbkdf2(GOOD, 10_000);

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
            entry(
                    "slow",
                    secret(SLOW, "") + "," + secret(TokenWebapp.pbkdf2(OTHER, 20_000), "") + "," + secret(hash, ""),
                    ""),
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
        headers.remove("x-request-id"); // random, whatever was wrong
        return headers;
    }

    /** Counts what is derived. */
    private static final class CountedHashes implements SlowHash {
        private final AtomicInteger derivations = new AtomicInteger();
        private final AtomicInteger iterations = new AtomicInteger();

        @Override
        public byte[] derive(String secret, byte[] salt, int count, int bytes) {
            derivations.incrementAndGet();
            iterations.addAndGet(count);
            return SlowHash.PBKDF2.derive(secret, salt, count, bytes);
        }

        /** Since it was asked last; like {@code "3 x 30003"}. */
        private String spent() {
            return derivations.getAndSet(0) + " x " + iterations.getAndSet(0);
        }
    }

    private static BuiltInIssuer issuer(ClientDirectory clients, SlowHash slow) {
        MutableClock clock = new MutableClock(TokenWebapp.SAMPLE_MILLIS);
        return new BuiltInIssuer(
                clients,
                client -> new IssuedToken("token-of-" + client.id(), clock.instant()),
                clock,
                new FailureThrottle(clock, 100, null),
                slow,
                1,
                Events.to("dev.signet.issue"));
    }

    private static boolean granted(BuiltInIssuer issuer, String id, String secret) throws Exception {
        return issuer.grant(List.of(new TokenRequest(id, secret, "127.0.0.1"))) instanceof Grant.Issued;
    }

    private static Clients parsed(String... entries) {
        return ClientsParser.parse(
                ("{\"clients\":[" + String.join(",", entries) + "]}").getBytes(StandardCharsets.UTF_8), note -> {});
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void grantWhenWhateverIsWrongThenTheSameWork(String id, String secret, String reason) throws Exception {
        Clients clients = parsed(entries());
        assertEquals(new HashWork(3, 2, 30_000), clients.most());
        CountedHashes slow = new CountedHashes();
        assertFalse(granted(issuer(clients, slow), id, secret), reason);
        assertEquals("3 x 30003", slow.spent());
    }

    @Test
    void grantWhenGeneratedSecretIsRightThenNothingIsDerived() throws Exception {
        Clients clients = parsed(entries());
        CountedHashes slow = new CountedHashes();
        BuiltInIssuer issuer = issuer(clients, slow);
        assertTrue(granted(issuer, "fast", GOOD));
        assertTrue(granted(issuer, "slow", GOOD), "both its generated and a chosen secret");
        assertEquals("0 x 0", slow.spent());
        assertTrue(granted(issuer, "slow", OTHER));
        assertEquals("3 x 30003", slow.spent());
    }

    @Test
    void grantWhenMostSecretsAndMostIterationsAreOfTwoClientsThenBothAreSpent() throws Exception {
        String many = String.join(
                ",",
                secret(TokenWebapp.pbkdf2(OTHER, 10_000), ""),
                secret(TokenWebapp.pbkdf2(OTHER, 10_000), ""),
                secret(SLOW, ""));
        Clients clients =
                parsed(entry("many", many, ""), entry("dear", secret(TokenWebapp.pbkdf2(OTHER, 50_000), ""), ""));
        for (String id : List.of("many", "dear", "nobody")) {
            CountedHashes slow = new CountedHashes();
            assertFalse(granted(issuer(clients, slow), id, "wrong"));
            assertEquals("4 x 50004", slow.spent(), id);
        }
    }

    @Test
    void grantWhenClientsOfAStoreThenTheSameWorkAsTheCostliestSeen() throws Exception {
        ClientStore.Client slow = new ClientStore.Client("slow", new ClientStore.Secret(SLOW));
        ClientStore.Client fast = new ClientStore.Client("fast", new ClientStore.Secret(SecretHash.sha256(GOOD)));
        ClientStore store = id -> id.equals("slow") ? slow : id.equals("fast") ? fast : null;
        CountedHashes counted = new CountedHashes();
        BuiltInIssuer issuer = issuer(new StoredClients(store), counted);
        assertTrue(granted(issuer, "slow", GOOD));
        assertEquals("2 x 10002", counted.spent());
        assertFalse(granted(issuer, "fast", "wrong"));
        assertEquals("2 x 10002", counted.spent());
        assertFalse(granted(issuer, "nobody", GOOD));
        assertEquals("2 x 10002", counted.spent());
        assertTrue(granted(issuer, "fast", GOOD));
        assertEquals("0 x 0", counted.spent());
    }

    @Test
    void grantWhenIdIsThatOfTheStandInThenUnknown() throws Exception {
        Clients clients = parsed(entries());
        assertFalse(clients.find(clients.nobody().id()).exists());
        assertEquals(clients.most().secrets(), clients.nobody().secrets().size());
    }

    @Test
    void grantWhenStoreFindsAnotherIdThenUnknown() throws Exception {
        ClientStore.Client acme = new ClientStore.Client("acme", new ClientStore.Secret(SecretHash.sha256(GOOD)));
        BuiltInIssuer issuer = issuer(new StoredClients(id -> acme), SlowHash.PBKDF2);
        assertFalse(granted(issuer, "ACME", GOOD));
        assertTrue(granted(issuer, "acme", GOOD));
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
            assertEquals(
                    List.of("INFO client \"acme\" still uses a secret that has been superseded by a newer one"),
                    logs.lines());
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
}
