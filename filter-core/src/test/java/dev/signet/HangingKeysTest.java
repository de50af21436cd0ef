package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Names of keys that strangers invent while the address of the keys hangs; over HTTP on both sides. */
class HangingKeysTest {

    private static final int STRANGERS = 24;
    private static final int MOST_WAITING = 4;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(2);

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String bearer(KeyPair pair, String kid) throws Exception {
        String input = base64(("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}").getBytes(StandardCharsets.UTF_8)) + "."
                + base64("{\"exp\":4070908800,\"sub\":\"u\"}".getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return "Authorization: Bearer " + input + "." + base64(signature.sign());
    }

    private static String jwk(KeyPair pair, String kid) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        byte[] modulus = key.getModulus().toByteArray();
        return "{\"kty\":\"RSA\",\"kid\":\"" + kid + "\",\"e\":\"AQAB\",\"n\":\""
                + base64(Arrays.copyOfRange(modulus, 1, modulus.length)) + "\"}";
    }

    private HttpServer keys(ExecutorService threads, String set) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                boolean first = asked.getCount() == 2;
                asked.countDown();
                if (!first) {
                    closing.await(60, TimeUnit.SECONDS);
                }
                byte[] body = set.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    @Test
    void requestWhenKeysHangAndNamesAreInventedThenAHandfulWaitsAndHonestCallsAreAnswered() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        KeyPair other = generator.generateKeyPair();
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = keys(threads, "{\"keys\":[" + jwk(pair, "known") + "," + jwk(other, "second") + "]}");
        MutableClock clock = new MutableClock(1_770_000_000_000L);
        SignetConfig config = SignetConfig.builder()
                .set("jwt.jwks-url", "http://127.0.0.1:" + server.getAddress().getPort() + "/keys")
                .set("jwt.algorithms", "RS256")
                .clock(clock)
                .build();
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = new TestWebapp()
                        .serve("/*", (request, response) -> {
                            response.setContentType("application/json");
                            response.getWriter().print("1");
                        })
                        .start(new SignetFilter(config))) {
            String good = bearer(pair, "known");
            assertEquals(1, app.get("/x", good).code());
            clock.advance(Duration.ofSeconds(30));
            List<Future<Integer>> strangers = new ArrayList<>();
            for (int i = 0; i < STRANGERS; i++) {
                String invented = bearer(pair, "invented-" + i);
                strangers.add(threads.submit(() -> app.get("/x", invented).code()));
            }
            assertTrue(asked.await(60, TimeUnit.SECONDS), "a fetch hangs");
            assertEquals(1, app.get("/x", good).code());
            for (Future<Integer> stranger : strangers) {
                assertEquals(-1, stranger.get());
            }
            long waited = logs.everything()
                    .lines()
                    .filter(line -> line.equals("timed out waiting for keys"))
                    .count();
            assertTrue(waited >= 1 && waited <= MOST_WAITING, () -> waited + " have waited");
        } finally {
            closing.countDown();
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
