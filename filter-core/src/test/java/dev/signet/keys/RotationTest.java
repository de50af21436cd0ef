package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.clients.SecretHash;
import dev.signet.issue.ClockedServlets;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One server signs, two others verify with what it publishes, and all of them are called all the time: its key is rotated as
 * {@code configuration.md} tells, and it is away for a while. Every genuine token passes, every forged one is refused, and
 * both are counted. Three servers, one clock, which goes on only while calls are made.
 */
class RotationTest {

    private static final String SECRET = "sesame-Yk3vQ8rTz1LxW0bN";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    /** That of the published set. */
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final Duration STEP = Duration.ofSeconds(10);
    /** At both servers, before the clock goes on. */
    private static final int CALLS_OF_A_STEP = 40;

    /** Of the ways to forge a token, the one with a key that nobody has heard of. */
    private static final int STRANGE_NAME = 3;

    private static final Logger LOG = Logger.getLogger("dev.signet");

    private final MutableClock clock = new MutableClock(1_770_000_000_000L);
    private final KeyPair old = TestKeys.ec("secp256r1");
    private final KeyPair next = TestKeys.ec("secp256r1");
    private final KeyPair strange = TestKeys.ec("secp256r1");
    private final AtomicBoolean over = new AtomicBoolean();
    private final Semaphore called = new Semaphore(0);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger genuine = new AtomicInteger();
    private final AtomicInteger forged = new AtomicInteger();

    /** Of the last minutes, the newest last. */
    private volatile List<String> issued = List.of();

    /** Whether the published set is, or was when it was last asked for. */
    private volatile boolean away;

    @TempDir
    private Path folder;

    @BeforeEach
    void quiet() {
        LOG.setLevel(Level.OFF); // every forged token is a line
    }

    @AfterEach
    void loud() {
        LOG.setLevel(null);
    }

    private Path keyFile() {
        return folder.resolve("keys.pem");
    }

    private void write(KeyPair... pairs) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (KeyPair pair : pairs) {
            pem.append(TestKeys.pem(pair.getPrivate())).append('\n');
        }
        Files.writeString(keyFile(), pem);
    }

    private TestWebapp issuer() throws IOException {
        Path clients = folder.resolve("clients.json");
        Files.writeString(
                clients,
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"" + SecretHash.sha256(SECRET) + "\"}]}]}");
        return new TestWebapp()
                .without("jwt.secret")
                .with("access.rules", "GET /jwks permit\nPOST /token permit")
                .context("signet.jwt.private-key-file", keyFile().toString())
                .context("signet.jwt.algorithms", "ES256")
                .context("signet.issuer.clients-file", clients.toString())
                .context("signet.issuer.lifetime-seconds", String.valueOf(LIFETIME.toSeconds()))
                .serve("/jwks", ClockedServlets.keys(clock))
                .serveFromStart("/token", ClockedServlets.tokens(clock));
    }

    private TestWebapp resource(int issuer) throws Exception {
        SignetConfig config = SignetConfig.builder()
                .clock(clock)
                .set("jwt.jwks-url", "http://127.0.0.1:" + issuer + "/app/jwks")
                .set("jwt.algorithms", "ES256")
                .build();
        return new TestWebapp()
                .serve("/me", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("\"" + request.getRemoteUser() + "\"");
                })
                .start(new SignetFilter(config));
    }

    private static String member(String token, int part, String name) {
        String text = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]), StandardCharsets.UTF_8);
        return text.replaceAll(".*\"" + name + "\":\"?([^\",}]+)[\",}].*", "$1");
    }

    private static long expiry(String token) {
        return Long.parseLong(member(token, 1, "exp"));
    }

    /** A token as one of ours, signed with a key that is not. */
    private static String forged(String token, int how, KeyPair key) {
        String[] parts = token.split("\\.", -1);
        byte[] input = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.UTF_8);
        return switch (how) {
            case 0 -> parts[0] + '.' + parts[1] + '.' + signature(key, input);
            case 1 -> {
                String other =
                        parts[0] + '.' + TestKeys.encoded("{\"exp\":4070908800}".getBytes(StandardCharsets.UTF_8));
                yield other + '.' + parts[2];
            }
            case 2 -> TestKeys.encoded("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + '.' + parts[1] + '.';
            default -> {
                String other =
                        TestKeys.encoded("{\"alg\":\"ES256\",\"kid\":\"strange\"}".getBytes(StandardCharsets.UTF_8))
                                + '.'
                                + parts[1];
                yield other + '.' + signature(key, other.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static String signature(KeyPair key, byte[] input) {
        return TestKeys.encoded(
                new PrivateSignatureKey(Algorithm.ES256, null, key.getPrivate()).sign(input, input.length));
    }

    private void callUntilOver(TestWebapp resource) {
        try {
            for (int i = 0; !over.get() && wrong.size() < 10; i++) {
                List<String> tokens = issued;
                String token = tokens.get(i % tokens.size());
                boolean isForged = i % 3 == 0;
                int how = i / 3 % 4;
                String sent = isForged ? forged(token, how, strange) : token;
                int code = resource.get("/me", "Authorization: Bearer " + sent).code();
                if (isForged) {
                    forged.incrementAndGet();
                    // while the set is away nobody can tell whether a name is invented
                    if (code != 10003 && !(code == -1 && how == STRANGE_NAME && away)) {
                        wrong.add("forged in way " + how + ": " + code);
                    }
                } else if (clock.millis() / 1_000 < expiry(token)) { // it was good all the time
                    genuine.incrementAndGet();
                    if (code != 1) {
                        wrong.add("genuine: " + code);
                    }
                }
                called.release();
            }
        } catch (IOException | RuntimeException e) {
            wrong.add(e.toString());
        }
    }

    /** Time goes on, with calls at each of its steps; null is an issuer that is away. */
    private void pass(Duration time, TestWebapp issuer) throws Exception {
        for (long steps = time.dividedBy(STEP); steps > 0; steps--) {
            clock.advance(STEP);
            if (issuer != null && steps % 6 == 0) {
                issue(issuer);
            }
            called.drainPermits();
            boolean enough = called.tryAcquire(CALLS_OF_A_STEP, 60, TimeUnit.SECONDS);
            assertEquals("", String.join("\n", wrong));
            assertTrue(enough, "no calls");
        }
    }

    private void issue(TestWebapp issuer) throws Exception {
        RawAnswer answer = issuer.send(
                "POST",
                "/token",
                "{\"appKey\":\"acme\",\"appSecret\":\"" + SECRET + "\"}",
                "Content-Type: application/json");
        assertEquals(1, answer.code(), answer::text);
        String token = answer.json().path("data").path("token").asText();
        List<String> more = new ArrayList<>(issued);
        more.add(token);
        more.removeIf(one -> expiry(one) <= clock.millis() / 1_000);
        issued = List.copyOf(more);
    }

    private String signer() {
        return member(issued.get(issued.size() - 1), 0, "kid");
    }

    @Test
    void verifyWhenIssuerRotatesAndIsAwayThenNoGenuineTokenIsRefusedAndNoForgedOnePasses() throws Exception {
        write(old);
        TestWebapp issuer = issuer().start();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try (TestWebapp first = resource(issuer.port());
                TestWebapp second = resource(issuer.port())) {
            issue(issuer);
            String oldName = signer();
            for (TestWebapp resource : List.of(first, second, first, second)) {
                callers.execute(() -> callUntilOver(resource));
            }
            pass(Duration.ofMinutes(2), issuer);

            write(old, next); // both verify
            pass(MAX_AGE.plus(STEP), issuer);
            assertEquals(oldName, signer());

            int port = issuer.port();
            away = true;
            issuer.close();
            pass(Duration.ofMinutes(4), null); // tokens live for ten minutes
            issuer = issuer().at(port).start();
            issue(issuer);
            pass(Duration.ofMinutes(1), issuer);
            away = false;

            write(next, old); // the next one signs, from when the file has been looked at
            pass(Duration.ofMinutes(2), issuer);
            assertNotEquals(oldName, signer());
            pass(LIFETIME, issuer);

            write(next); // the last token of the old one has expired
            pass(MAX_AGE.multipliedBy(2), issuer);
            over.set(true);
            callers.shutdown();
            assertTrue(callers.awaitTermination(60, TimeUnit.SECONDS));

            // whoever has stolen the old key
            String header = "{\"alg\":\"ES256\",\"kid\":\"" + oldName + "\"}";
            String stolen = TestKeys.encoded(header.getBytes(StandardCharsets.UTF_8))
                    + '.'
                    + issued.get(issued.size() - 1).split("\\.", -1)[1];
            stolen += '.' + signature(old, stolen.getBytes(StandardCharsets.UTF_8));
            for (TestWebapp resource : List.of(first, second)) {
                assertEquals(
                        10003,
                        resource.get("/me", "Authorization: Bearer " + stolen).code());
            }
        } finally {
            over.set(true);
            callers.shutdownNow();
            issuer.close();
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(genuine.get() > 1_000 && forged.get() > 500, genuine + " genuine, " + forged + " forged");
    }
}
