package dev.signet.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the decision table that streams, redirects or sends files, as it arrives where people call with their tools. */
class ToolsTest {

    private static final String CUT = "failed";
    private static final String DATE = "Wed, 28 Sep 2022 05:53:05 GMT";
    private static final String DATA = "{\"名\":\"螺丝\",\"n\":9007199254740993}";
    private static final String LONG = "[" + "\"零一二三\",".repeat(20_000) + "0]";
    private static final String LINES = "{\"n\":1}\n".repeat(30_000);
    private static final byte[] FILE = "0123456789".repeat(20_000).getBytes(UTF_8);

    @TempDir
    private Path folder;

    /**
     * What is asked for.
     *
     * @param what to do: get, zipped, rest, known or head
     * @param path of the webapp
     * @param said the status, and for a head the length; {@code failed} where the answer has no end
     * @param body what arrives: of an envelope without its timestamp; null where it does not matter
     */
    private record Row(String what, String path, String said, String body) {}

    private static final List<Row> ROWS = List.of(
            new Row("get", "/order", "200", envelope(DATA)),
            new Row("head", "/order", "200 " + (envelope(DATA).getBytes(UTF_8).length + 13), null),
            new Row("zipped", "/order", "200", envelope(DATA)),
            new Row("get", "/long", "200", envelope(LONG)),
            new Row("head", "/long", "200 ", null),
            new Row("get", "/slow", "200", envelope("[1,2]")),
            new Row("get", "/nothing", "200", envelope("null")),
            new Row("get", "/moved", "200", envelope(DATA)),
            new Row("get", "/moved-for-good", "200", new String(FILE, UTF_8)),
            new Row("get", "/lines", "200", LINES),
            new Row("get", "/events", "200", "data: 1\n\ndata: 螺\n\n"),
            new Row("get", "/page", "200", "<p>页</p>"),
            new Row("get", "/attached", "200", DATA),
            new Row("zipped", "/packed", "200", DATA),
            new Row("get", "/sum", "200", envelope("[1]")),
            new Row("get", "/files/a.bin", "200", new String(FILE, UTF_8)),
            new Row("head", "/files/a.bin", "200 " + FILE.length, null),
            new Row("rest", "/files/a.bin", "206", new String(FILE, UTF_8)),
            new Row("known", "/files/a.bin", "304", null),
            new Row("get", "/files/a.json", "200", envelope(DATA)),
            new Row("known", "/files/a.json", "304", null),
            new Row(
                    "get",
                    "/files/none.bin",
                    "200",
                    "{\"code\":404,\"message\":\"无此资源\",\"data\":null,\"timestamp\":\"\"}"),
            new Row("get", "/broken", CUT, null),
            new Row("get", "/order", "200", envelope(DATA)));

    private static String envelope(String data) {
        return "{\"code\":1,\"message\":\"成功\",\"data\":" + data + ",\"timestamp\":\"\"}";
    }

    private TestWebapp webapp() throws Exception {
        Path files = Files.createDirectories(folder.resolve("base"));
        Files.write(files.resolve("a.bin"), FILE);
        Files.writeString(files.resolve("a.json"), DATA);
        for (String name : List.of("a.bin", "a.json")) {
            Files.setLastModifiedTime(files.resolve(name), FileTime.from(Instant.parse("2022-09-28T05:53:05Z")));
        }
        return new TestWebapp()
                .base(folder.resolve("base"))
                .serve("/files/*", new DefaultServlet())
                .serve("/order", (request, response) -> write(response, "application/json", DATA))
                .serve("/long", (request, response) -> write(response, "application/json", LONG))
                .serve("/lines", (request, response) -> write(response, "application/x-ndjson", LINES))
                .serve("/page", (request, response) -> write(response, "text/html;charset=UTF-8", "<p>页</p>"))
                .serve("/nothing", (request, response) -> response.setStatus(204))
                .serve("/moved", (request, response) -> response.sendRedirect("/app/order"))
                .serve("/moved-for-good", (request, response) -> {
                    response.setStatus(308);
                    response.setHeader("Location", "/app/files/a.bin");
                })
                .serve("/slow", (request, response) -> {
                    write(response, "application/json", "[1,");
                    response.flushBuffer();
                    write(response, "application/json", "2]");
                })
                .serve("/events", (request, response) -> {
                    write(response, "text/event-stream", "data: 1\n\n");
                    response.flushBuffer();
                    write(response, "text/event-stream", "data: 螺\n\n");
                })
                .serve("/attached", (request, response) -> {
                    response.setHeader("Content-Disposition", "attachment; filename=\"a.json\"");
                    write(response, "application/json", DATA);
                })
                .serve("/packed", (request, response) -> {
                    response.setContentType("application/json");
                    response.setHeader("Content-Encoding", "gzip");
                    response.getOutputStream().write(packed());
                })
                .serve("/sum", (request, response) -> {
                    response.setTrailerFields(() -> Map.of("X-Sum", "1"));
                    write(response, "application/json", "[1]");
                })
                .serve("/broken", (request, response) -> {
                    write(response, "application/json", LONG.substring(0, 100_000));
                    response.flushBuffer();
                    throw new IllegalStateException("the database went away");
                });
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static boolean isJson(Path file) throws IOException {
        try {
            return Files.exists(file) && new ObjectMapper().readTree(file.toFile()) != null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static byte[] packed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(DATA.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void askWhenAnswersStreamOrMoveOrAreFilesThenArriveAsTheyWereSent(Tool tool) throws Exception {
        tool.assume();
        List<Row> rows = ROWS.stream()
                .filter(row -> tool.unpacks() || !row.path().equals("/packed"))
                .toList();
        try (TestWebapp app = webapp().start()) {
            List<String> arguments = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Path file = folder.resolve(i + ".body");
                if (rows.get(i).what().equals("rest")) {
                    Files.writeString(file, new String(FILE, UTF_8).substring(0, 77_777));
                }
                arguments.addAll(List.of(
                        rows.get(i).what(),
                        "http://localhost:" + app.port() + "/app" + rows.get(i).path(),
                        file.toString()));
            }
            String token = TestWebapp.bearer("").replace("Authorization: Bearer ", "");
            List<String> said = tool.run(folder, Map.of("TOKEN", token, "KNOWN", DATE), arguments);
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                if (row.said().equals(CUT)) {
                    assertEquals(tool.seesCuts() ? CUT : "200", said.get(i));
                    assertFalse(isJson(folder.resolve(i + ".body")), "it is cut off, and can be read");
                    continue;
                }
                assertEquals(row.said().strip(), said.get(i).strip(), tool + " " + row.what() + " " + row.path());
                if (row.body() != null) {
                    String body = Files.readString(folder.resolve(i + ".body"));
                    assertTrue(
                            row.body().equals(body.replaceFirst("\"\\d{13}\"}$", "\"\"}")),
                            () -> tool + " " + row.path() + ": " + body);
                }
            }
        }
    }
}
