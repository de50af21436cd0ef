package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Answers that need more than a status, a type and a body to be told, over the wire. */
class AnswerBehaviourTest extends AnswerCases {

    private static final List<Case> CASES = List.of(
            new Case(
                    "12 bytes behind a byte order mark that pass keep it",
                    (q, r) -> r.getOutputStream().write("\ufeffplain".getBytes(StandardCharsets.UTF_8)),
                    a -> assertEquals("\ufeffplain", a.text())),
            new Case(
                    "9 streamed in GBK and no JSON",
                    (q, r) -> {
                        r.setContentType("application/json;charset=GBK");
                        r.getOutputStream().write(("中" + "文".repeat(60_000)).getBytes("GBK"));
                    },
                    a -> is(a, 1, "\"中" + "文".repeat(60_000) + "\"")),
            new Case(
                    "1 raw",
                    (q, r) -> {
                        q.setAttribute("dev.signet.raw", true);
                        r.setContentType("application/json");
                        r.getWriter().print("[1]");
                    },
                    a -> assertEquals("[1]", a.text())),
            new Case(
                    "6 attachment",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.setHeader("Content-Disposition", "attachment; filename=a.json");
                        r.setContentLength(3);
                        r.getOutputStream().print("[1]");
                    },
                    a -> {
                        assertEquals("[1]", a.text());
                        assertEquals("3", a.header("Content-Length"));
                    }),
            new Case(
                    "8 length of the application is not believed",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.setHeader("Content-Length", "3");
                        r.getOutputStream().print("[1]");
                    },
                    a -> is(a, 1, "[1]")),
            new Case(
                    "15 a length that was flushed and is not kept, although the application hears nothing of it",
                    (q, r) -> {
                        r.setContentLength(3);
                        r.flushBuffer();
                        try {
                            r.getOutputStream().print("[1,2]");
                        } catch (IOException e) {
                            q.setAttribute("unheard", e);
                        }
                    },
                    a -> is(a, -30, "null")),
            new Case(
                    "8 entity tag becomes weak",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.setHeader("ETag", "\"a\"");
                        r.setHeader("Content-MD5", "x");
                        r.getOutputStream().print("[1]");
                    },
                    a -> {
                        is(a, 1, "[1]");
                        assertEquals("W/\"a--e\"", a.header("ETag"));
                        assertNull(a.header("Content-MD5"));
                    }),
            new Case(
                    "stream in GBK is transcoded",
                    (q, r) -> {
                        r.setContentType("application/json;charset=GBK");
                        r.getOutputStream().write("[\"中\"]".getBytes("GBK"));
                    },
                    a -> is(a, 1, "[\"中\"]")),
            new Case(
                    "byte order mark is dropped",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.getOutputStream().write("\ufeff[1]".getBytes(StandardCharsets.UTF_8));
                    },
                    a -> is(a, 1, "[1]")),
            new Case(
                    "reset forgets all",
                    (q, r) -> {
                        r.setHeader("X-A", "1");
                        r.setStatus(500);
                        r.getWriter().print("x");
                        r.reset();
                        r.setContentType("application/json");
                        r.getOutputStream().print("[2]");
                    },
                    a -> {
                        is(a, 1, "[2]");
                        assertNull(a.header("X-A"));
                    }),
            new Case(
                    "19 include joins",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.getWriter().print("[");
                        q.getRequestDispatcher("/part").include(q, r);
                        r.getWriter().print("]");
                    },
                    a -> is(a, 1, "[\"part\"]")),
            new Case(
                    "forward",
                    (q, r) -> {
                        r.getWriter().print("forgotten");
                        q.getRequestDispatcher("/target").forward(q, r);
                        r.getWriter().print("late");
                    },
                    a -> is(a, 1, "\"中\"")),
            new Case("3 redirect", (q, r) -> r.sendRedirect("/elsewhere"), a -> {
                assertEquals(302, a.status());
                assertTrue(a.header("Location").endsWith("/elsewhere"));
            }),
            new Case(
                    "3 not modified",
                    (q, r) -> {
                        r.setHeader("ETag", "\"a\"");
                        r.setStatus(304);
                    },
                    a -> {
                        assertEquals(304, a.status());
                        assertEquals("\"a\"", a.header("ETag"));
                    }),
            new Case(
                    "4 range that cannot be had",
                    (q, r) -> {
                        r.setHeader("Content-Range", "bytes */10");
                        r.sendError(416);
                    },
                    a -> {
                        assertEquals(416, a.status());
                        assertEquals("bytes */10", a.header("Content-Range"));
                    }),
            new Case(
                    "10 streamed",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.getWriter().print("[\"" + "中".repeat(100_000) + "\"]");
                    },
                    a -> {
                        is(a, 1, "[\"" + "中".repeat(100_000) + "\"]");
                        assertNull(a.header("Content-Length"));
                    }),
            new Case(
                    "9 streamed string",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.getWriter().print("x\"" + "中".repeat(100_000));
                    },
                    a -> is(a, 1, "\"x\\\"" + "中".repeat(100_000) + "\"")));

    @TestFactory
    Stream<DynamicTest> everyCase() {
        return run(CASES);
    }

    @Test
    void composeWhenSerialiserIsTrustedThenNothingIsReadBehindTheBody() throws Exception {
        try (TestWebapp app = new TestWebapp()
                .open()
                .with("envelope.check", "none")
                .serve("/x", (request, response) -> {
                    response.setContentType("application/json");
                    response.getOutputStream().print("{\"abc");
                })
                .start()) {
            RawAnswer answer = app.get("/x");
            assertTrue(answer.text().contains("\"data\":{\"abc,\"timestamp\""), answer.text());
        }
    }
}
