package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What callers do wrong in a query or body is answered as such wherever the application meets it: 12004, one line in the
 * log, and no ERROR. Where the container answers before the application can, or in its place, its answer stays; where it
 * closes its eyes, so do we.
 */
class MistakesTest {

    /** What bare containers give where they have nothing to say, or what comes before any filter. */
    private static final String NO_ANSWER = "no answer";

    /** Tomcat has answered a broken chunk where the application, which is told nothing of it, goes on and writes. */
    private static final String TOMCATS_OWN = "The container sent a response of its own";

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of("/reading", "Reading")));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void readWhenTheRequestIsMalformedThenTheCallersMistake(Container container) throws Exception {
        assertEquals("", String.join("\n", wrong(container)));
    }

    private static Set<String> wrong(Container container) throws Exception {
        Set<String> wrong = new TreeSet<>();
        for (Mistake mistake : Mistake.values()) {
            for (Reading.Way way : mistake.ways()) {
                byte[] request = mistake.request("/app/reading", "X-Read: " + way);
                String bare = told(HOSTS.barePort(container), request);
                String behind;
                String log;
                try (LogCapture logs = LogCapture.open(Level.INFO)) {
                    behind = told(HOSTS.port(container), request);
                    log = logs.lines(Level.SEVERE).stream()
                            .filter(line -> !(bare.equals("status 400") && line.startsWith(TOMCATS_OWN)))
                            .collect(Collectors.joining(" & "));
                }
                if (!expected(container, mistake, way, bare).contains(behind) || !log.isEmpty()) {
                    wrong.add(mistake + " " + way + ": bare " + bare + ", behind " + behind + " " + log);
                }
            }
        }
        return wrong;
    }

    private static Set<String> expected(Container container, Mistake mistake, Reading.Way way, String bare) {
        if (bare.equals("200")) {
            return Set.of("code 1"); // not a mistake here
        }
        if (container == Container.UNDERTOW && mistake.isUndertows()) {
            return Set.of("code 12004", "status 400", "status 413", NO_ANSWER);
        }
        if (container.name().startsWith("TOMCAT") && mistake.isOfFraming()) {
            return way == Reading.Way.PARTS ? Set.of("status 400", "code 12004") : Set.of("status 400");
        }
        return Set.of("code 12004");
    }

    private static String told(int port, byte[] request) {
        try (RawClient client = new RawClient(port)) {
            RawAnswer answer = client.send(request);
            return answer.text().contains("\"timestamp\":") ? "code " + answer.code() : status(answer);
        } catch (IOException e) {
            return NO_ANSWER;
        }
    }

    private static String status(RawAnswer answer) {
        return answer.status() == 200 ? "200" : "status " + answer.status();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void readWhenTheRequestIsWellFormedThenRead(Container container) throws Exception {
        for (Reading.Way way : List.of(Reading.Way.PARAMETER, Reading.Way.PARTS)) {
            String body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n";
            try (RawClient client = HOSTS.connect(container)) {
                RawAnswer answer = client.send(
                        "POST",
                        "/app/reading",
                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "Content-Type: multipart/form-data; boundary=b",
                        "X-Read: " + way);
                assertEquals("{\"read\":1}", answer.data());
            }
        }
    }
}
