package dev.signet.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.Table;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One line of a table: a request to an application, and what its caller must see.
 *
 * @param name what is shown
 * @param request method and path
 * @param headers of the request; the last may be {@code body: …}
 * @param asks how often it may be asked before an answer that never ends counts, or one without a header that another
 *     thread of the framework's sets in a race; {@code asks: 4} among the headers
 * @param status on the wire
 * @param code of the envelope, {@code -} where the application's own answer passes, {@code open} where
 *     it must have no end, or {@code cut} where its framing must have none, either
 * @param data of the envelope as it is spelled, or the whole body; {@code *} is any
 * @param expected headers of the answer: {@code Name: value}, or {@code !Name} for one that must not be there
 */
public record Exchange(
        String name,
        String request,
        List<String> headers,
        int asks,
        int status,
        String code,
        String data,
        List<String> expected) {

    private static final String ASKS = "asks: ";

    /** A test for every line of a table, on one running webapp; a second request shows that the connection is intact. */
    static Stream<DynamicTest> tests(String table, TestWebapp webapp, String probe) throws IOException {
        return table(Exchange.class, table, "JETTY").stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.name,
                        () -> row.ask(() -> {
                            try (RawClient client = webapp.connect()) {
                                return row.play(client, probe);
                            }
                        })));
    }

    /**
     * The lines of a table that are for a server. A line of {@code @} and names is in front of those for certain servers
     * only, {@code @} alone in front of those for all.
     */
    public static List<Exchange> table(Class<?> nextTo, String table, String server) throws IOException {
        List<Exchange> all = new ArrayList<>();
        List<String> servers = List.of();
        for (List<String> cells : Table.stripped(nextTo, table)) {
            String first = cells.get(0);
            if (first.startsWith("@")) {
                servers = first.length() == 1
                        ? List.of()
                        : List.of(first.substring(1).strip().split(" ", -1));
            } else if (servers.isEmpty() || servers.contains(server)) {
                all.add(of(cells));
            }
        }
        assertTrue(all.size() > 10, "the table was read");
        return all;
    }

    private static Exchange of(List<String> cells) {
        assertEquals(7, cells.size(), cells.toString());
        Map<Boolean, List<String>> headers =
                list(cells.get(2)).stream().collect(Collectors.partitioningBy(header -> header.startsWith(ASKS)));
        return new Exchange(
                cells.get(0),
                cells.get(1),
                headers.get(false),
                headers.get(true).stream()
                        .mapToInt(header -> Integer.parseInt(header.substring(ASKS.length())))
                        .findFirst()
                        .orElse(1),
                Integer.parseInt(cells.get(3)),
                cells.get(4),
                cells.get(5).replace("\\n", "\n"),
                list(cells.get(6)));
    }

    private static List<String> list(String cell) {
        return cell.isBlank() ? List.of() : List.of(cell.strip().split(" ; ", -1));
    }

    /** One time that it is asked, on a connection of its own. */
    public interface Asking<E extends Exception> {
        /** Returns what it is answered. */
        RawAnswer ask() throws IOException, E;
    }

    /** An answer that is without a header. */
    private static final class LackingHeader extends AssertionError {

        private static final long serialVersionUID = 1;

        LackingHeader(String message) {
            super(message);
        }
    }

    /** Asks, and again where no answer ends or a header lost a race, as often as it may be. */
    public <E extends Exception> RawAnswer ask(Asking<E> asking) throws IOException, E {
        int left = asks;
        while (true) {
            try {
                return asking.ask();
            } catch (SocketTimeoutException | LackingHeader e) {
                left--;
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    /** Sends it; a second request shows that the connection is intact. */
    public RawAnswer play(RawClient client, String probe) throws IOException {
        RawAnswer answer = send(client, headers);
        check(answer, isHead());
        if (answer.whole() && !expected.contains("Connection: close")) {
            assertEquals(1, client.get("/app" + probe).code(), "the connection is intact");
        }
        return answer;
    }

    /** Whether the answer has no body. */
    public boolean isHead() {
        return request.startsWith("HEAD ");
    }

    /** Sends it with these headers, and says nothing of its answer. */
    public RawAnswer send(RawClient client, List<String> headers) throws IOException {
        String[] words = request.split(" ", 2);
        byte[] body = null;
        List<String> sent = new ArrayList<>();
        for (String header : headers) {
            if (header.startsWith("body: ")) {
                body = header.substring(6).replace("\\r\\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            } else {
                sent.add(header);
            }
        }
        return client.send(words[0], "/app" + words[1], body, sent.toArray(String[]::new));
    }

    private static String shown(RawAnswer answer) {
        String text = answer.text();
        String shortened =
                text.length() < 500 ? text : text.substring(0, 300) + " … " + text.substring(text.length() - 150);
        return answer.status() + " " + answer.headers() + " " + shortened;
    }

    private void check(RawAnswer answer, boolean head) {
        assertTrue(code.equals("open") || answer.whole() == !code.equals("cut"), () -> "whole? " + shown(answer));
        assertEquals(status, answer.status(), () -> shown(answer));
        for (String header : expected) {
            if (header.startsWith("!")) {
                assertNull(answer.header(header.substring(1)), header);
            } else {
                String[] pair = header.split(": ", 2);
                if (!pair[1].equalsIgnoreCase(answer.header(pair[0]))) {
                    throw new LackingHeader(header + " is not in " + shown(answer));
                }
            }
        }
        if (head) {
            assertEquals("", answer.text());
        } else if (code.equals("cut") || code.equals("open")) {
            assertTrue(
                    !answer.text().contains("timestamp") && !answer.text().contains("jdbc:secret"),
                    () -> shown(answer));
        } else if (code.equals("-")) {
            assertTrue(data.equals("*") || data.equals(answer.text()), () -> shown(answer));
            assertTrue(!answer.text().contains("\"timestamp\""), () -> shown(answer));
        } else {
            assertTrue(answer.text().startsWith("{\"code\":" + code + ","), () -> shown(answer));
            assertTrue(
                    data.equals("*") || answer.text().contains(",\"data\":" + data + ",\"timestamp\":\""),
                    () -> shown(answer));
            assertTrue(!answer.text().contains("jdbc:secret"), () -> shown(answer));
            assertEquals(
                    "application/json;charset=UTF-8",
                    answer.header("Content-Type").replace("utf-8", "UTF-8"));
            if (!code.equals("1")) {
                assertEquals("no-store", answer.header("Cache-Control"));
            } else if (expected.stream().noneMatch(header -> header.startsWith("Cache-Control"))) {
                assertNull(answer.header("Cache-Control"));
            }
        }
    }
}
