package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No caller ever gets another caller's bytes: a thread that still writes when its answer has ended is refused, and does
 * not write into the answer that the container makes next. {@code -Dsignet.others-bytes=20000} asks for that many.
 */
class OthersBytesTest {

    private static final int CALLERS = 6;
    private static final int PROBES = Integer.getInteger("signet.others-bytes", 480);
    private static final int PROBES_A_ROUND = 10;

    private static final List<String> WAYS = List.of(
            "&type=text/html&by=writer&end=timeout",
            "&type=text/html&by=stream&end=timeout",
            "&type=application/json&by=writer&end=timeout",
            "&type=application/json&by=stream&end=timeout",
            "&type=text/html&by=writer&end=complete",
            "&type=text/html&by=stream&end=complete",
            "&type=application/json&by=writer&end=complete",
            "&type=application/json&by=stream&end=complete");

    private static final Pattern BEGUN = Pattern.compile("\\[\\[(\\d*)");

    @ParameterizedTest
    @EnumSource(Container.class)
    void writeWhenTheAnswerHasEndedThenItReachesNobody(Container container) throws Exception {
        Map<String, Integer> wrong = new TreeMap<>();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (Hosts hosts = new Hosts(Hosts.webapp(Map.of("/late", "LateWriter", "/probe", "LateWriter$Probe")))) {
            int port = hosts.port(container);
            List<Future<List<String>>> calling = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int number = i;
                calling.add(callers.submit(() -> calls(port, number)));
            }
            for (Future<List<String>> caller : calling) {
                caller.get().forEach(outcome -> wrong.merge(outcome, 1, Integer::sum));
            }
            try (RawClient client = new RawClient(port)) {
                String ended = client.get("/app/probe?ended").text();
                assertEquals("0 unrefused", ended, wrong.toString());
            }
        } finally {
            callers.shutdownNow();
        }
        assertEquals(Map.of(), wrong);
    }

    private static List<String> calls(int port, int number) throws IOException {
        List<String> wrong = new ArrayList<>();
        RawClient kept = new RawClient(port);
        try {
            for (int i = number; i < PROBES / PROBES_A_ROUND; i += CALLERS) {
                String id = Integer.toString(1_000_000 + i);
                late(port, id, WAYS.get(i % WAYS.size()), wrong);
                for (int probe = 0; probe < PROBES_A_ROUND; probe++) {
                    String complaint = probe(kept, i * PROBES_A_ROUND + probe);
                    if (!complaint.isEmpty()) {
                        wrong.add(complaint);
                        kept.close();
                        kept = new RawClient(port);
                    }
                }
            }
        } finally {
            kept.close();
        }
        return wrong;
    }

    /** What is cut off may be cut off anywhere; what came must be its own. */
    private static void late(int port, String id, String way, List<String> wrong) {
        try (RawClient client = new RawClient(port)) {
            RawAnswer answer = client.get("/app/late?id=" + id + way);
            String text = answer.text().replace(LateWriter.mark(id), "");
            Matcher begun = BEGUN.matcher(text);
            while (begun.find()) {
                if (!id.startsWith(begun.group(1))) { // its own may be cut off within a mark
                    wrong.add("another's bytes in the late answer: " + begun.group());
                }
            }
        } catch (IOException | RuntimeException e) {
            return; // cut off before its head, or within it
        }
    }

    private static String probe(RawClient client, int id) {
        try {
            RawAnswer answer = client.get("/app/probe?id=" + id);
            boolean right = answer.status() == 200
                    && answer.whole()
                    && answer.headers().size() < 10
                    && answer.text().startsWith("{\"code\":1,")
                    && answer.data().equals("{\"probe\":" + id + "}");
            assertTrue(right, answer.text());
            return "";
        } catch (IOException | RuntimeException | AssertionError e) {
            String message = String.valueOf(e.getMessage());
            return message.contains("[[")
                    ? "another's bytes"
                    : e.getClass().getSimpleName() + " " + Row.shortened(message);
        }
    }
}
