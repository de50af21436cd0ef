package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.jwt.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are fetched from, and that every fetch ends. */
class JwksEndpointTest {

    private final CountDownLatch closing = new CountDownLatch(1);

    @Test
    void fetchWhenAnswerDripsThenEndsWithinTheLimit() throws Exception {
        try (ServerSocket drip = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> drip(drip));
            server.start();
            JwksEndpoint endpoint = JwksEndpoint.of("http://127.0.0.1:" + drip.getLocalPort() + "/");
            long begun = System.nanoTime();
            assertThrows(IOException.class, endpoint::fetch);
            assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(20));
            closing.countDown();
            server.join(10_000);
            assertFalse(server.isAlive());
        }
    }

    /** A header without end, a byte a moment. */
    private void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(UTF_8));
            while (!closing.await(300, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        } catch (IOException e) {
            // the other side has hung up, as it should
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.acme.com/jwks",
                "https://id.acme.com:8443/a?b=c",
                "http://localhost/jwks",
                "http://LOCALHOST:8080/jwks",
                "http://127.0.0.1/jwks",
                "http://127.9.9.9:1/jwks",
                "http://[::1]:8080/jwks"
            })
    void ofWhenAddressIsSafeThenTaken(String address) {
        assertTrue(JwksEndpoint.of(address).toString().startsWith("http"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.acme.com/jwks",
                "http://localhost.acme.com/jwks",
                "http://127.0.0.1.acme.com/jwks",
                "http://127.0.0.1@acme.com/jwks",
                "https://user:hunter2@id.acme.com/jwks",
                "http://[::2]/jwks",
                "http://10.0.0.1/jwks",
                "http://0.0.0.0/jwks",
                "https:///jwks",
                "https://id.acme.com/jwks#a",
                "file:///etc/passwd",
                "jar:file:/a.jar!/b",
                "ftp://127.0.0.1/jwks",
                "id.acme.com/jwks",
                "//127.0.0.1/jwks",
                "https://a b/",
                "-"
            })
    void ofWhenAddressIsNotSafeThenRefused(String address) {
        String problem = Settings.of("jwt.jwks-url", address)
                .with("jwt.algorithms", "ES256")
                .problem();
        assertTrue(problem.contains("jwt.jwks-url: expected an address that begins with https://"), problem);
        assertFalse(problem.contains("hunter2"), problem);
    }
}
