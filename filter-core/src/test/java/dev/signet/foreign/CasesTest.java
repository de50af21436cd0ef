package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.testing.HttpConnection;
import dev.signet.testing.HttpVersion;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Legal things that real webapps do and that answers went wrong with. */
class CasesTest {

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.ofEntries(
                    Map.entry("/next", "Intact"),
                    Map.entry("/after", "AfterDispatch"),
                    Map.entry("/threads", "TwoThreads"),
                    Map.entry("/deferred/x", "Deferred"),
                    Map.entry("/encoded", "Encoded"),
                    Map.entry("/plain", "PlainWrappers"),
                    Map.entry("/plain/target", "PlainWrappers$Target"),
                    Map.entry("/preset/*", "Preset$Page"),
                    Map.entry("/unavailable/ever", "Unavailable$Ever"),
                    Map.entry("/unavailable/while", "Unavailable"),
                    Map.entry("/unavailable/init-ever", "Unavailable$AtInit"),
                    Map.entry("/unavailable/init-while", "Unavailable$AtInitForAWhile"),
                    Map.entry("/unavailable/calls", "Unavailable$Calls")))
            .behind(Hosts.classNames("Preset", "signet"))
            .listening(Hosts.classNames("Deferred$Outer")));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenApplicationDoesSomethingOddThenAsTheTableSays(Container container) throws Exception {
        assertEquals("", Row.play(Row.table("cases.txt"), container, HOSTS));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void setHeaderWhenTwoThreadsSetThenNothingIsLost(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String type : List.of("text/plain", "application/json")) {
            try (RawClient client = HOSTS.connect(container)) {
                RawAnswer answer = client.get("/app/threads?other=set&type=" + type);
                for (String set : List.of("X-", "Y-")) {
                    for (int i = 0; i < TwoThreads.NAMES; i++) {
                        String last = "v" + (TwoThreads.TOUCHES - TwoThreads.NAMES + i);
                        if (!List.of(last).equals(answer.headers().get((set + i).toLowerCase(java.util.Locale.ROOT)))) {
                            wrong.add(type + " " + set + i + " " + answer.header(set + i));
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Types that pass are encoded as the bare container encodes them. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void getCharacterEncodingWhenTypePassesThenTheContainersOwn(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String query : List.of(
                "type=text/html",
                "type=text/html&writer",
                "type=text/xml",
                "type=text/xml&writer",
                "type=text/css",
                "type=text/html&locale=zh-CN",
                "type=text/html&locale=zh-CN&writer",
                "type=text/html&locale=ja&writer",
                "locale-first=zh-CN&type=text/html",
                "locale-first=ja&type=text/html&writer",
                "type=text/html;charset=gbk&writer",
                "writer-then-type")) {
            try (RawClient client = HOSTS.connect(container);
                    RawClient bareClient = HOSTS.connectBare(container)) {
                RawAnswer answer = client.get("/app/encoded?" + query);
                RawAnswer bare = bareClient.get("/app/encoded?" + query);
                String expected = bare.status() + " " + bare.header("Content-Type") + " "
                        + bare.header("Content-Language") + " " + latin(bare);
                String seen = answer.status() + " " + answer.header("Content-Type") + " "
                        + answer.header("Content-Language") + " " + latin(answer);
                if (!expected.equals(seen)) {
                    wrong.add(query + ": expected " + expected + ", saw " + seen);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static String latin(RawAnswer answer) {
        return new String(answer.body(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Bare Jetty forgets the exception and goes on to the dispatch; the others answer with an error. */
    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void serviceWhenItThrowsAfterDispatchThenOneEnvelopeAndOneStackInTheLog(Container container, HttpVersion version)
            throws Exception {
        try (HttpConnection client = version.open(HOSTS.port(container));
                LogCapture log = LogCapture.open()) {
            RawAnswer answer = client.get("/app/after?throw");
            assertEquals(200, answer.status());
            boolean dispatched = container.name().startsWith("JETTY")
                    && answer.code() == 1
                    && answer.data().equals("{\"ok\":true}");
            assertTrue(dispatched || answer.code() == -30, answer.text());
            assertEquals("", Intact.complaint(client));
            assertEquals(1, log.awaitLines(Level.SEVERE).size(), log.lines().toString());
        }
    }

    /** A filter in front gives us a response of its own: an operator has to know that its answers are no envelopes. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void requestWhenSomebodyInFrontHasWrappedItThenWarnedOnce(Container container) throws Exception {
        try (LogCapture log = LogCapture.open();
                Hosts hosts = new Hosts(
                        Hosts.webapp(Map.of("/deferred/x", "Deferred")).listening(Hosts.classNames("Deferred$Outer")));
                RawClient client = hosts.connect(container)) {
            for (int i = 0; i < 3; i++) {
                assertEquals("[1]", client.get("/app/deferred/x?how=fine").data());
            }
            long warned = log.lines(Level.WARNING).stream()
                    .filter(line -> line.contains("Deferred$Keeping"))
                    .count();
            assertEquals(1, warned, log.lines().toString());
        }
    }
}
