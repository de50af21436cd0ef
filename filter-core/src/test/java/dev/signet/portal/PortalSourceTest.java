package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the portal makes of descriptions that are away, wrong or slow. */
class PortalSourceTest {

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
                    response.getWriter().write(PortalWebapp.DESCRIPTION.replace("Orders", "订单"));
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
            assertEquals(
                    1,
                    PortalWebapp.warnings(logs).size(),
                    () -> PortalWebapp.warnings(logs).toString());
            assertTrue(
                    PortalWebapp.warnings(logs).get(0).contains(why),
                    () -> PortalWebapp.warnings(logs).toString());
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
                assertEquals(1, PortalWebapp.warnings(logs).size(), () -> path + PortalWebapp.warnings(logs));
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
        AtomicReference<String> text = new AtomicReference<>(PortalWebapp.DESCRIPTION);
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
            text.set(PortalWebapp.DESCRIPTION.replace("3.0.1", "3.0.2"));
            clock.advance(Duration.ofSeconds(6));
            assertEquals(
                    "3.0.2",
                    app.get("/open/openapi.json").json().path("openapi").asText());
            assertEquals(
                    1,
                    PortalWebapp.warnings(logs).size(),
                    () -> PortalWebapp.warnings(logs).toString());
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
                    response.getWriter().write(PortalWebapp.DESCRIPTION);
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
        Files.writeString(file, PortalWebapp.DESCRIPTION);
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
    void callerWhenTheDescriptionIsAskedForThenNobody() throws Exception {
        List<Object> seen = new CopyOnWriteArrayList<>();
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/docs")
                .with("access.rules", "* /open/** optional")
                .serve("/docs", (request, response) -> {
                    seen.add(String.valueOf(request.getRemoteUser()));
                    seen.add(String.valueOf(request.getUserPrincipal()));
                    seen.add(String.valueOf(request.getAuthType()));
                    seen.add(request.isUserInRole("admin"));
                    seen.add(String.valueOf(request.getAttribute("dev.signet.token")));
                    seen.add(request.getCookies() == null);
                    seen.add(String.valueOf(request.getSession(false)));
                    seen.add(String.valueOf(request.getQueryString()));
                    seen.add(request.getRemoteAddr());
                    response.getWriter().write(PortalWebapp.DESCRIPTION);
                })
                .start()) {
            RawAnswer answer = app.get(
                    "/open/openapi.json?a=1",
                    TestWebapp.bearer(",\"sub\":\"eve\",\"roles\":[\"admin\"]"),
                    "Cookie: a=b");
            assertEquals("3.0.1", answer.json().path("openapi").asText());
            assertEquals(List.of("null", "null", "null", false, "null", true, "null", "null", "0.0.0.0"), seen);
        }
    }
}
