package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.testing.HttpConnection;
import dev.signet.testing.HttpVersion;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When an answer ends, and that what has ended stays as it is. */
class EndingTest {

    private static final Map<String, String> SERVLETS = Map.of("/next", "Intact", "/ending", "Ending");

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(SERVLETS));
    private static final Hosts REAL = new Hosts(Hosts.webapp(SERVLETS, "envelope.http-status", "real"));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
        REAL.close();
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void answerWhenItEndsThenAsTheTableSays(Container container, HttpVersion version) throws Exception {
        assertEquals("", Row.play(Row.table("endings.txt"), container, version, HOSTS));
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void completeWhenMuchIsWrittenBehindItThenTheWholeBody(Container container, HttpVersion version) throws Exception {
        try (HttpConnection client = version.open(HOSTS.port(container))) {
            RawAnswer answer = client.get("/app/ending?how=async-complete-large&type=application/json");
            assertTrue(answer.whole());
            assertEquals(1, answer.code());
            assertEquals(400_000, xs(answer));
            assertEquals("", Intact.complaint(client));
        }
    }

    private static int xs(RawAnswer answer) {
        return (int) answer.text().chars().filter(c -> c == 'x').count();
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void sendRedirectWhenSomethingIsThrownBehindItThenItStands(Container container, HttpVersion version)
            throws Exception {
        for (String how : List.of("redirect-throw", "async-thread-redirect")) {
            try (HttpConnection client = version.open(HOSTS.port(container))) {
                RawAnswer answer = client.get("/app/ending?how=" + how);
                assertEquals(302, answer.status(), how);
                assertTrue(answer.header("Location").endsWith("/elsewhere"), answer.header("Location"));
                assertEquals("", Intact.complaint(client));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void writeWhenAByteOrderMarkBeginsALargePieceThenItIsDropped(Container container) throws Exception {
        for (String how : List.of("bom-large", "bom-writer")) {
            try (RawClient client = HOSTS.connect(container)) {
                RawAnswer answer = client.get("/app/ending?how=" + how + "&type=application/json");
                assertTrue(answer.whole(), how);
                assertEquals(1, answer.code(), how);
                assertTrue(answer.text().contains("\"data\":[\"xxx"), how + Row.shortened(answer.text()));
                assertEquals(200_000, xs(answer), how);
                assertEquals("", Intact.complaint(client), how);
            }
        }
    }

    /** What the bare container refuses is -30, and what it takes is taken. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void headWhenTheContainerRefusesItThenServerError(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String query : List.of(
                "cookie&type=application/json",
                "cookie&type=text/html",
                "charset-writer&type=application/json",
                "charset-writer&type=text/html",
                "charset-writer",
                "charset-type&type=application/json",
                "charset-type&type=text/html")) {
            try (RawClient client = HOSTS.connect(container);
                    RawClient bareClient = HOSTS.connectBare(container)) {
                RawAnswer bare = bareClient.get("/app/ending?how=" + query);
                RawAnswer answer = client.get("/app/ending?how=" + query);
                String expected = bare.status() >= 500 ? "-30" : query.endsWith("html") ? "-" : "1";
                String data = bare.status() >= 500 ? "null" : "[1]";
                String complaint = new Row(query, 200, expected, data, List.of()).complaint(answer);
                complaint = complaint.isEmpty() ? Intact.complaint(client) : complaint;
                if (!complaint.isEmpty()) {
                    wrong.add(query + ": " + complaint);
                }
            } catch (java.io.IOException | RuntimeException e) {
                wrong.add(query + ": " + e);
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    /** Neither may carry a body, and what a caller would read as one would be the next answer. */
    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void noContentWhenStatusIsRealThenNoBody(Container container, HttpVersion version) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String query : List.of("status=204", "status=205", "status=204&body", "status=205&body")) {
            for (String type : List.of("", "&type=application/json")) {
                try (HttpConnection client = version.open(REAL.port(container))) {
                    RawAnswer answer = client.get("/app/ending?how=no-body&" + query + type);
                    String seen = answer.status() + " " + answer.text();
                    String complaint = seen.equals(query.substring(7, 10) + " ") ? Intact.complaint(client) : seen;
                    if (!complaint.isEmpty()) {
                        wrong.add(query + type + ": " + complaint);
                    }
                } catch (java.io.IOException | RuntimeException e) {
                    wrong.add(query + type + ": " + e);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void noContentWhenStatusIs200ThenDataIsNull(Container container) throws Exception {
        for (String status : List.of("204", "205")) {
            try (RawClient client = HOSTS.connect(container)) {
                RawAnswer answer = client.get("/app/ending?how=no-body&status=" + status);
                assertEquals(200, answer.status());
                assertEquals("null", answer.data());
                assertNull(answer.header("Transfer-Encoding"));
                assertEquals("", Intact.complaint(client));
            }
        }
    }
}
