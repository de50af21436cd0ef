package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.TestWebapp;
import dev.signet.token.KeySource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What a caller gets while no key can be had. */
class KeyOutageTest {

    private static final String GOOD = TestWebapp.bearer(",\"sub\":\"u\"");

    private static TestWebapp webapp() {
        return new TestWebapp()
                .with("access.rules", "GET /open permit\nGET /maybe optional")
                .serve("/*", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("1");
                });
    }

    @Test
    void requestWhenEndpointIsDownThenBusyAndNeverInvalidToken() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = webapp().without("jwt.secret")
                        .with("jwt.jwks-url", "http://127.0.0.1:" + closed + "/jwks")
                        .with("jwt.algorithms", "RS256")
                        .start()) {
            String token = "Authorization: Bearer "
                    + TestWebapp.signed("{\"alg\":\"RS256\",\"kid\":\"a\"}", "{}", TestWebapp.SECRET);
            for (String path : new String[] {"/x", "/maybe"}) {
                for (int i = 0; i < 10; i++) {
                    assertEquals(-1, app.get(path, token).code());
                }
            }
            assertEquals(10003, app.get("/x").code()); // no token is no token
            assertEquals(1, app.get("/open", token).code());
            assertEquals(
                    1, logs.lines(Level.SEVERE).size(), logs.lines(Level.SEVERE).toString());
            assertTrue(logs.lines(Level.SEVERE).get(0).startsWith("jwt.jwks-url is unavailable"));
        }
    }

    @Test
    void requestWhenKeySourceIsGivenInCodeThenItsKeysCountAndItsOutageIsBusy() throws Exception {
        MutableClock clock = new MutableClock(1_770_000_000_000L);
        boolean[] closed = {false};
        KeySource vault = () -> {
            if (closed[0]) {
                throw new IllegalStateException("closed");
            }
            return List.of(new KeySource.NamedKey(
                    new SecretKeySpec(TestWebapp.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256")));
        };
        SignetConfig config =
                SignetConfig.builder().keySource(vault).clock(clock).build();
        try (TestWebapp app = webapp().start(new SignetFilter(config))) {
            assertEquals(1, app.get("/x", GOOD).code());
            closed[0] = true;
            clock.advance(Duration.ofMinutes(49));
            assertEquals(1, app.get("/x", GOOD).code());
            clock.advance(Duration.ofMinutes(2));
            assertEquals(-1, app.get("/x", GOOD).code());
            closed[0] = false;
            clock.advance(Duration.ofMinutes(1));
            assertEquals(1, app.get("/x", GOOD).code());
        }
    }

    @Test
    void buildWhenKeySourceAndSecretThenAProblem() {
        SignetConfig.Builder builder =
                SignetConfig.builder().keySource(List::of).set("jwt.secret", TestWebapp.SECRET);
        assertTrue(assertThrows(IllegalArgumentException.class, builder::build)
                .getMessage()
                .contains("jwt.secret: a KeySource was given in code"));
    }
}
