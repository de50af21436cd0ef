package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A flush before there is a type passes what can no longer be one JSON value, and holds what still can. */
class UntypedFlushTest {

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/lines", "UntypedLines")));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void flushWhenTwoValuesAreWrittenThenTheyArriveBeforeTheEnd(Container container) throws Exception {
        arrives(container, "&writer", List.of("{\"a\":1}", "{\"b\":2}"));
        arrives(container, "", List.of("{\"a\":1}", "{\"b\":2}"));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void flushWhenTextIsWrittenThenItArrivesBeforeTheEnd(Container container) throws Exception {
        arrives(container, "&writer", List.of("plain text"));
        arrives(container, "", List.of("[INFO] fine"));
        arrives(container, "", List.of("data: 1", ""));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void flushWhenOneValueIsWrittenThenItIsWrappedAtTheEnd(Container container) throws Exception {
        for (String more : List.of("&writer", "")) {
            for (List<String> lines : List.of(List.of("{\"a\":1}"), List.of("{\"a\":", "1}"))) {
                try (RawClient client = HOSTS.connect(container);
                        RawClient other = HOSTS.connect(container)) {
                    client.begin(target(container, more, lines));
                    other.get("/app/lines?release&id=" + id(container, more, lines));
                    RawAnswer answer = client.end();
                    assertEquals(1, answer.code());
                    assertEquals("{\"a\":1}", answer.data());
                    assertEquals("", Intact.complaint(client));
                }
            }
        }
    }

    private static void arrives(Container container, String more, List<String> lines) throws Exception {
        try (RawClient client = HOSTS.connect(container);
                RawClient other = HOSTS.connect(container)) {
            client.begin(target(container, more, lines));
            String last = lines.stream()
                    .filter(line -> !line.isEmpty())
                    .reduce((a, b) -> b)
                    .orElseThrow();
            for (String line = client.line(); !line.equals(last); line = client.line()) {
                assertEquals(-1, line.indexOf("timestamp"), line);
            }
            other.get("/app/lines?release&id=" + id(container, more, lines));
        }
    }

    private static int id(Container container, String more, List<String> lines) {
        return List.of(container, more, lines).hashCode();
    }

    private static String target(Container container, String more, List<String> lines) {
        return "/app/lines?id=" + id(container, more, lines) + more
                + lines.stream()
                        .map(line -> "&line=" + URLEncoder.encode(line, StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
    }
}
