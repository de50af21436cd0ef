package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A filter in front has committed, opened, written to or wrapped the response before we see it. */
class FrontTest {

    private static final Hosts HOSTS =
            new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/front", "Front$Behind", "/steps", "Steps"))
                    .behind(Hosts.classNames("Front", "signet")));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenSomebodyInFrontHasBegunItThenAsTheTableSays(Container container) throws Exception {
        assertEquals("", Row.play(Row.table("front.txt"), container, HOSTS));
    }

    /** A dispatch that has come back to the filter in front, and not to Signet yet, has not gone past it. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenTheWriterIsOpenedInFrontOfAnAsynchronousDispatchThenItIsAnEnvelope(Container container)
            throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            RawAnswer answer = client.get("/app/steps?front=writer&id=" + container + "&take=begin,dispatch");
            assertEquals("1 \"printed\"", answer.code() + " " + answer.data());
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void languageWhenChosenInFrontThenThatOfTheEnvelope(Container container) throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            for (String with : List.of("writer", "stream")) {
                RawAnswer answer = client.get("/app/front?front=language&with=" + with);
                assertEquals("ko-KR 1", answer.header("Content-Language") + " " + answer.code(), with);
            }
        }
    }

    /** A body that is too long to be held, so that its envelope has no length. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenALengthIsDeclaredInFrontThenAStreamedOneHasNone(Container container) throws Exception {
        for (String front : List.of("stream", "writer")) {
            String with = front.equals("writer") ? "long-writer" : "long";
            try (RawClient client = HOSTS.connect(container)) {
                RawAnswer answer =
                        client.get("/app/front?front=" + front + "&front-length=10&type=application/json&with=" + with);
                assertEquals("1 100002", answer.code() + " " + answer.data().length(), front);
                assertEquals(null, answer.header("Content-Length"), front);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenOfTheFilterInFrontAloneThenLoggedOnce(Container container) throws Exception {
        try (Hosts hosts = new Hosts(
                        Hosts.webapp(Map.of("/front", "Front$Behind")).behind(Hosts.classNames("Front", "signet")));
                RawClient client = hosts.connect(container);
                LogCapture log = LogCapture.open()) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "front ",
                        client.get("/app/front?front=written&with=nothing").text());
            }
            List<String> lines = log.lines().stream()
                    .filter(line -> line.contains("added nothing"))
                    .toList();
            assertEquals(1, lines.size(), lines.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenCommittedInFrontThenLoggedOnce(Container container) throws Exception {
        try (Hosts hosts = new Hosts(
                        Hosts.webapp(Map.of("/front", "Front$Behind")).behind(Hosts.classNames("Front", "signet")));
                RawClient client = hosts.connect(container); // what is said at the start is not meant
                LogCapture log = LogCapture.open()) {
            for (int i = 0; i < 3; i++) {
                RawAnswer answer = client.get("/app/front?front=commit&with=stream");
                assertEquals("front [1]", answer.text());
            }
            List<String> lines = log.lines().stream()
                    .filter(line -> line.contains("committed"))
                    .toList();
            assertEquals(1, lines.size(), lines.toString());
        }
    }

    /** Where other origins may call, a wrapper of our own stands around it, which is nobody's to mend. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenWrappedInFrontThenTheWrapperIsNamedOnce(Container container) throws Exception {
        for (String origins : List.of("", "https://partner.example")) {
            String[] more = origins.isEmpty() ? new String[0] : new String[] {"cors.origins", origins};
            try (Hosts hosts = new Hosts(Hosts.webapp(Map.of("/front", "Front$Behind"), more)
                            .behind(Hosts.classNames("Front", "signet")));
                    RawClient client = hosts.connect(container);
                    LogCapture log = LogCapture.open()) {
                for (String front : List.of("none", "wrapped", "wrapped")) {
                    assertEquals(
                            "[1]",
                            client.get("/app/front?front=" + front + "&with=stream&type=application/json")
                                    .data());
                }
                List<String> lines = log.lines().stream()
                        .filter(line -> line.contains("in front of Signet wraps the response"))
                        .toList();
                assertEquals(1, lines.size(), lines.toString());
                assertTrue(lines.get(0).contains("(jakarta.servlet.http.HttpServletResponseWrapper)"), lines.get(0));
            }
        }
    }
}
