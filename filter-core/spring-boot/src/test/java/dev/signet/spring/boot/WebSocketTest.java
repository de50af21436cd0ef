package dev.signet.spring.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handshake is a call like any other, also where the server answers it in a filter of its own. */
class WebSocketTest {

    /** The first message that comes. */
    private static final class First implements WebSocket.Listener {

        private final CompletableFuture<String> message = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.complete(data.toString());
            return null;
        }
    }

    private static CompletableFuture<WebSocket> open(Boot boot, First first, String... headers) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (headers.length > 0) {
            builder.header(headers[0], headers[1]);
        }
        return builder.buildAsync(URI.create("ws://127.0.0.1:" + boot.port() + "/ws"), first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-3.3-jetty", "boot-4.0-jetty"})
    void handshakeWhenThereIsNoTokenThenRefused(String server) throws Exception {
        try (Boot boot = Boot.shop(
                server,
                Map.of(BootHost.CLASSES, "ShopApplication,WebSocketApplication", "signet.jwt.secret", Calls.SECRET))) {
            CompletionException refused = assertThrows(
                    CompletionException.class, () -> open(boot, new First()).join());
            assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
            First first = new First();
            WebSocket socket = open(boot, first, Calls.token("acme")).join();
            assertTrue(first.message.get(30, TimeUnit.SECONDS).startsWith("hello "), "a message");
            socket.abort();
            assertEquals(10003, boot.calls().get("/ws").code());
        }
    }
}
