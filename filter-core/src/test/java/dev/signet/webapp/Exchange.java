package dev.signet.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One line of a table: a request to an application, and what its caller must see.
 *
 * @param name what is shown
 * @param request method and path
 * @param headers of the request; the last may be {@code body: …}
 * @param status on the wire
 * @param code of the envelope, or {@code -} where the application's own answer is left alone
 * @param data of the envelope as it is spelled, or the whole body
 * @param expected headers of the answer: {@code Name: value}, or {@code !Name} for one that must not be there
 */
record Exchange(
        String name,
        String request,
        List<String> headers,
        int status,
        String code,
        String data,
        List<String> expected) {

    /** A test for every line of a table, on one running webapp; a second request shows that the connection is intact. */
    static Stream<DynamicTest> tests(String table, TestWebapp webapp, String probe) throws IOException {
        List<Exchange> all = new ArrayList<>();
        try (InputStream in = Exchange.class.getResourceAsStream(table)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    all.add(of(line));
                }
            }
        }
        assertTrue(all.size() > 10, "the table was read");
        return all.stream().map(row -> DynamicTest.dynamicTest(row.name, () -> row.play(webapp, probe)));
    }

    private static Exchange of(String line) {
        String[] cells = line.split("\\|", -1);
        assertEquals(7, cells.length, line);
        return new Exchange(
                cells[0].strip(),
                cells[1].strip(),
                list(cells[2]),
                Integer.parseInt(cells[3].strip()),
                cells[4].strip(),
                cells[5].strip().replace("\\n", "\n"),
                list(cells[6]));
    }

    private static List<String> list(String cell) {
        return cell.isBlank() ? List.of() : List.of(cell.strip().split(" ; ", -1));
    }

    private void play(TestWebapp webapp, String probe) throws IOException {
        String[] words = request.split(" ", 2);
        byte[] body = null;
        List<String> sent = new ArrayList<>();
        for (String header : headers) {
            if (header.startsWith("body: ")) {
                body = header.substring(6).getBytes(StandardCharsets.UTF_8);
            } else {
                sent.add(header);
            }
        }
        try (RawClient client = webapp.connect()) {
            RawAnswer answer = client.send(words[0], "/app" + words[1], body, sent.toArray(String[]::new));
            check(answer, words[0].equals("HEAD"));
            assertEquals(1, client.get("/app" + probe).code(), "the connection is intact");
        }
    }

    private void check(RawAnswer answer, boolean head) {
        assertTrue(answer.whole(), "whole");
        assertEquals(status, answer.status(), answer::text);
        for (String header : expected) {
            if (header.startsWith("!")) {
                assertNull(answer.header(header.substring(1)), header);
            } else {
                String[] pair = header.split(": ", 2);
                String value = answer.header(pair[0]);
                assertTrue(pair[1].equalsIgnoreCase(value), () -> header + ", but was " + value);
            }
        }
        if (head) {
            assertEquals("", answer.text());
        } else if (code.equals("-")) {
            assertEquals(data, answer.text());
            assertTrue(!answer.text().contains("\"timestamp\""), answer::text);
        } else {
            assertEquals(Integer.parseInt(code), answer.code(), answer::text);
            assertTrue(answer.text().contains(",\"data\":" + data + ",\"timestamp\":\""), answer::text);
            assertEquals(
                    "application/json;charset=UTF-8",
                    answer.header("Content-Type").replace("utf-8", "UTF-8"));
            if (code.equals("1")) {
                assertNull(answer.header("Cache-Control"));
            } else {
                assertEquals("no-store", answer.header("Cache-Control"));
            }
        }
    }
}
