package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Errors, exceptions and codes of the application's own, over the wire. */
class FailureBehaviourTest extends AnswerCases {

    private static final List<Case> CASES = List.of(
            new Case(
                    "14 sendError drops what was written",
                    (q, r) -> {
                        r.getWriter().print("half");
                        r.sendError(404, "secret text");
                    },
                    a -> is(a, 404, "null")),
            new Case(
                    "14 sendError keeps cookies, CORS, Retry-After and drops validators",
                    (q, r) -> {
                        r.setHeader("Retry-After", "7");
                        r.setHeader("Access-Control-Allow-Origin", "*");
                        r.addHeader("Set-Cookie", "a=b");
                        r.setHeader("ETag", "\"e\"");
                        r.setHeader("Cache-Control", "max-age=60");
                        r.sendError(503);
                    },
                    a -> {
                        is(a, -1, "null");
                        assertEquals("7", a.header("Retry-After"));
                        assertEquals("*", a.header("Access-Control-Allow-Origin"));
                        assertEquals("a=b", a.header("Set-Cookie"));
                        assertNull(a.header("ETag"));
                        assertEquals("no-store", a.header("Cache-Control"));
                    }),
            new Case(
                    "15 exception",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.getWriter().print("{\"half\":");
                        r.flushBuffer();
                        throw new IllegalStateException("secret text");
                    },
                    a -> {
                        is(a, -30, "null");
                        assertTrue(!a.text().contains("secret"));
                    }),
            new Case(
                    "15 exception behind a closed writer",
                    (q, r) -> {
                        r.setContentType("application/json");
                        try (java.io.PrintWriter out = r.getWriter()) {
                            out.print("{\"half\":");
                            throw new IllegalStateException("x");
                        }
                    },
                    a -> is(a, -30, "null")),
            new Case(
                    "15 error",
                    (q, r) -> {
                        throw new StackOverflowError();
                    },
                    a -> is(a, -30, "null")),
            new Case(
                    "15 no memory left",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.setHeader("ETag", "\"a\"");
                        r.getWriter().print("[");
                        throw new OutOfMemoryError("thrown on purpose");
                    },
                    a -> {
                        is(a, -30, "null");
                        assertEquals(a.body().length, Integer.parseInt(a.header("Content-Length")));
                        assertEquals("no-store", a.header("Cache-Control"));
                        assertNull(a.header("ETag"));
                        assertTrue(a.json().path("timestamp").asLong() > 1_700_000_000_000L, a.text());
                    }),
            new Case(
                    "message longer than the room in front",
                    (q, r) -> {
                        q.setAttribute("dev.signet.message", "很长".repeat(200));
                        r.setContentType("application/json");
                        r.getWriter().print("[1]");
                    },
                    a -> {
                        is(a, 1, "[1]");
                        assertEquals("很长".repeat(200), a.json().path("message").asText());
                    }),
            new Case(
                    "15 exception over an uncommitted page",
                    (q, r) -> {
                        r.setContentType("text/html");
                        r.setHeader("X-Mine", "1");
                        r.getWriter().print("<p>");
                        throw new IllegalStateException("x");
                    },
                    a -> is(a, -30, "null")),
            new Case(
                    "ApiException",
                    (q, r) -> {
                        throw new ApiException(20001, "库存不足");
                    },
                    a -> {
                        is(a, 20001, "null");
                        assertEquals("库存不足", a.json().path("message").asText());
                    }),
            new Case(
                    "attributes",
                    (q, r) -> {
                        q.setAttribute("dev.signet.code", 20002);
                        q.setAttribute("dev.signet.message", "自定义");
                        r.setContentType("application/json");
                        r.getWriter().print("{}");
                    },
                    a -> {
                        is(a, 20002, "{}");
                        assertEquals("自定义", a.json().path("message").asText());
                        assertEquals("no-store", a.header("Cache-Control"));
                    }),
            new Case(
                    "message alone",
                    (q, r) -> {
                        q.setAttribute("dev.signet.message", "好");
                        r.setStatus(404);
                    },
                    a -> {
                        is(a, 404, "null");
                        assertEquals("好", a.json().path("message").asText());
                    }),
            new Case(
                    "14 above the limit",
                    (q, r) -> {
                        r.setStatus(400);
                        r.setContentType("application/json");
                        r.getWriter().print("[\"" + "x".repeat(100_000) + "\"]");
                    },
                    a -> is(a, 12004, "null")),
            new Case(
                    "16 streamed body that breaks off",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.getWriter().print("[\"" + "x".repeat(300_000));
                    },
                    a -> assertTrue(!a.whole() || a.code() == -30, "a truncated answer must never parse")),
            new Case(
                    "16 exception after bytes were sent",
                    (q, r) -> {
                        r.setContentType("application/json");
                        r.getWriter().print("[\"" + "x".repeat(300_000));
                        r.flushBuffer();
                        throw new IllegalStateException("x");
                    },
                    a -> assertTrue(!a.whole() && !a.text().contains("timestamp"))));

    @TestFactory
    Stream<DynamicTest> everyCase() {
        return run(CASES);
    }
}
