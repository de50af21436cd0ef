package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testing.LogCapture;
import dev.signet.testing.ParameterRow;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The portal over the wire. */
class PortalServletTest {

    @Test
    void documentsWhenAskedForThenEachWithItsTypeAndPolicy() throws Exception {
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/v3/api-docs")
                .serve("/v3/api-docs", PortalWebapp.describing(PortalWebapp.DESCRIPTION))
                .start()) {
            for (String[] row : new String[][] {
                {"/open/", "text/html"},
                {"/open/console.json", "application/json"},
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
                        answer.header("Content-Type").toLowerCase(Locale.ROOT).replace(" ", ""),
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
                .serve("/v3/api-docs", PortalWebapp.describing(PortalWebapp.DESCRIPTION))
                .start()) {
            JsonNode document = app.get("/open/openapi.json").json();
            assertEquals("3.0.1", document.path("openapi").asText(), document::toString);
            assertEquals(404, app.get("/open/nothing").code());
        }
    }

    @Test
    void titleWhenItHasMarkupThenTextEverywhere() throws Exception {
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/v3/api-docs")
                .serve("/v3/api-docs", PortalWebapp.describing(PortalWebapp.DESCRIPTION))
                .start()) {
            assertFalse(
                    app.get("/open/").text().contains("Orders"),
                    "the page is a file, and its script writes text alone");
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
    void parameterWhenOfThePortalAndWrittenElsewhereThenTheFilterSaysWhose() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = PortalWebapp.with()
                        .with("portal.title", "Acme")
                        .context("signet.portal.titel", "Acme")
                        .start()) {
            assertEquals(503, app.get("/open/").status());
            assertTrue(
                    logs.everything()
                            .contains("portal.title: unknown parameter here; it belongs to the partners' portal"),
                    logs::everything);
            assertTrue(logs.everything().contains("did you mean signet.portal.title?"), logs::everything);
        }
    }

    @Test
    void portalWhenNoRulePermitsItThenTheFilterSaysSo() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = PortalWebapp.with().without("access.rules").start()) {
            assertEquals(10003, app.get("/open/errors.json").code());
            assertTrue(logs.everything().contains("put in front of it: GET /open/** permit"), logs::everything);
        }
    }

    @Test
    void portalWhenThereIsNoFilterThenTheUsualContractAndAWarning() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = PortalWebapp.with().startBare()) {
            assertEquals(200, app.get("/open/openapi.json").status());
            assertEquals(200, app.get("/open/openapi.json").status());
            assertEquals(
                    1,
                    PortalWebapp.warnings(logs).size(),
                    () -> PortalWebapp.warnings(logs).toString());
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
                        .serve("/docs", PortalWebapp.describing(PortalWebapp.DESCRIPTION))
                        .start()) {
            String token = TestWebapp.token("{\"exp\":4070908800}");
            StringBuilder all = new StringBuilder();
            List<String> paths = new ArrayList<>(List.of(
                    "/open/",
                    "/open/console.json",
                    "/open/openapi.json",
                    "/open/guide.zh.md",
                    "/open/guide.en.md",
                    "/open/errors.json"));
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
