package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many connections at once to a {@link StormServlet}, with mixed answers, two identities, and callers that leave or read
 * slowly. Whoever stays gets his own answer, whole.
 */
public final class Storm {

    private static final int CONNECTIONS = 16;
    private static final int REQUESTS = Integer.getInteger("storm.calls", 40);

    /** What the servlet can be asked for. */
    public static final List<String> KINDS = List.of(
            "small",
            "writer",
            "large",
            "text",
            "missing",
            "throw",
            "async",
            "async-large",
            "non-blocking",
            "forward",
            "thrown-late",
            "timeout");

    private final int port;
    private final String path;
    private final List<String> kinds;
    private final AtomicInteger whole = new AtomicInteger();

    /**
     * A storm to come.
     *
     * @param path of the servlet
     * @param kinds which of {@link #KINDS}
     */
    public Storm(int port, String path, List<String> kinds) {
        this.port = port;
        this.path = path;
        this.kinds = kinds;
    }

    /** Lets it pass; fails where an answer was not the caller's, or not whole. */
    public void pass() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> calling = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int number = i;
                calling.add(callers.submit(() -> {
                    call(number);
                    return null;
                }));
            }
            for (Future<?> caller : calling) {
                caller.get();
            }
        } finally {
            callers.shutdownNow();
        }
        assertTrue(whole.get() > CONNECTIONS * REQUESTS / 2, "most callers stayed for their answers: " + whole.get());
    }

    private void call(int number) throws IOException {
        Random random = new Random(number);
        String user = number % 2 == 0 ? "alice" : "bob";
        String bearer = TestWebapp.bearer(",\"sub\":\"" + user + "\"");
        RawClient client = new RawClient(port);
        try {
            for (int i = 0; i < REQUESTS; i++) {
                String kind = kinds.get(random.nextInt(kinds.size()));
                int id = number * 100_000 + i;
                String target = path + "?kind=" + kind + "&id=" + id;
                if (random.nextInt(8) == 0) {
                    client.begin(target, bearer);
                    if (random.nextBoolean()) {
                        client.line();
                    }
                    client.close(); // in the middle
                    client = new RawClient(port, random.nextBoolean() ? 2048 : 0);
                    continue;
                }
                try {
                    check(client.get(target, bearer), kind, user, id);
                } catch (IOException | RuntimeException e) {
                    throw new IOException(target + ": " + e, e);
                }
                if (kind.equals("thrown-late")) {
                    client.close();
                    client = new RawClient(port);
                }
            }
        } finally {
            client.close();
        }
    }

    private void check(RawAnswer answer, String kind, String user, int id) {
        String mine = "{\"user\":\"" + user + "\",\"id\":" + id;
        switch (kind) {
            case "missing" -> assertEquals(404, answer.code());
            case "throw" -> assertEquals(-30, answer.code());
            case "timeout" -> assertEquals(-1, answer.code());
            case "text" -> assertEquals(mine + "}", answer.text());
            case "thrown-late" -> {
                assertTrue(!answer.text().contains("timestamp"), "broken answers must not parse");
                return;
            }
            default -> {
                assertTrue(answer.whole(), kind);
                JsonNode data = answer.json().path("data");
                assertEquals(4, answer.json().size(), () -> kind + ": " + answer.status() + " " + answer.headers());
                assertEquals(1, answer.code());
                assertEquals(user, data.path("user").asText());
                assertEquals(id, data.path("id").asInt());
                assertEquals(
                        data.path("length").asInt(),
                        data.path("filler").asText().length());
            }
        }
        whole.incrementAndGet();
    }
}
