package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.testing.HttpConnection;
import dev.signet.testing.HttpVersion;
import dev.signet.testing.RawAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code complete()} at the moment of the timeout: one of them answers, whole, and the next answer is intact. */
class TimeoutRaceTest {

    private static final int CALLERS = 8;
    private static final int CALLS = 500;

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void completeWhenItRacesWithTheTimeoutThenOneWholeEnvelope(Container container, HttpVersion version)
            throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (Hosts hosts = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/racing", "Racing")))) {
            int port = hosts.port(container);
            List<Future<List<String>>> calling = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int number = i;
                calling.add(callers.submit(() -> calls(version, port, number)));
            }
            for (Future<List<String>> caller : calling) {
                caller.get().forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
            }
        } finally {
            callers.shutdownNow();
        }
        outcomes.remove("in time");
        outcomes.remove("timed out");
        assertEquals(Map.of(), outcomes);
    }

    private static List<String> calls(HttpVersion version, int port, int number) throws IOException {
        List<String> outcomes = new ArrayList<>();
        Random random = new Random(number);
        HttpConnection client = version.open(port);
        try {
            for (int i = number; i < CALLS; i += CALLERS) {
                int timeout = 30 + random.nextInt(31);
                int after = random.nextInt(3000) - 1000;
                String outcome;
                try {
                    if (outcomes.size() % 40 == 39) { // Tomcat ends a connection after a hundred requests
                        client.close();
                        client = version.open(port);
                    }
                    outcome = outcome(client.get("/app/racing?timeout=" + timeout + "&after=" + after + "&id=" + i), i);
                    outcome = Intact.complaint(client).isEmpty() ? outcome : "what follows is not intact";
                } catch (IOException | RuntimeException e) {
                    outcome = e.toString();
                }
                if (!outcome.equals("in time") && !outcome.equals("timed out")) {
                    client.close();
                    client = version.open(port);
                }
                outcomes.add(outcome);
            }
        } finally {
            client.close();
        }
        return outcomes;
    }

    private static String outcome(RawAnswer answer, int id) {
        String start = answer.text().replaceFirst("\"timestamp.*", "");
        if (answer.status() != 200 || !answer.whole()) {
            return answer.status() + (answer.whole() ? " " : " cut ") + Row.shortened(start);
        }
        if (answer.code() == -1 && answer.data().equals("null")) {
            return "timed out";
        }
        return answer.code() == 1 && answer.data().equals("{\"id\":" + id + "}") ? "in time" : start;
    }
}
