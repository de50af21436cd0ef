package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many connections at once, with mixed answers, two identities, and callers that leave or read slowly. */
class StormTest {

    private static final int CONNECTIONS = 16;
    private static final int REQUESTS = Integer.getInteger("storm.calls", 40);

    private static final List<String> KINDS = List.of(
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

    private final AtomicInteger whole = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(Container.class)
    void stormWhenItIsOverThenNothingCrossedOverAndNothingLeaked(Container container) throws Exception {
        // Jetty loses one in some hundred timeouts when there are many, without Signet, too
        int kinds = container.name().startsWith("JETTY") ? KINDS.size() - 1 : KINDS.size();
        Container.Running running = container.start(new Webapp(
                        "/app",
                        Map.of("/storm", "storm"),
                        Map.of("jwt.secret", TestWebapp.SECRET, "call.class", CallLines.class.getName()),
                        false,
                        call -> {})
                .behind(List.of(Counting.class.getName(), Webapp.SIGNET)));
        AtomicInteger arrived = Counting.in(running);
        CallLines heard = CallLines.of(running);
        int told = 0;
        ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);
        try (running) {
            List<Future<?>> calling = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int number = i;
                calling.add(callers.submit(() -> {
                    call(running.port(), number, KINDS.subList(0, kinds));
                    return null;
                }));
            }
            for (Future<?> caller : calling) {
                caller.get();
            }
            while (told < arrived.get() && !heard.next().equals("nothing")) {
                told++; // before the server stops, and leaves nobody to tell of what has not ended
            }
        } finally {
            callers.shutdownNow();
        }
        assertTrue(whole.get() > CONNECTIONS * REQUESTS / 2, "most callers stayed for their answers: " + whole.get());
        // the server has stopped, so that nobody can still be about to give something back
        assertEquals(0, lent(running.loader()));
        assertEquals(arrived.get(), told + heard.rest().size(), "each call is told once");
    }

    /** How many arrays of the pool answers have not given back; the filter is of another class loader. */
    private static int lent(ClassLoader loader) throws ReflectiveOperationException {
        Field made = loader.loadClass(Webapp.class.getName()).getDeclaredField("signet");
        made.setAccessible(true); // it is another class there
        Object at = made.get(null);
        for (String name : List.of("dispatches", "config", "envelope", "pool", "lent")) {
            Field field = at.getClass().getDeclaredField(name);
            field.setAccessible(true);
            at = field.get(at);
        }
        return ((AtomicInteger) at).get();
    }

    private void call(int port, int number, List<String> kinds) throws IOException {
        Random random = new Random(number);
        String user = number % 2 == 0 ? "alice" : "bob";
        String bearer = TestWebapp.bearer(",\"sub\":\"" + user + "\"");
        RawClient client = new RawClient(port);
        try {
            for (int i = 0; i < REQUESTS; i++) {
                String kind = kinds.get(random.nextInt(kinds.size()));
                int id = number * 100_000 + i;
                String path = "/app/storm?kind=" + kind + "&id=" + id;
                if (random.nextInt(8) == 0) {
                    client.begin(path, bearer);
                    if (random.nextBoolean()) {
                        client.line();
                    }
                    client.close(); // in the middle
                    client = new RawClient(port, random.nextBoolean() ? 2048 : 0);
                    continue;
                }
                try {
                    check(client.get(path, bearer), kind, user, id);
                } catch (IOException | RuntimeException e) {
                    throw new IOException(path + ": " + e, e);
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
                assertEquals(4, answer.json().size());
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
