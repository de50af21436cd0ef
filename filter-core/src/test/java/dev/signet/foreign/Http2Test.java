package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.testing.Http2Client;
import dev.signet.testing.Http2Stream;
import dev.signet.testing.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only HTTP/2 has: streams of one connection, resets, trailers that anybody may send, interim answers. */
class Http2Test {

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of(
            "/next", "Intact",
            "/streamed", "Streamed",
            "/late", "LateWriter",
            "/probe", "LateWriter$Probe")));

    private static final int SMALL = 100;
    private static final int LARGE = 300_000; // more than is held back

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    private static String streamed(String how, String type, int size) {
        return "/app/streamed?how=" + how + "&type=" + type + "&size=" + size;
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void setTrailerFieldsWhenAnswerIsWrappedThenTrailersComeBehindIt(Container container) throws Exception {
        for (int size : List.of(SMALL, LARGE)) {
            try (Http2Client client = new Http2Client(HOSTS.port(container))) {
                Http2Stream stream = client.begin("GET", streamed("trailers", "application/json", size), null);
                RawAnswer answer = stream.end();
                assertTrue(answer.whole());
                assertEquals(1, answer.code());
                assertEquals(Streamed.body(size), answer.data());
                assertEquals(List.of("c0ffee"), stream.trailers().get("x-checksum"));
                assertEquals("", Intact.complaint(client));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void setTrailerFieldsWhenTypePassesThenAsBare(Container container) throws Exception {
        try (Http2Client client = new Http2Client(HOSTS.port(container));
                Http2Client bareClient = new Http2Client(HOSTS.barePort(container))) {
            Http2Stream stream = client.begin("GET", streamed("trailers", "text/html", SMALL), null);
            Http2Stream bare = bareClient.begin("GET", streamed("trailers", "text/html", SMALL), null);
            assertEquals(bare.end().text(), stream.end().text());
            assertEquals(bare.trailers(), stream.trailers());
            assertEquals("", Intact.complaint(client));
        }
    }

    /** Where the bare container sends one. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void sendErrorWhenStatusIsInterimThenAsBareAndTheAnswerGoesOn(Container container) throws Exception {
        try (Http2Client client = new Http2Client(HOSTS.port(container));
                Http2Client bareClient = new Http2Client(HOSTS.barePort(container))) {
            Http2Stream stream = client.begin("GET", streamed("interim", "application/json", SMALL), null);
            RawAnswer answer = stream.end();
            Http2Stream bare = bareClient.begin("GET", streamed("interim", "application/json", SMALL), null);
            RawAnswer bareAnswer = bare.end();
            assertEquals(
                    container.name().startsWith("JETTY") ? List.of(103) : List.of(),
                    stream.interim(),
                    "bare: " + bare.interim() + " " + bareAnswer);
            assertEquals(200, answer.status());
            assertEquals(1, answer.code(), answer.text());
            assertEquals(Streamed.body(SMALL), answer.data());
            assertEquals("</style.css>; rel=preload", answer.header("Link"));
            assertEquals("", Intact.complaint(client));
        }
    }

    /** Bare Tomcat and Undertow end some of these as if they were whole. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void serviceWhenItThrowsBehindWhatWasSentThenResetAndNeverParses(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String how : List.of("broken", "broken-async", "broken-dispatch", "broken-beside")) {
            for (String type : List.of("application/json", "text/html")) {
                try (Http2Client client = new Http2Client(HOSTS.port(container))) {
                    Http2Stream stream = client.begin("GET", streamed(how, type, LARGE), null);
                    RawAnswer answer = stream.end();
                    boolean parses = answer.text().contains("timestamp");
                    if (parses || answer.whole() || answer.body().length < LARGE - 1) {
                        wrong.add(how + " " + type + ": reset " + stream.reset() + ", " + answer.body().length);
                    }
                    String complaint = Intact.complaint(client);
                    wrong.addAll(complaint.isEmpty() ? List.of() : List.of(how + " " + type + ": " + complaint));
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void setContentLengthWhenAnswerIsWrappedThenExactOrAbsent(Container container) throws Exception {
        for (int size : List.of(SMALL, LARGE)) {
            for (String type : List.of("application/json", "text/html")) {
                try (Http2Client client = new Http2Client(HOSTS.port(container))) {
                    RawAnswer answer = client.get(streamed("declared", type, size));
                    RawAnswer head = client.send("HEAD", streamed("declared", type, size), null);
                    assertTrue(answer.whole(), type + size);
                    assertEquals(answer.header("Content-Length"), head.header("Content-Length"), type + size);
                    boolean streams = size == LARGE && type.equals("application/json");
                    assertEquals(
                            streams ? null : Integer.toString(answer.body().length),
                            answer.header("Content-Length"),
                            type + size);
                    assertEquals("", Intact.complaint(client));
                }
            }
        }
    }

    /** Two answers on one connection, the first of which is finished after the second. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenAnotherStreamIsServedInBetweenThenBothAreWhole(Container container) throws Exception {
        for (String type : List.of("application/json", "text/html")) {
            try (Http2Client client = new Http2Client(HOSTS.port(container))) {
                Http2Stream first = client.begin("GET", streamed("paused", type, LARGE), null);
                first.await("xxx\"]");
                RawAnswer second = client.get(streamed("release", "application/json", SMALL));
                assertEquals(Streamed.body(SMALL), second.data());
                RawAnswer answer = first.end();
                assertTrue(answer.whole(), type);
                assertEquals(
                        LARGE - 4, answer.text().chars().filter(c -> c == 'x').count(), type);
                assertEquals("", Intact.complaint(client));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void streamWhenItsWindowIsSmallThenNothingIsLost(Container container) throws Exception {
        int window = 5000;
        try (Http2Client client = new Http2Client(HOSTS.port(container), window)) {
            Http2Stream stream = client.begin("GET", streamed("declared", "application/json", LARGE), null);
            stream.await(window);
            assertEquals("", Intact.complaint(client)); // while the other one has to wait
            stream.grant(2 * LARGE);
            RawAnswer answer = stream.end();
            assertTrue(answer.whole());
            assertEquals(Streamed.body(LARGE), answer.data());
        }
    }

    /** A thread that still writes when its stream has ended reaches no other stream of the connection. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void writeWhenItsStreamHasEndedThenItReachesNoOtherStream(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Http2Client client = new Http2Client(HOSTS.port(container))) {
            int id = 1_000_000;
            long read = 0;
            for (String type : List.of("text/html", "application/json")) {
                for (String by : List.of("writer", "stream")) {
                    for (String end : List.of("timeout", "complete")) {
                        String own = Integer.toString(++id);
                        String way = "&type=" + type + "&by=" + by + "&end=" + end;
                        Http2Stream late = client.begin("GET", "/app/late?id=" + own + way, null);
                        Others others = new Others(LateWriter.mark(own));
                        late.readBy(others);
                        for (int probe = 0; probe < 20; probe++) {
                            String complaint = new Row("", 200, "1", "{\"probe\":" + probe + "}", List.of())
                                    .complaint(client.get("/app/probe?id=" + probe));
                            wrong.addAll(complaint.isEmpty() ? List.of() : List.of(way + ": " + complaint));
                        }
                        late.end();
                        read += others.read; // a writer may be ended before it begins, but not all of them
                        assertEquals(List.of(), others.marks, way);
                    }
                }
            }
            assertTrue(read > 1_000_000, "the late writers have written " + read);
            assertEquals("0 unrefused", client.get("/app/probe?ended").text());
        }
        assertEquals("", String.join("\n", wrong));
    }

    /** Looks for the marks of other answers in a body of any length, piece by piece. */
    private static final class Others implements Consumer<byte[]> {

        private static final Pattern MARK = Pattern.compile("\\[\\[\\d{7}]]");

        private final List<String> marks = new ArrayList<>();
        private final String own;
        private String end = ""; // of the piece before, where a mark may have begun
        private long read;

        Others(String own) {
            this.own = own;
        }

        @Override
        public void accept(byte[] piece) {
            read += piece.length;
            String text = end + new String(piece, StandardCharsets.ISO_8859_1);
            for (Matcher found = MARK.matcher(text); found.find(); ) {
                if (!found.group().equals(own) && marks.size() < 10) {
                    marks.add(found.group());
                }
            }
            end = text.substring(Math.max(0, text.length() - own.length() + 1));
        }
    }
}
