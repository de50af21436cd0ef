package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.container.Container;
import dev.signet.testing.RawClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller that stops reading stops the thread that writes to it, and nobody else. */
class SlowReaderTest {

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/slow", "SlowReading")));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void writeWhenTheCallerDoesNotReadThenNobodyElseWaits(Container container) throws Exception {
        int id = 0;
        for (String type : List.of("text/html", "application/json")) {
            for (String by : List.of("stream", "writer")) {
                id++;
                String where = type + " " + by;
                int port = HOSTS.port(container);
                RawClient slow = new RawClient(port, 2048);
                try (RawClient other = new RawClient(port)) {
                    slow.begin("/app/slow?do=write&id=" + id + "&type=" + type + "&by=" + by);
                    slow.line(); // it is under way
                    String asked = other.get("/app/slow?do=ask&id=" + id).text();
                    assertEquals("200 true", asked, where);
                    assertEquals("", Intact.complaint(other), where);
                    assertEquals(
                            "true", other.get("/app/slow?do=timed-out&id=" + id).text(), where);
                    assertEquals(-1, other.get("/app/slow?do=timeout&id=" + id).code(), where);
                    asked = other.get("/app/slow?do=ask&id=" + id).text();
                    assertFalse(asked.contains("TimeoutException"), where); // it came back, whatever it said
                    slow.close();
                    assertEquals(
                            "true", other.get("/app/slow?do=ended&id=" + id).text(), where);
                } finally {
                    slow.close();
                }
            }
        }
    }
}
