package dev.signet.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.framework.Decided;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.webapp.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webapps that nobody here wrote, with nothing added but Signet: what they send bare decides what they send behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignWebappsIT {

    private static final String TICKER = "/examples/async/stockticker";
    private static final String BOSS = "Authorization: Basic Ym9zczpib3Nz";
    private static final Pattern LINK =
            Pattern.compile("(?:href|src|action)\\s*=\\s*[\"']([^\"'#;?{}$ ]+)(\\?[^\"'#{}$ ]*)?");

    /**
     * What must not be followed: a logout, what stops or removes a webapp, a page that depends on how much memory the server
     * has left, files that only repeat what others show, and what streams for half a minute.
     */
    private static final Pattern PASSED_BY =
            Pattern.compile("/docs/api/.*|.*/html/(stop|undeploy|reload|expire|start|sessions).*"
                    + "|.*logout.*|.*/forward\\.jsp|" + TICKER);

    private static final String HANDSHAKE = """
            GET /examples/websocket/echoProgrammatic HTTP/1.1
            Host: localhost
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Version: 13

            """;

    private final Set<String> moving = new HashSet<>();
    private ForeignWebapps bare;
    private ForeignWebapps behind;

    @BeforeAll
    void start() throws Exception {
        bare = ForeignWebapps.start("tomcat-11.0", false);
        behind = ForeignWebapps.start("tomcat-11.0", true);
    }

    @AfterAll
    void stop() throws Exception {
        try (ForeignWebapps first = bare;
                ForeignWebapps second = behind) {
            // both end
        }
    }

    /** Follows the links of the bare webapp and asks for each page and file, its head, a range of it, and whether it is new. */
    @ParameterizedTest
    @CsvSource({
        "/, 1",
        "/docs/index.html, 60",
        "/examples/, 150",
        "/manager/html /manager/status /manager/status?JSON=true /manager/text/list /manager/jmxproxy/?qry=*:type=ThreadPool, 15",
        "/hawtio/ /hawtio/jolokia/ /hawtio/jolokia/version /hawtio/jolokia/read/java.lang:type=Memory"
                + " /hawtio/jolokia/read/none:type=None /hawtio/auth/config /hawtio/user /hawtio/plugin, 10",
    })
    void crawlWhenBareAndBehindSignetThenAsTheDecisionTableSays(String starts, int least) throws Exception {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(starts.split(" ", -1)));
        Set<String> seen = new LinkedHashSet<>();
        List<String> wrong = new ArrayList<>();
        while (!left.isEmpty()) {
            String path = left.removeFirst();
            if (PASSED_BY.matcher(path).matches() || !seen.add(path)) {
                continue;
            }
            RawAnswer page = compared("GET", path, List.of(), wrong);
            compared("HEAD", path, List.of(), wrong);
            compared("GET", path, List.of("Range: bytes=10-19"), wrong);
            if (page.header("ETag") != null) {
                compared("GET", path, List.of("If-None-Match: " + page.header("ETag")), wrong);
            }
            left.addAll(links(path, page));
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(seen.size() >= least, "no more than " + seen);
    }

    private RawAnswer compared(String method, String path, List<String> more, List<String> wrong) throws IOException {
        List<String> headers = new ArrayList<>(more);
        if (path.startsWith("/manager")) {
            headers.add(BOSS);
        }
        String[] sent = headers.toArray(String[]::new);
        RawAnswer first = masked(bare, bare.ask(method, path, sent));
        RawAnswer answer = masked(behind, behind.ask(method, path, sent));
        RawAnswer again = masked(bare, bare.ask(method, path, sent)); // so that a clock that moves is seen
        Decided decided =
                new Decided(new Exchange(path, method + " " + path, headers, 1, 0, "*", "*", List.of()), first);
        if (!Arrays.equals(first.body(), again.body()) || !first.headers().equals(again.headers())) {
            moving.add(path); // a clock, chance: what the bare webapp does not say twice
        }
        try {
            if (moving.contains(path)) {
                decided.checkKind(answer);
            } else {
                decided.check(answer);
            }
        } catch (AssertionError e) {
            wrong.add(method + " " + path + " " + more + "\n    " + e.getMessage());
        }
        return first;
    }

    /** Without what is another one on each server: ids, ports, processes, how many sessions there are, and the date. */
    private static RawAnswer masked(ForeignWebapps server, RawAnswer answer) {
        UnaryOperator<String> mask = text -> text.replaceAll("[0-9A-F]{32}", "ID")
                .replace(":" + server.port(), ":port")
                .replaceAll(":running:\\d+:", ":running:")
                .replaceAll("\\b[0-9.]+-\\d+-[0-9a-f]+-servlet", "agent");
        answer.headers().remove("date");
        answer.headers().replaceAll((name, values) -> values.stream().map(mask).toList());
        String text = mask.apply(new String(answer.body(), ISO_8859_1));
        return new RawAnswer(answer.status(), answer.headers(), text.getBytes(ISO_8859_1), answer.whole());
    }

    private static List<String> links(String path, RawAnswer page) {
        List<String> found = new ArrayList<>();
        String location = page.header("Location");
        String type = page.header("Content-Type");
        String text = type != null && type.startsWith("text/html") ? page.text() : "";
        Matcher link = LINK.matcher(location == null ? text : "href='" + location + "'");
        while (link.find()) {
            try {
                URI target = URI.create(path.replaceFirst("\\?.*", ""))
                        .resolve(link.group(1))
                        .normalize(); // as browsers do
                if (target.getScheme() == null || "localhost".equals(target.getHost())) {
                    found.add(target.getPath()
                            + (link.group(2) == null ? "" : link.group(2).replace("&amp;", "&")));
                }
            } catch (IllegalArgumentException e) {
                assertTrue(
                        e.getCause() instanceof URISyntaxException,
                        e.toString()); // it is no address, and nobody's link
            }
        }
        found.removeIf(next -> !ForeignWebapps.contextOf(next).equals(ForeignWebapps.contextOf(path)));
        return found;
    }

    @Test
    void tickerWhenItStreamsThenEachPieceComesAtOnce() throws Exception {
        for (ForeignWebapps webapps : List.of(bare, behind)) {
            try (RawClient client = new RawClient(webapps.port())) {
                client.begin(TICKER);
                String status = client.line();
                assertTrue(status.startsWith("HTTP/1.1 200"), status);
                String line = client.line();
                while (!line.startsWith("STOCK#")) { // heads and sizes of chunks
                    line = client.line();
                }
                assertTrue(line.matches("STOCK#[A-Z]+#[0-9.]+#[-0-9.]+#\\d+"), line);
            }
        }
    }

    @Test
    void echoWhenAWebSocketThenAsWithoutSignet() throws Exception {
        for (ForeignWebapps webapps : List.of(bare, behind)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), webapps.port())) {
                socket.setSoTimeout(10_000);
                OutputStream out = socket.getOutputStream();
                out.write(HANDSHAKE.replace("\n", "\r\n").getBytes(ISO_8859_1));
                InputStream in = socket.getInputStream();
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                assertTrue(head.toString().startsWith("HTTP/1.1 101"), head.toString());
                out.write(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'}); // a masked text frame
                assertArrayEquals(new byte[] {(byte) 0x81, 2, 'h', 'i'}, in.readNBytes(4));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /examples/servlets/nonblocking/bytecounter",
                "GET /examples/servlets/nonblocking/numberwriter",
                "GET /examples/servlets/trailers/response",
            })
    void askWhenNotBlockingThenAsWithoutSignet(String request) throws Exception {
        String[] words = request.split(" ", -1);
        byte[] body = words[0].equals("POST") ? "x".repeat(200_000).getBytes(ISO_8859_1) : null;
        RawAnswer expected = bare.ask(words[0], words[1], body, "TE: trailers");
        RawAnswer answer = behind.ask(words[0], words[1], body, "TE: trailers");
        assertEquals(200, answer.status());
        assertEquals(expected.text(), answer.text());
        assertTrue(answer.whole());
    }

    @Test
    void postWhenJolokiaIsAskedForSeveralThingsThenOneEnvelope() throws Exception {
        byte[] body = "[{\"type\":\"version\"},{\"type\":\"read\",\"mbean\":\"none:type=None\"}]".getBytes(ISO_8859_1);
        RawAnswer answer = behind.ask("POST", "/hawtio/jolokia/", body, "Content-Type: application/json");
        assertEquals(1, answer.code(), answer.text());
        assertEquals(200, answer.json().at("/data/0/status").asInt(), answer.text());
        assertEquals(404, answer.json().at("/data/1/status").asInt(), answer.text());
    }

    /** Where hawtio's own JSON is excluded, as its recipe says. */
    @ParameterizedTest
    @ValueSource(
            strings = {"jolokia/version", "jolokia/list/none", "auth/config", "user", "plugin", "preset-connections"})
    void getWhenHawtiosPathsAreExcludedThenAsWithoutSignet(String path) throws Exception {
        RawAnswer first = bare.ask("GET", "/console/" + path);
        RawAnswer answer = behind.ask("GET", "/console/" + path);
        assertEquals(first.status(), answer.status());
        assertEquals(first.header("Content-Type"), answer.header("Content-Type"));
        assertEquals(ofAnyTime(masked(bare, first)), ofAnyTime(masked(behind, answer)));
    }

    private static String ofAnyTime(RawAnswer answer) {
        return answer.text().replaceAll("\"timestamp\":\\d+", "").replaceAll("(?s)\"stacktrace\":.*", "");
    }
}
