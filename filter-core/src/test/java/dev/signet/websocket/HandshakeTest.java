package dev.signet.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.Http2Client;
import dev.signet.testing.Http2Stream;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules hold for WebSocket handshakes, with nothing but the lines of the README in web.xml. */
class HandshakeTest {

    private static final String ALICE = TestWebapp.bearer(",\"sub\":\"alice\"");

    private static final String[] UPGRADE = {
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13"
    };

    /** What becomes of another version, of no key, and of a page's origin: Jetty answers the last one by itself. */
    private static final List<String> JETTY = List.of("/ws/who 404/404", "/ws/who 400/12004", "/open/nowhere 403/0");

    private static final List<String> TOMCAT =
            List.of("/ws/who 426/-20", "/ws/who 400/12004", "/open/nowhere 403/16000");
    private static final List<String> UNDERTOW = List.of("/ws/who 404/404", "/ws/who 404/404", "/open/nowhere 404/404");

    @TempDir
    private Path root;

    /** What comes of a handshake: who has opened the endpoint, or the code of the refusal. */
    private static String outcome(int port, String path, String... more) throws Exception {
        String[] headers =
                Stream.concat(Arrays.stream(UPGRADE), Arrays.stream(more)).toArray(String[]::new);
        try (RawClient client = new RawClient(port)) {
            RawAnswer answer = client.send("GET", "/app" + path, null, headers);
            if (answer.status() == 101) {
                return "101 " + client.line().substring(2); // behind the head of the frame
            }
            return answer.status() == 200 ? String.valueOf(answer.code()) : String.valueOf(answer.status());
        }
    }

    @ParameterizedTest
    @EnumSource(WebSocketServer.class)
    void handshakeWhenRuleAndTokenThenAdmittedOrRefused(WebSocketServer server) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (LogCapture logs = LogCapture.open(Level.INFO);
                WebSocketServer.Running running = server.start(root, true, "")) {
            int port = running.port();
            for (String path : List.of("/ws/who", "/ws/any/who")) {
                expect(wrong, path, "10003", outcome(port, path));
                expect(wrong, path, "10003", outcome(port, path, "Authorization: Bearer x"));
                expect(wrong, path, "101 alice", outcome(port, path, ALICE));
            }
            expect(wrong, "upper case", "10003", outcome(port, "/ws/who", "Upgrade: WebSocket"));
            expect(wrong, "open", "101 nobody", outcome(port, "/open/who"));
            expect(wrong, "open with a token", "101 nobody", outcome(port, "/open/who", ALICE));
            expect(wrong, "never", "10003", outcome(port, "/never/who"));
            expect(wrong, "never with a token", "16000", outcome(port, "/never/who", ALICE));
            for (String detour : List.of("/open/../ws/who", "/open/..;/ws/who", "/open/%2e%2e/ws/who", "//ws/who")) {
                if (outcome(port, detour).startsWith("101")) {
                    wrong.add(detour + " was let in");
                }
            }
            expect(wrong, "no endpoint", "10003", outcome(port, "/hello/x"));
            expect(wrong, "no endpoint with a token", "1", outcome(port, "/hello/x", ALICE));
            try (RawClient client = new RawClient(port)) {
                expect(
                        wrong,
                        "hello",
                        "\"hello alice\"",
                        client.get("/app/hello/x", UPGRADE[0], UPGRADE[1], ALICE)
                                .data());
                expect(
                        wrong,
                        "hello",
                        "\"hello alice\"",
                        client.get("/app/hello/x", ALICE).data());
                expect(
                        wrong,
                        "hello",
                        "10003",
                        String.valueOf(client.get("/app/ws/who").code()));
            }
            assertEquals(List.of(), logs.lines(Level.SEVERE));
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(WebSocketServer.class)
    void handshakeWhenOnlyReportedThenOpenedAndCountedOnce(WebSocketServer server) throws Exception {
        List<String> wrong = new ArrayList<>();
        String mode = "<context-param><param-name>signet.access.mode</param-name>"
                + "<param-value>report</param-value></context-param>";
        try (LogCapture logs = LogCapture.open(Level.INFO);
                WebSocketServer.Running running = server.start(root, true, mode)) {
            int port = running.port();
            expect(wrong, "no token", "101 nobody", outcome(port, "/ws/who"));
            expect(wrong, "bad token", "101 nobody", outcome(port, "/ws/any/who", "Authorization: Bearer x"));
            expect(wrong, "token", "101 alice", outcome(port, "/ws/who", ALICE));
            expect(wrong, "never", "10003", outcome(port, "/never/who"));
            expect(wrong, "no endpoint", "1", outcome(port, "/hello/x"));
            assertEquals(
                    List.of(
                            "would refuse 10003 no-token",
                            "would refuse 10003 not-three-parts",
                            "would refuse 10003 no-token"),
                    logs.lines(Level.INFO).stream()
                            .filter(line -> line.startsWith("would refuse"))
                            .map(line -> line.substring(0, line.indexOf(" iss=")))
                            .toList());
        }
        assertEquals("", String.join("\n", wrong));
    }

    /** On Undertow, whose class loader has no listener in the webapp here, a handshake goes the way of any other call. */
    @ParameterizedTest
    @EnumSource(value = WebSocketServer.class, mode = EnumSource.Mode.EXCLUDE, names = "UNDERTOW")
    void handshakeWhenHeardOfThenOneRecordEach(WebSocketServer server) throws Exception {
        String listener = "<context-param><param-name>signet.call.class</param-name>"
                + "<param-value>dev.signet.websocket.ToldCalls</param-value></context-param>";
        try (LogCapture logs = LogCapture.open(Level.INFO)) {
            try (WebSocketServer.Running running = server.start(root, true, listener)) {
                int port = running.port();
                assertEquals("101 alice", outcome(port, "/ws/who", ALICE));
                assertEquals("101 nobody", outcome(port, "/open/who"));
                assertEquals("10003", outcome(port, "/ws/any/who"));
                assertEquals("16000", outcome(port, "/never/who", ALICE));
                assertEquals("1", outcome(port, "/hello/x", ALICE));
                if (server.isJetty()) {
                    assertEquals("open alice", outcomeOverHttp2(port, "/ws/any/who", ALICE));
                }
            } // behind which nothing waits any more
            List<String> expected = new ArrayList<>(List.of(
                    "told /hello/x WRAPPED 1 alice",
                    "told /never/who REFUSED 16000 alice",
                    "told /open/who PASSED 0 null",
                    "told /ws/any/who REFUSED 10003 null",
                    "told /ws/who PASSED 0 alice"));
            if (server.isJetty()) {
                expected.add(3, "told /ws/any/who PASSED 0 alice");
            }
            assertEquals(
                    expected,
                    logs.lines(Level.INFO).stream()
                            .filter(line -> line.startsWith("told "))
                            .sorted()
                            .toList());
        }
    }

    /** What fails in the container's own code for handshakes; with an error page of the webapp, and without. */
    @ParameterizedTest
    @EnumSource(WebSocketServer.class)
    void handshakeWhenItFailsInTheContainerThenOneRecordEach(WebSocketServer server) throws Exception {
        String all = "<context-param><param-name>signet.audit.log</param-name>"
                + "<param-value>all</param-value></context-param>"
                + "<context-param><param-name>signet.envelope.status-header</param-name>"
                + "<param-value>X-Signet</param-value></context-param>";
        String page = "<error-page><location>/hello/error</location></error-page>";
        for (String more : List.of(all, all + page)) {
            List<String> answers = new ArrayList<>();
            List<String> records;
            try (LogCapture logs = LogCapture.open(Level.INFO)) {
                Path folder = root.resolve(more.equals(all) ? "without" : "with");
                try (WebSocketServer.Running running = server.start(folder, true, more)) {
                    int port = running.port();
                    answers.add(refusal(port, "/ws/who", ALICE, UPGRADE[2], "Sec-WebSocket-Version: 99"));
                    answers.add(refusal(port, "/ws/who", ALICE, UPGRADE[3])); // without a key
                    answers.add(refusal(port, "/open/nowhere", UPGRADE[2], UPGRADE[3], "Origin: http://a.example"));
                }
                records = logs.lines(Level.INFO).stream()
                        .filter(line -> line.startsWith("{"))
                        .map(line -> line.replaceAll(
                                ".*\"path\":\"(.*?)\".*\"status\":(\\d+),\"code\":(-?\\d+),.*", "$1 $2/$3"))
                        .sorted() // each is told by the thread that ended it
                        .toList();
            }
            assertEquals(server.isJetty() ? JETTY : server == WebSocketServer.UNDERTOW ? UNDERTOW : TOMCAT, answers);
            assertEquals(answers.stream().sorted().toList(), records);
        }
    }

    /** What comes of a handshake that is none, or none for us: the status, and the code in the envelope or 0. */
    private static String refusal(int port, String path, String... headers) throws Exception {
        String[] all = Stream.concat(Arrays.stream(UPGRADE).limit(2), Arrays.stream(headers))
                .toArray(String[]::new);
        try (RawClient client = new RawClient(port)) {
            RawAnswer answer = client.get("/app" + path, all);
            String told = answer.header("X-Signet");
            return path + " " + (told == null ? answer.status() + "/0" : told.replace("; code=", "/"));
        }
    }

    /** The same by RFC 8441, which the others do not speak. */
    private static String outcomeOverHttp2(int port, String path, String... more) throws Exception {
        String[] fields = Stream.concat(
                        Stream.of(":protocol: websocket", "Sec-WebSocket-Version: 13"), Arrays.stream(more))
                .toArray(String[]::new);
        try (Http2Client client = new Http2Client(port)) {
            Http2Stream stream = client.begin("CONNECT", "/app" + path, new byte[0], fields);
            stream.await(1);
            if (!stream.text().startsWith("{")) {
                stream.await("\n");
                return "open " + stream.text().substring(2).strip(); // behind the head of the frame
            }
            return String.valueOf(stream.end().code());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WebSocketServer.class,
            names = {"JETTY_EE10", "JETTY_EE11"})
    void handshakeWhenOverHttp2ThenAdmittedOrRefused(WebSocketServer server) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (WebSocketServer.Running running = server.start(root, true, "")) {
            int port = running.port();
            for (String path : List.of("/ws/who", "/ws/any/who")) {
                expect(wrong, path, "10003", outcomeOverHttp2(port, path));
                expect(wrong, path, "10003", outcomeOverHttp2(port, path, "Authorization: Bearer x"));
                expect(wrong, path, "10003", outcomeOverHttp2(port, path, ALICE, ALICE));
                expect(wrong, path, "open alice", outcomeOverHttp2(port, path, ALICE));
            }
            expect(wrong, "open", "open nobody", outcomeOverHttp2(port, "/open/who"));
            expect(wrong, "never", "16000", outcomeOverHttp2(port, "/never/who", ALICE));
            expect(wrong, "no endpoint", "10003", outcomeOverHttp2(port, "/hello/x"));
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(WebSocketServer.class)
    void fileWhenTheContainerServesItThenBehindTheFilterToo(WebSocketServer server) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (WebSocketServer.Running running = server.start(root, true, "")) {
            for (String path : List.of("/file.txt", "/dir/", "/dir/index.txt", "/inside.txt")) {
                for (String range : List.of("X: y", "Range: bytes=0-3", UPGRADE[1])) {
                    try (RawClient client = new RawClient(running.port())) {
                        RawAnswer refused = client.get("/app" + path, range, "Connection: Upgrade");
                        expect(wrong, path + " " + range, "10003", String.valueOf(refused.code()));
                    }
                }
                boolean served = server != WebSocketServer.UNDERTOW || !path.equals("/inside.txt");
                try (RawClient client = new RawClient(running.port())) {
                    String text = client.get("/app" + path, ALICE).text();
                    String expected = path.equals("/file.txt")
                            ? "the file"
                            : path.startsWith("/dir") ? "the welcome file" : "inside of a jar";
                    expect(wrong, path, String.valueOf(served), String.valueOf(text.equals(expected)));
                }
            }
            try (RawClient client = new RawClient(running.port())) {
                RawAnswer folder = client.get("/app/dir");
                // Undertow redirects to the folder in front of all filters: that there is one can be found out, no more
                boolean redirected = server == WebSocketServer.UNDERTOW && folder.status() == 302;
                expect(wrong, "/dir", "10003", redirected ? "10003" : String.valueOf(folder.code()));
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(
            value = WebSocketServer.class,
            names = {"JETTY_EE10", "JETTY_EE11"})
    void startWhenTheDoorIsNotToBeHadThenSaidWithTheEndpointsAndTheLines(WebSocketServer server) throws Exception {
        String error;
        try (LogCapture logs = LogCapture.open(Level.INFO);
                WebSocketServer.Running running = server.start(root.resolve("without"), false, "")) {
            assertEquals("101 nobody", outcome(running.port(), "/ws/who")); // what the lines are for
            assertEquals(1, logs.lines(Level.SEVERE).size(), logs.lines().toString());
            error = logs.lines(Level.SEVERE).get(0);
        }
        assertTrue(
                error.contains("the endpoints /never/who, /open/nowhere, /open/who, /ws/who, /ws/{name}/who"), error);
        String lines = error.substring(error.indexOf("<filter>"), error.lastIndexOf('>') + 1);
        try (LogCapture logs = LogCapture.open(Level.INFO);
                WebSocketServer.Running running = server.start(root.resolve("with"), false, lines)) {
            assertEquals(List.of(), logs.lines(Level.SEVERE));
            assertEquals("10003", outcome(running.port(), "/ws/who"));
            assertEquals("101 alice", outcome(running.port(), "/ws/who", ALICE));
            assertEquals("16000", outcome(running.port(), "/never/who", ALICE));
        }
    }

    private static void expect(List<String> wrong, String what, String expected, String was) {
        if (!was.equals(expected)) {
            wrong.add(what + ": expected " + expected + ", was " + was);
        }
    }
}
