package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.ParameterRow;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal over the wire. */
class PortalServletTest {

    private static final String DESCRIPTION = """
            {"openapi":"3.0.1","info":{"title":"Orders <img src=x onerror=alert(1)> [a](javascript:b) | `c`","version":"1"},
            "servers":[{"url":"http://asked.example:8080/app"}],
            "paths":{"/orders":{"get":{"summary":"# All <b>orders</b>","responses":{"200":{"description":"All","content":{
            "application/json":{"schema":{"type":"array","items":{"type":"string"}}}}}}}}}}""";

    private static List<String> warnings(LogCapture logs) {
        return logs.lines().stream().filter(line -> line.contains("portal")).toList();
    }

    @Test
    void documentsWhenAskedForThenEachWithItsTypeAndPolicy() throws Exception {
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/v3/api-docs")
                .serve("/v3/api-docs", PortalWebapp.describing(DESCRIPTION))
                .start()) {
            for (String[] row : new String[][] {
                {"/open/", "text/html"},
                {"/open/openapi.json", "application/json"},
                {"/open/guide.zh.md", "text/markdown"},
                {"/open/guide.en.md", "text/markdown"},
                {"/open/errors.json", "application/json"},
                {"/open/clients/java", "text/plain"},
                {"/open/clients/curl", "text/plain"}
            }) {
                RawAnswer answer = app.get(row[0]);
                assertEquals(200, answer.status(), row[0]);
                assertEquals(
                        row[1] + ";charset=utf-8",
                        answer.header("Content-Type").toLowerCase().replace(" ", ""),
                        row[0]);
                assertEquals("default-src 'self'; img-src 'self' data:", answer.header("Content-Security-Policy"));
                assertEquals("nosniff", answer.header("X-Content-Type-Options"));
                assertEquals("no-store", answer.header("Cache-Control"));
                assertFalse(answer.text().startsWith("{\"code\":"), row[0]);
                RawAnswer head = app.send("HEAD", row[0], null);
                assertEquals(answer.header("Content-Length"), head.header("Content-Length"), row[0]);
            }
            new OpenApi(app.get("/open/openapi.json").json()).assertValid();
            assertEquals(
                    "/app",
                    app.get("/open/openapi.json").json().at("/servers/0/url").asText());
            assertEquals("/app/open/", app.get("/open").header("Location").replaceFirst("^http://[^/]*", ""));
            assertEquals(404, app.get("/open/clients/cobol").status());
            assertEquals(404, app.get("/open/clients/java.txt").status());
            assertEquals(404, app.get("/open/nothing").status());
            RawAnswer post = app.send("POST", "/open/errors.json", "{}");
            assertEquals(405, post.status());
            assertEquals("GET, HEAD", post.header("Allow"));
        }
    }

    @Test
    void documentWhenTheFilterDoesNotExcludeThePathThenAsItIs() throws Exception {
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/v3/api-docs")
                .without("envelope.exclude")
                .serve("/v3/api-docs", PortalWebapp.describing(DESCRIPTION))
                .start()) {
            JsonNode document = app.get("/open/openapi.json").json();
            assertEquals("3.0.1", document.path("openapi").asText(), document::toString);
            assertEquals(404, app.get("/open/nothing").code());
        }
    }

    @Test
    void titleWhenItHasMarkupThenTextEverywhere() throws Exception {
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/v3/api-docs")
                .serve("/v3/api-docs", PortalWebapp.describing(DESCRIPTION))
                .start()) {
            String page = app.get("/open/").text();
            assertTrue(page.contains("<h1>Orders &lt;img src=x onerror=alert(1)&gt;"), page);
            assertFalse(page.contains("<img") || page.contains("<script") || page.contains("style"), page);
            for (String guide : List.of("/open/guide.zh.md", "/open/guide.en.md")) {
                String text = app.get(guide).text();
                assertTrue(
                        text.startsWith("# Orders \\<img src=x onerror=alert(1)\\> \\[a\\](javascript:b) \\| \\`c\\`"),
                        text);
                assertTrue(text.contains("\\# All \\<b\\>orders\\</b\\>"), text);
                assertFalse(text.contains("<b>"), text);
            }
        }
    }

    @Test
    void tokenOfTheCallerWhenTheDescriptionIsAskedForThenNotHandedOn() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/docs?group=partner")
                .serve("/docs", (request, response) -> {
                    seen.set(request.getHeader("Authorization") + " " + request.getHeader("If-None-Match") + " "
                            + request.getMethod() + " " + request.getParameter("group") + " "
                            + request.getParameter("x")
                            + " " + request.getHeader("X-Forwarded-Host") + " " + request.isAsyncSupported());
                    response.setHeader("Set-Cookie", "inside=1");
                    response.setStatus(200);
                    response.getWriter().write(DESCRIPTION.replace("Orders", "订单"));
                    response.flushBuffer();
                })
                .start()) {
            RawAnswer answer = app.send(
                    "GET",
                    "/open/openapi.json?x=1&group=internal",
                    null,
                    TestWebapp.bearer(""),
                    "If-None-Match: *",
                    "Accept-Language: en");
            assertEquals("null null GET partner null null false", seen.get());
            assertTrue(answer.json().at("/info/title").asText().startsWith("订单"), answer.text());
            assertNull(answer.header("Set-Cookie"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><p>Not found</p></html> | begins like HTML or XML",
                "openapi: 3.0.1 | may be YAML or plain text",
                "{\"openapi\":\"3.0.1\" | begins like JSON, and is broken or nested too deeply",
                "{\"swagger\":\"2.0\"} | not an OpenAPI document of version 3.0 or 3.1",
                "[] | not an OpenAPI document of version 3.0 or 3.1",
                "'' | there is nothing in it",
            })
    void documentWhenTheSourceIsSomethingElseThenBusyAndOneLine(String text, String why) throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = PortalWebapp.with("portal.openapi", "/v3/api-docs")
                        .serve("/v3/api-docs", PortalWebapp.describing(text))
                        .start()) {
            for (int i = 0; i < 3; i++) {
                RawAnswer answer = app.get("/open/openapi.json");
                assertEquals(-1, answer.code());
                assertEquals(200, answer.status());
                assertEquals("5", answer.header("Retry-After"));
                assertEquals(-1, app.get("/open/guide.zh.md").code());
            }
            assertEquals(200, app.get("/open/errors.json").status());
            assertEquals(200, app.get("/open/").status());
            assertEquals(200, app.get("/open/clients/python").status());
            assertEquals(1, warnings(logs).size(), () -> warnings(logs).toString());
            assertTrue(warnings(logs).get(0).contains(why), () -> warnings(logs).toString());
        }
    }

    @Test
    void documentWhenTheSourceIsTooLongOrDeepOrMissingOrItselfThenBusy() throws Exception {
        String deep = "{\"openapi\":\"3.0.1\",\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}";
        byte[] piece = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        for (String path : List.of(
                "/long",
                "/deep",
                "/nosuch",
                "/WEB-INF/nosuch.json",
                "/open/openapi.json",
                "/failing",
                "/denied",
                "/later")) {
            try (LogCapture logs = LogCapture.open(Level.WARNING);
                    TestWebapp app = PortalWebapp.with("portal.openapi", path)
                            .with("envelope.http-status", "real")
                            .serve("/long", (request, response) -> {
                                for (int i = 0; i < 100; i++) {
                                    response.getOutputStream().write(piece);
                                }
                            })
                            .serve("/deep", PortalWebapp.describing(deep))
                            .serve("/failing", (request, response) -> {
                                throw new IllegalStateException("no database");
                            })
                            .serve("/denied", (request, response) -> response.sendError(403))
                            .serve("/later", (request, response) -> request.startAsync())
                            .start()) {
                RawAnswer answer = app.get("/open/openapi.json");
                assertEquals(-1, answer.code(), path + answer.text());
                assertEquals(503, answer.status(), path);
                assertEquals(1, warnings(logs).size(), () -> path + warnings(logs));
            }
        }
    }

    @Test
    void documentWhenReferencesGoRoundThenAllPapersEnd() throws Exception {
        String round = """
                {"openapi":"3.1.0","info":{"title":"Round","version":"1"},"paths":{"/a":{"get":{"responses":{
                "200":{"description":"x","content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}},
                "201":{"$ref":"#/components/responses/R"}}}},"/b":{"$ref":"#/paths/~1b"}},
                "components":{"responses":{"R":{"$ref":"#/components/responses/R"}},"schemas":{
                "A":{"type":"object","properties":{"self":{"$ref":"#/components/schemas/A"},"many":{"type":"array","items":{"$ref":"#/components/schemas/B"}}}},
                "B":{"allOf":[{"$ref":"#/components/schemas/B"},{"$ref":"#/components/schemas/A"}],"items":{"$ref":"#/components/schemas/B"}},
                "C":{"$ref":"#/components/schemas/C"}}}}""";
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/docs")
                .serve("/docs", PortalWebapp.describing(round))
                .start()) {
            assertEquals(
                    "3.1.0",
                    app.get("/open/openapi.json").json().path("openapi").asText());
            assertTrue(app.get("/open/guide.zh.md").text().contains("`GET /a`"));
            assertTrue(app.get("/open/guide.en.md").text().contains("`GET /a`"));
        }
    }

    @Test
    void documentWhenTheSourceGoesAwayThenTheLastGoodOneForTenTimesAsLong() throws Exception {
        MutableClock clock = new MutableClock(1_664_344_360_000L);
        AtomicReference<String> text = new AtomicReference<>(DESCRIPTION);
        AtomicInteger asked = new AtomicInteger();
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = new TestWebapp()
                        .open()
                        .with("envelope.exclude", "/open/**")
                        .serveFromStart(
                                "/open/*",
                                new PortalServlet(clock),
                                Map.of("portal.openapi", "/docs", "portal.cache-seconds", "30"))
                        .serve("/docs", (request, response) -> {
                            asked.incrementAndGet();
                            response.getWriter().write(text.get());
                        })
                        .start()) {
            assertEquals(
                    "3.0.1",
                    app.get("/open/openapi.json").json().path("openapi").asText());
            assertEquals(
                    "3.0.1",
                    app.get("/open/openapi.json").json().path("openapi").asText());
            assertEquals(1, asked.get());
            text.set("gone");
            clock.advance(Duration.ofSeconds(31));
            assertEquals(
                    "3.0.1",
                    app.get("/open/openapi.json").json().path("openapi").asText());
            assertEquals(
                    "3.0.1",
                    app.get("/open/openapi.json").json().path("openapi").asText());
            assertEquals(2, asked.get(), "a failure is not asked for again at once");
            clock.advance(Duration.ofSeconds(268));
            assertEquals(
                    "3.0.1",
                    app.get("/open/openapi.json").json().path("openapi").asText());
            clock.advance(Duration.ofSeconds(2));
            RawAnswer away = app.get("/open/openapi.json");
            assertEquals(-1, away.code());
            assertEquals(
                    String.valueOf(clock.millis()),
                    away.json().path("timestamp").asText());
            text.set(DESCRIPTION.replace("3.0.1", "3.0.2"));
            clock.advance(Duration.ofSeconds(6));
            assertEquals(
                    "3.0.2",
                    app.get("/open/openapi.json").json().path("openapi").asText());
            assertEquals(1, warnings(logs).size(), () -> warnings(logs).toString());
        }
    }

    @Test
    void callersWhenOneAsksForTheDescriptionThenTheOthersGetTheLastOne() throws Exception {
        MutableClock clock = new MutableClock(1_664_344_360_000L);
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        ExecutorService callers = Executors.newSingleThreadExecutor();
        try (TestWebapp app = new TestWebapp()
                .open()
                .serveFromStart("/open/*", new PortalServlet(clock), Map.of("portal.openapi", "/docs"))
                .serve("/docs", (request, response) -> {
                    begun.countDown();
                    if (asked.incrementAndGet() > 1) {
                        goOn.await();
                    }
                    response.getWriter().write(DESCRIPTION);
                })
                .start()) {
            assertEquals(200, app.get("/open/openapi.json").status());
            clock.advance(Duration.ofSeconds(61));
            Future<RawAnswer> slow = callers.submit(() -> app.get("/open/openapi.json"));
            begun.await();
            assertEquals(
                    "3.0.1",
                    app.get("/open/openapi.json").json().path("openapi").asText());
            goOn.countDown();
            assertEquals("3.0.1", slow.get().json().path("openapi").asText());
            assertEquals(2, asked.get());
        } finally {
            goOn.countDown();
            callers.shutdownNow();
        }
    }

    @Test
    void descriptionWhenInAFileThenReadAnew(@TempDir Path folder) throws Exception {
        Path file = Files.createDirectories(folder.resolve("WEB-INF")).resolve("openapi.json");
        Files.writeString(file, DESCRIPTION);
        try (TestWebapp app = PortalWebapp.with(
                        "portal.openapi",
                        "/WEB-INF/openapi.json",
                        "portal.title",
                        "开放平台",
                        "portal.servers",
                        "https://api.acme.com/v1/")
                .base(folder)
                .start()) {
            JsonNode document = app.get("/open/openapi.json").json();
            assertEquals("开放平台", document.at("/info/title").asText());
            assertEquals(
                    "https://api.acme.com/v1", document.at("/servers/0/url").asText());
            assertTrue(app.get("/open/clients/go").text().contains("base    = \"https://api.acme.com/v1\""));
        }
    }

    @Test
    void callerWhenOutsideTheNetworksThenNothingIsThere() throws Exception {
        try (TestWebapp app = PortalWebapp.with("portal.networks", "10.0.0.0/8").start()) {
            RawAnswer nothing = app.get("/open/openapi.json");
            assertEquals(404, nothing.status());
            assertFalse(nothing.text().contains("portal") || nothing.text().contains("Portal"), nothing.text());
            assertEquals(404, app.send("POST", "/open/errors.json", "").status());
            assertEquals(404, app.get("/open/").status());
            assertNull(nothing.header("Content-Security-Policy"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded: for=10.0.0.1", "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1"})
    void callerWhenThroughAProxyOnThisMachineThenNothingIsThereAndOneWarning(String header) throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = PortalWebapp.with().start()) {
            assertEquals(404, app.get("/open/errors.json", header).status());
            assertEquals(404, app.get("/open/errors.json", header).status());
            assertEquals(200, app.get("/open/errors.json").status());
            assertEquals(1, warnings(logs).size(), () -> warnings(logs).toString());
            assertTrue(
                    warnings(logs).get(0).contains("proxy.trusted"),
                    () -> warnings(logs).toString());
        }
    }

    @Test
    void callerWhenAProxyIsTrustedThenByHisOwnAddress() throws Exception {
        try (TestWebapp app = PortalWebapp.with(
                        "proxy.trusted", "127.0.0.0/8,::1/128", "portal.networks", "192.0.2.0/24")
                .start()) {
            assertEquals(
                    200,
                    app.get("/open/errors.json", "X-Forwarded-For: 192.0.2.7").status());
            assertEquals(
                    404,
                    app.get("/open/errors.json", "X-Forwarded-For: 198.51.100.7")
                            .status());
            assertEquals(404, app.get("/open/errors.json").status());
        }
        try (TestWebapp anyone =
                PortalWebapp.with("portal.networks", "0.0.0.0/0, ::/0").start()) {
            assertEquals(
                    200,
                    anyone.get("/open/errors.json", "X-Forwarded-For: 192.0.2.7")
                            .status());
        }
    }

    @Test
    void errorsWhenOwnOnesAreConfiguredThenInTheList() throws Exception {
        try (TestWebapp app = PortalWebapp.with()
                .with("errors.statuses", "409 = 20009 资源冲突 | Conflict\n404 = 404 没有 | None")
                .with("errors.exceptions", "java.lang.IllegalStateException = 20010 库存不足")
                .with("errors.reasons", "expired = 10004 重新登录 | Log in again")
                .start()) {
            RawAnswer answer = app.get("/open/errors.json");
            List<Integer> codes = answer.json().findValues("code").stream()
                    .map(JsonNode::asInt)
                    .toList();
            assertEquals(List.of(1, -1, -20, -30, 404, 10003, 10002, 16000, 15000, 12004, 10004, 20009, 20010), codes);
            JsonNode expired = answer.json().get(6);
            assertEquals("Token已过期", expired.path("message").asText());
            assertEquals("Token expired", expired.path("messageEn").asText());
            assertFalse(expired.path("cause").asText().isEmpty()
                    || expired.path("fix").asText().isEmpty());
            assertFalse(answer.text().contains("IllegalState"), "whose names are nobody's business");
            assertTrue(app.get("/open/clients/node").text().contains("const EXPIRED = 10004;"));
            assertTrue(app.get("/open/guide.zh.md").text().contains("| 20009 | 资源冲突 |"));
        }
    }

    @Test
    void portalWhenTheParametersAreWrongThenNotThereAndSaid() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = PortalWebapp.with(
                                "portal.openapi", "v3/api-docs",
                                "portal.token-path", "/api/\"token",
                                "portal.servers", "https://a.example/'x",
                                "portal.cache-seconds", "0",
                                "portal.network", "10.0.0.0/8")
                        .start()) {
            assertEquals(404, app.get("/open/").status());
            String line = String.join("\n", logs.lines());
            for (String name : List.of(
                    "portal.openapi",
                    "portal.token-path",
                    "portal.servers",
                    "portal.cache-seconds",
                    "did you mean portal.networks")) {
                assertTrue(line.contains(name), line);
            }
        }
    }

    @Test
    void portalWhenThereIsNoFilterThenTheUsualContractAndAWarning() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = PortalWebapp.with().startBare()) {
            assertEquals(200, app.get("/open/openapi.json").status());
            assertEquals(200, app.get("/open/openapi.json").status());
            assertEquals(1, warnings(logs).size(), () -> warnings(logs).toString());
        }
    }

    static Stream<ParameterRow> rows() throws IOException {
        return ParameterRow.all().stream()
                .filter(row -> row.isPortals() || row.name().startsWith("proxy."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void initWhenRowOfTheTableThenItsMessage(ParameterRow row) throws Exception {
        boolean fine = row.message().equals("fine");
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = PortalWebapp.with(row.name(), row.value()).start()) {
            app.get("/open/errors.json");
            assertEquals(!fine, logs.everything().contains("could not be set up"));
            assertEquals(!fine, logs.everything().contains(row.message()));
        }
    }

    @Test
    void everythingWhenSearchedThenNoSecretInPagesFilesAndLogs(@TempDir Path folder) throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = PortalWebapp.withTokens(PortalWebapp.with("portal.openapi", "/docs"), folder)
                        .serve("/docs", PortalWebapp.describing(DESCRIPTION))
                        .start()) {
            String token = TestWebapp.token("{\"exp\":4070908800}");
            StringBuilder all = new StringBuilder();
            List<String> paths = new ArrayList<>(List.of(
                    "/open/", "/open/openapi.json", "/open/guide.zh.md", "/open/guide.en.md", "/open/errors.json"));
            ClientSamples.languages().forEach(language -> paths.add("/open/clients/" + language));
            for (String path : paths) {
                all.append(app.get(path, "Authorization: Bearer " + token).text());
            }
            all.append(logs.everything());
            for (String secret : List.of(
                    TestWebapp.SECRET, PortalWebapp.SECRET, token, token.substring(token.lastIndexOf('.') + 1))) {
                assertFalse(all.indexOf(secret) >= 0, secret);
            }
        }
    }
}
