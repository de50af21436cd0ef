package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.jwt.Refusal;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.Settings;
import dev.signet.jwt.TokenVerifier;
import dev.signet.testing.MutableClock;
import dev.signet.token.VerifiedToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key endpoint in all its moods, over real HTTP. */
class JwksUrlTest {

    private static final String FIRST = TestKeys.jwk(TestKeys.P256.getPublic(), ",\"kid\":\"first\"");
    private static final String SECOND = TestKeys.jwk(TestKeys.P256B.getPublic(), ",\"kid\":\"second\"");
    private static final String TOKEN = TestKeys.token(Algorithm.ES256, "first", TestKeys.P256.getPrivate());
    private static final String NEXT = TestKeys.token(Algorithm.ES256, "second", TestKeys.P256B.getPrivate());

    /** How the endpoint answers. */
    private interface Mood {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final MutableClock clock = new MutableClock(1_770_000_000_000L);
    private final AtomicInteger fetches = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Mood mood = json(TestKeys.set(FIRST));
    private HttpServer server;
    private TokenVerifier verifier;

    @BeforeEach
    void start() throws IOException {
        open(0);
        verifier = verifier("http://127.0.0.1:" + port() + "/keys");
    }

    @AfterEach
    void stop() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void open(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            fetches.incrementAndGet();
            try (exchange) {
                mood.answer(exchange);
            }
        });
        server.start();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private TokenVerifier verifier(String address) {
        return Settings.of("jwt.jwks-url", address)
                .with("jwt.algorithms", "ES256")
                .clock(clock)
                .verifier();
    }

    private static Mood json(String body) {
        return exchange -> send(exchange, 200, body.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void assertGenuine(String token) {
        assertInstanceOf(VerifiedToken.class, verifier.verify(token));
    }

    private void assertRefused(Refusal reason, String token) {
        assertEquals(
                reason,
                assertInstanceOf(RefusedToken.class, verifier.verify(token)).reason());
    }

    @Test
    void verifyWhenEndpointAnswersThenFetchedOnce() {
        assertEquals(0, fetches.get()); // not at start
        for (int i = 0; i < 20; i++) {
            assertGenuine(TOKEN);
        }
        assertEquals(1, fetches.get());
        assertRefused(
                Refusal.ALGORITHM_NOT_ALLOWED, TestKeys.token(Algorithm.ES384, "first", TestKeys.P384.getPrivate()));
    }

    @Test
    void verifyWhenEndpointIsDownAtStartThenUnavailableUntilItIsUp() throws Exception {
        int port = port();
        server.stop(0);
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN);
        open(port);
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN); // asked a moment ago
        assertEquals(0, fetches.get());
        clock.advance(RefreshedKeys.INTERVAL);
        assertGenuine(TOKEN);
    }

    @Test
    void verifyWhenEndpointGoesDownThenGoodTokensWorkThroughTheGrace() throws Exception {
        assertGenuine(TOKEN);
        server.stop(0);
        for (Duration age = Duration.ZERO; age.compareTo(Duration.ofMinutes(49)) < 0; age = age.plusMinutes(1)) {
            clock.advance(Duration.ofMinutes(1));
            assertGenuine(TOKEN);
        }
        clock.advance(Duration.ofMinutes(1));
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 401, 404, 500, 503})
    void verifyWhenStatusIsNotOkThenUnavailable(int status) {
        mood = exchange -> send(
                exchange,
                status,
                status == 204 ? new byte[0] : TestKeys.set(FIRST).getBytes(UTF_8));
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"keys\":[]}",
                "{\"keys\":null}",
                "<html>login</html>",
                "{\"keys\":[],\"keys\":[]}",
                "[1]",
                "{\"keys\":[1,null,{}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}"
            })
    void verifyWhenContentIsWrongThenUnavailableAndKeysInHandStay(String content) {
        mood = json(content);
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN);
        clock.advance(RefreshedKeys.INTERVAL);
        mood = json(TestKeys.set(FIRST));
        assertGenuine(TOKEN);
        mood = json(content);
        clock.advance(Duration.ofMinutes(10));
        assertGenuine(TOKEN);
    }

    @Test
    void verifyWhenAnswerIsHugeThenUnavailable() {
        String padded = TestKeys.set(FIRST) + " ".repeat(JwksEndpoint.MOST_BYTES);
        mood = json(padded);
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN);
        clock.advance(RefreshedKeys.INTERVAL);
        mood = json(padded.substring(0, JwksEndpoint.MOST_BYTES));
        assertGenuine(TOKEN);
    }

    @Test
    void verifyWhenAnswerNeverEndsThenUnavailable() {
        mood = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(8192).getBytes(UTF_8);
            while (closing.getCount() > 0) {
                exchange.getResponseBody().write(blanks); // until the other side hangs up
            }
        };
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN);
    }

    @Test
    void verifyWhenEndpointRedirectsThenNotFollowed() throws Exception {
        AtomicInteger elsewhere = new AtomicInteger();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            elsewhere.incrementAndGet();
            try (exchange) {
                json(TestKeys.set(FIRST)).answer(exchange);
            }
        });
        other.start();
        try {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                mood = exchange -> {
                    exchange.getResponseHeaders()
                            .add(
                                    "Location",
                                    "http://127.0.0.1:" + other.getAddress().getPort() + "/keys");
                    send(exchange, status, new byte[0]);
                };
                assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN);
                clock.advance(RefreshedKeys.INTERVAL);
            }
            assertEquals(0, elsewhere.get());
            assertEquals(5, fetches.get());
        } finally {
            other.stop(0);
        }
    }

    @Test
    void verifyWhenEndpointIsSlowThenNobodyWaitsLongAndKeysInHandAreUsedAtOnce() throws Exception {
        assertGenuine(TOKEN);
        CountDownLatch asked = new CountDownLatch(1);
        mood = exchange -> {
            asked.countDown();
            hang();
        };
        clock.advance(RefreshedKeys.AGING);
        assertGenuine(TOKEN);
        assertTrue(asked.await(10, TimeUnit.SECONDS));
        assertGenuine(TOKEN); // while the endpoint hangs
        verifier = verifier("http://localhost:" + port() + "/keys");
        long begun = System.nanoTime();
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN); // no keys yet, so this one waits its 2 seconds
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN);
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(10));
    }

    private void hang() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void verifyWhenKeysRotateThenNewNamesAreFetchedAndOldKeysEnd() {
        assertGenuine(TOKEN);
        mood = json(TestKeys.set(FIRST, SECOND));
        clock.advance(RefreshedKeys.INTERVAL);
        assertGenuine(NEXT);
        assertGenuine(TOKEN);
        assertEquals(2, fetches.get());
        mood = json(TestKeys.set(SECOND));
        clock.advance(RefreshedKeys.OLD);
        assertGenuine(NEXT);
        assertRefused(Refusal.SIGNATURE_WRONG, TOKEN);
    }

    @Test
    void verifyWhenThousandKidsAreInventedThenOneFetchAnInterval() {
        mood = json(TestKeys.set(FIRST, SECOND));
        assertGenuine(TOKEN);
        String signature = TOKEN.substring(TOKEN.indexOf('.'));
        for (int interval = 0; interval < 3; interval++) {
            clock.advance(RefreshedKeys.INTERVAL);
            int before = fetches.get();
            for (int i = 0; i < 1000; i++) {
                String header = TestKeys.encoded(("{\"alg\":\"ES256\",\"kid\":\"invented" + i + "\"}").getBytes(UTF_8));
                assertRefused(Refusal.UNKNOWN_KEY, header + signature);
            }
            assertEquals(before + 1, fetches.get());
            assertGenuine(TOKEN);
        }
    }

    @Test
    void fetchWhenEndedThenNoThreadIsLeft() throws Exception {
        assertGenuine(TOKEN);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("signet-")) {
                thread.join(10_000);
                assertFalse(thread.isAlive());
            }
        }
    }
}
