package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import dev.signet.testing.TestWebapp.Behaviour;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The decision table of the response side, row by row, over the wire, through the stream and through the writer. */
class DecisionTableTest {

    /** One answer of an application and what the caller must see. */
    private record Row(
            String name,
            int status,
            String type,
            String body,
            int wireStatus,
            int realStatus,
            Integer code,
            String wire) {}

    private static final List<Row> ROWS = List.of(
            // status, type, body; status on the wire in both modes; code, or null for an answer that is left alone;
            // data or body
            new Row(
                    "8 json object",
                    200,
                    "application/json",
                    "{\"a\":9007199254740993,\"a\":1.0}",
                    200,
                    200,
                    1,
                    "{\"a\":9007199254740993,\"a\":1.0}"),
            new Row("8 chinese", 200, "application/json", "{\"名\":\"中文😀\"}", 200, 200, 1, "{\"名\":\"中文😀\"}"),
            new Row("8 created", 201, "application/json;charset=utf-8", "[1]", 200, 201, 1, "[1]"),
            new Row("8 vendor json", 200, "application/vnd.acme+json", "null", 200, 200, 1, "null"),
            new Row("8 text json", 200, "text/json", "-0.5e+3", 200, 200, 1, "-0.5e+3"),
            new Row(
                    "7 envelope",
                    200,
                    "application/json",
                    "{\"timestamp\":\"1\",\"data\":null,\"message\":\"m\",\"code\":77}",
                    200,
                    200,
                    77,
                    null),
            new Row(
                    "7 not quite an envelope",
                    200,
                    "application/json",
                    "{\"code\":77,\"message\":\"m\",\"data\":null}",
                    200,
                    200,
                    1,
                    "{\"code\":77,\"message\":\"m\",\"data\":null}"),
            new Row("9 bare string", 200, "application/json", "hello \"你\"\n", 200, 200, 1, "\"hello \\\"你\\\"\\n\""),
            new Row(
                    "9 injection",
                    200,
                    "application/json",
                    "{},\"code\":1,\"x\":{}",
                    200,
                    200,
                    1,
                    "\"{},\\\"code\\\":1,\\\"x\\\":{}\""),
            new Row("11 no body", 200, null, "", 200, 200, 1, "null"),
            new Row("11 no content", 204, null, "", 200, 204, 1, "null"),
            new Row("11 empty json", 200, "application/json", "", 200, 200, 1, "null"),
            new Row("12 untyped json", 200, null, " [true] ", 200, 200, 1, "[true]"),
            new Row("13 untyped text", 200, null, "plain", 200, 200, null, "plain"),
            new Row("13 text", 200, "text/plain", "plain", 200, 200, null, "plain"),
            new Row("5 html", 200, "text/html", "<p>1</p>", 200, 200, null, "<p>1</p>"),
            new Row("5 csv", 200, "text/csv", "a,b", 200, 200, null, "a,b"),
            new Row("5 ndjson", 200, "application/x-ndjson", "{}\n{}\n", 200, 200, null, "{}\n{}\n"),
            new Row("5 events", 200, "text/event-stream", "data: 1\n\n", 200, 200, null, "data: 1\n\n"),
            new Row("5 xml", 200, "application/xml", "<a/>", 200, 200, null, "<a/>"),
            new Row("5 bytes", 200, "application/octet-stream", "{}", 200, 200, null, "{}"),
            new Row("3 json redirect without location", 300, "application/json", "[1]", 200, 300, 1, "[1]"),
            new Row("4 partial", 206, "application/json", "[1", 206, 206, null, "[1"),
            new Row("14 bad request", 400, "application/json", "{\"f\":1}", 200, 400, 12004, "{\"f\":1}"),
            new Row("14 problem", 422, "application/problem+json", "{\"t\":1}", 200, 422, 12004, "{\"t\":1}"),
            new Row("14 html error", 404, "text/html", "<h1>no</h1>", 200, 404, 404, "null"),
            new Row("14 unauthorised", 401, "text/plain", "x", 200, 401, 10003, "null"),
            new Row("14 forbidden", 403, null, "", 200, 403, 16000, "null"),
            new Row("14 gone", 410, null, "", 200, 410, 404, "null"),
            new Row("14 method", 405, null, "", 200, 405, 404, "null"),
            new Row("14 timeout", 408, null, "", 200, 408, -1, "null"),
            new Row("14 too many", 429, null, "", 200, 429, -1, "null"),
            new Row("14 unavailable", 503, "application/json", "{}", 200, 503, -1, "null"),
            new Row("14 gateway", 502, "application/json", "{}", 200, 502, -30, "null"),
            new Row("14 gateway timeout", 504, null, "", 200, 504, -1, "null"),
            new Row("14 server", 500, "application/json", "{\"stack\":1}", 200, 500, -30, "null"),
            new Row("14 conflict", 409, "application/json", "[]", 200, 409, -20, "[]"),
            new Row("14 version", 505, null, "", 200, 505, -30, "null"),
            new Row("14 headers too large", 431, null, "", 200, 431, 12004, "null"));

    @TestFactory
    Stream<DynamicTest> everyRowInBothModesThroughBothDoors() {
        List<DynamicTest> tests = new ArrayList<>();
        for (boolean real : new boolean[] {false, true}) {
            for (boolean writer : new boolean[] {false, true}) {
                for (Row row : ROWS) {
                    String name = row.name + (writer ? " writer" : " stream") + (real ? " real" : " 200");
                    tests.add(DynamicTest.dynamicTest(name, () -> check(row, real, writer)));
                }
            }
        }
        return tests.stream();
    }

    private static void check(Row row, boolean real, boolean writer) throws Exception {
        try (TestWebapp app = new TestWebapp()
                .open()
                .with("envelope.http-status", real ? "real" : "200")
                .serve("/x", answering(row, writer))
                .start()) {
            try (RawClient client = app.connect()) {
                RawAnswer got = client.get("/app/x");
                assertEquals(real ? row.realStatus : row.wireStatus, got.status());
                if (row.code == null) {
                    assertEquals(row.wire, got.text());
                } else if (got.status() != 204) {
                    assertEquals(row.code, got.code());
                    assertEquals(
                            "application/json;charset=utf-8",
                            got.header("Content-Type").toLowerCase(Locale.ROOT));
                    assertEquals(got.body().length, Integer.parseInt(got.header("Content-Length")));
                    assertTrue(got.text().contains("\"timestamp\":\""), got.text());
                    if (row.wire != null) {
                        assertTrue(got.text().contains("\"data\":" + row.wire + ",\"timestamp\":"), got.text());
                    } else {
                        assertEquals(row.body, got.text());
                    }
                    assertEquals(row.code != 1 && row.code != 77 ? "no-store" : null, got.header("Cache-Control"));
                }
                assertTrue(client.get("/app/x").whole(), "the connection is intact");
            }
        }
    }

    private static Behaviour answering(Row row, boolean writer) {
        return (request, response) -> {
            response.setStatus(row.status);
            if (row.type != null) {
                response.setContentType(row.type);
            }
            write(response, row.body, writer);
        };
    }

    private static void write(HttpServletResponse response, String body, boolean writer) throws Exception {
        if (body.isEmpty()) {
            return;
        }
        if (writer) {
            response.getWriter().print(body);
        } else {
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
    }
}
