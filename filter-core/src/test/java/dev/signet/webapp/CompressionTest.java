package dev.signet.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application compresses by itself, behind the envelope. */
class CompressionTest {

    private static final String GZIP = "Accept-Encoding: gzip";

    private static TestWebapp webapp;

    @BeforeAll
    static void start() throws Exception {
        webapp = new TestWebapp()
                .open()
                .with("envelope.exclude", "/excluded/**")
                .inside("/zip/*", new ZipFilter(false))
                .inside("/excluded/*", new ZipFilter(false))
                .serve("/zip/*", CompressionTest::answer)
                .serve("/excluded/*", CompressionTest::answer)
                .serve("/late", CompressionTest::compressKnowingTheType)
                .start();
    }

    @AfterAll
    static void stop() {
        webapp.close();
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path.startsWith("/missing")) {
            response.sendError(404);
            return;
        }
        String type = request.getParameter("type");
        response.setContentType(type == null ? "application/json" : type);
        if (request.getParameter("status") != null) {
            response.setStatus(Integer.parseInt(request.getParameter("status")));
        }
        response.getOutputStream().print("[\"" + request.getHeader("Accept-Encoding") + "\"]");
    }

    /** As an application does that compresses what is worth it. */
    private static void compressKnowingTheType(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(request.getParameter("type"));
        if (request.getParameter("name") != null) {
            response.setHeader("Content-Disposition", "attachment; filename=" + request.getParameter("name"));
        }
        byte[] bytes = "[1]".getBytes(StandardCharsets.UTF_8);
        if ("gzip".equals(request.getHeader("Accept-Encoding"))
                && Collections.list(request.getHeaderNames()).contains("Accept-Encoding")) {
            ByteArrayOutputStream small = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(small)) {
                zip.write(bytes);
            }
            response.setHeader("Content-Encoding", "gzip");
            bytes = small.toByteArray();
        }
        response.getOutputStream().write(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/zip/orders", "/zip/orders.json", "/zip/acme.zip", "/zip/v1.html/orders", "/zip/js"})
    void getWhenTheAnswerMayBeJsonThenWrappedAndNotCompressed(String path) throws Exception {
        RawAnswer answer = webapp.get(path, GZIP);
        assertNull(answer.header("Content-Encoding"));
        assertEquals("[\"null\"]", answer.data());
    }

    @ParameterizedTest
    @CsvSource({
        "/zip/index.html, text/html",
        "/zip/main.js, text/javascript",
        "/zip/INDEX.HTM, text/html",
        "/zip/main.mjs;v=1, text/javascript",
        "/zip/main.css?v=1.0, text/css",
        "/zip/orders.csv, text/csv"
    })
    void getWhenThePathNamesAPageOrAScriptThenItStaysCompressed(String path, String type) throws Exception {
        String target = path + (path.contains("?") ? "&" : "?") + "type=" + type;
        RawAnswer answer = webapp.get(target, GZIP);
        assertEquals("gzip", answer.header("Content-Encoding"));
        assertEquals("[\"gzip\"]", ZipFilter.unzipped(answer.body()));
        assertEquals("[\"null\"]", webapp.get(target).text(), "not asked for");
    }

    @Test
    void getWhenThePathIsExcludedThenItStaysCompressed() throws Exception {
        RawAnswer answer = webapp.get("/excluded/orders", GZIP);
        assertEquals("gzip", answer.header("Content-Encoding"));
        assertEquals("[\"gzip\"]", ZipFilter.unzipped(answer.body()));
    }

    @Test
    void getWhenTheTypeIsKnownBeforeTheApplicationAsksThenItsAnswerStaysCompressed() throws Exception {
        assertEquals("gzip", webapp.get("/late?type=text/html", GZIP).header("Content-Encoding"));
        assertEquals(
                "gzip",
                webapp.get("/late?type=application/json&name=orders.json", GZIP).header("Content-Encoding"));
        assertEquals("[1]", webapp.get("/late?type=application/json", GZIP).data());
    }

    @Test
    void getWhenAPageIsMissingThenAnEnvelopeThatIsNotCompressed() throws Exception {
        RawAnswer answer = webapp.get("/zip/missing.html", GZIP);
        assertNull(answer.header("Content-Encoding"));
        assertEquals(404, answer.code());
    }

    @Test
    void getWhenAPageTurnsOutToBeCompressedJsonThenPassedAndWarned() throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = new TestWebapp()
                        .open()
                        .inside("/zip/*", new ZipFilter(false))
                        .serve("/zip/*", CompressionTest::answer)
                        .start()) {
            assertEquals(
                    "[\"gzip\"]",
                    ZipFilter.unzipped(app.get("/zip/orders.html", GZIP).body()));
            app.get("/zip/orders.html", GZIP);
            assertEquals(
                    1,
                    logs.lines().stream()
                            .filter(line -> line.contains("Content-Encoding"))
                            .count(),
                    logs.lines()::toString);
            RawAnswer refused = app.get("/zip/orders.html?status=400", GZIP);
            assertEquals(12004, refused.code());
            assertEquals("null", refused.data());
            assertNull(refused.header("Content-Encoding"));
        }
    }
}
