package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A client that may make one call at once, on every container: however a call ends, the next one may come, and never two. Whoever
 * has the whole of an answer of ours may come at once; of what is broken or excluded, the caller knows before Signet does.
 */
class ConcurrentCallsTest {

    private static final int MOST_TRIES = 2_000;
    private static final String NAME = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";
    private static final String CALLER = "Authorization: Bearer "
            + TestWebapp.token("{\"exp\":4070908800,\"iss\":\"us\",\"" + NAME + "\":\"acme\"}");
    private static final List<String> ENDINGS = List.of(
            "plain",
            "stream",
            "throw",
            "send-error",
            "broken",
            "forward",
            "forward-throw",
            "include",
            "async",
            "dispatch",
            "timeout",
            "async-throw");

    /** Where the client is known when the call arrives, and where it is known only where the call is sent on to. */
    private static final List<String> WAYS = List.of(
            "/end?how=",
            "/excluded?how=",
            "/free?how=go&then=",
            "/free?how=go-async&then=",
            "/excluded-free?how=go&then=",
            "/excluded-free?how=go-async&then=");

    @TempDir
    private Path folder;

    private Webapp webapp(String... more) throws Exception {
        Path clients = folder.resolve("clients.json");
        Files.writeString(
                clients,
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":"
                        + "\"sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}],\"limits\":{\"concurrent\":1}}]}");
        Map<String, String> parameters = new HashMap<>(Map.of(
                "jwt.secret", TestWebapp.SECRET,
                "jwt.issuer", "us",
                "issuer.clients-file", clients.toString(),
                "access.rules", "* /free permit\n* /excluded-free permit",
                "envelope.exclude", "/excluded, /excluded-free",
                "errors.hints", "header"));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        String servlet = Endings.class.getName();
        return new Webapp(
                "/app",
                Map.of("/end", servlet, "/excluded", servlet, "/free", servlet, "/excluded-free", servlet),
                parameters,
                false,
                call -> {});
    }

    private static RawAnswer call(int port, String call) throws Exception {
        try (RawClient client = new RawClient(port)) {
            return client.send("GET", "/app" + call, null, CALLER);
        }
    }

    /** Why the caller was refused, or another word; nothing where the answer was visibly broken. */
    private static String told(int port, String call) throws Exception {
        try {
            RawAnswer answer = call(port, call);
            return isLimited(answer) ? "limit-concurrent" : call.endsWith("=broken") ? "" : "answered";
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isLimited(RawAnswer answer) {
        return "limit-concurrent".equals(answer.header("X-Signet-Reason"));
    }

    /** Tries until the slot is free; returns whether it ever is. */
    private static boolean isFree(int port) throws Exception {
        for (int i = 0; i < MOST_TRIES; i++) {
            if (!isLimited(call(port, "/end?how=plain"))) {
                return true;
            }
        }
        return false;
    }

    /** Holds one, and returns what the next one is told meanwhile. */
    private static RawAnswer whileOneIsHeld(int port, String way) throws Exception {
        try (Socket held = held(port, way)) {
            RawAnswer told = call(port, "/end?how=plain");
            assertEquals("1", call(port, "/free?how=release").data());
            return told;
        }
    }

    /** One that is under way; the slot may be free a moment later than the answer before says. */
    private static Socket held(int port, String way) throws Exception {
        for (int i = 0; i < MOST_TRIES; i++) {
            Socket socket = open(port, way + "hold");
            for (int look = 0; look < 20; look++) {
                if (call(port, "/free?how=held").data().equals("1")) {
                    return socket;
                }
            }
            socket.close();
        }
        throw new AssertionError("never held: " + way);
    }

    private static Socket open(int port, String call) throws Exception {
        Socket socket = new Socket("localhost", port);
        socket.getOutputStream()
                .write(("GET /app" + call + " HTTP/1.1\r\nHost: localhost\r\n" + CALLER + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void callWhenTheOneBeforeHasEndedThenItPassesAndNeverTwo(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Container.Running running = container.start(webapp())) {
            int port = running.port();
            for (String way : WAYS) {
                boolean ours = !way.startsWith("/excluded");
                for (String how : ENDINGS) {
                    String told = told(port, way + how);
                    if (told.equals("limit-concurrent")) {
                        wrong.add(way + how + ": refused");
                    } else if (ours && !told.isEmpty() && isLimited(call(port, "/end?how=plain"))) {
                        wrong.add(way + how + ": not free yet, although its caller has the whole answer");
                    } else if (!isFree(port)) {
                        throw new AssertionError(way + how + ": never free again, " + wrong);
                    }
                }
                RawAnswer second = whileOneIsHeld(port, way);
                if (!isLimited(second)) {
                    wrong.add(way + ": two at once");
                } else if (second.code() != -1 || !"1".equals(second.header("Retry-After"))) {
                    wrong.add(way + ": " + second.text());
                }
                if (!isFree(port)) {
                    wrong.add(way + "hold: never free again");
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void callWhenTheCallerIsGoneThenTheNextPasses(Container container) throws Exception {
        try (Container.Running running = container.start(webapp())) {
            int port = running.port();
            for (String way : WAYS) {
                Socket gone = open(port, way + "pour");
                gone.getInputStream().read(new byte[1_000]);
                gone.setSoLinger(true, 0);
                gone.close();
                assertTrue(isFree(port), way);
                assertTrue(isLimited(whileOneIsHeld(port, way)), way);
                assertTrue(isFree(port), way);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void callWhenOnlyReportedThenServedAndNothingIsHeld(Container container) throws Exception {
        try (Container.Running running = container.start(webapp("access.mode", "report"))) {
            int port = running.port();
            try (Socket held = held(port, "/end?how=")) {
                for (int i = 0; i < 5; i++) {
                    assertEquals(1, call(port, "/end?how=plain").code());
                }
                assertEquals("1", call(port, "/free?how=release").data());
                assertTrue(held.isConnected());
            }
            assertEquals(1, call(port, "/end?how=plain").code());
        }
    }
}
