package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is on the wire against what the document says, whichever way the filter is set. */
class PortalAnswersTest {

    /** Answers what it is asked for. */
    private static void play(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = Integer.parseInt(request.getParameter("status"));
        if (request.getParameter("error") != null) {
            response.sendError(status);
            return;
        }
        response.setStatus(status);
        String body = request.getParameter("body");
        if (body != null) {
            response.setContentType(status < 400 ? "application/json" : "application/problem+json");
            response.getWriter().write(body);
        }
    }

    private static TestWebapp webapp(String status, String timestamp, String noContent) throws Exception {
        return PortalWebapp.with("portal.openapi", "/docs")
                .with("envelope.http-status", status)
                .with("envelope.timestamp", timestamp)
                .with("envelope.no-content", noContent)
                .with("errors.statuses", "409 = 20009 资源冲突 | Conflict")
                .serve(
                        "/docs",
                        PortalWebapp.describing(OpenApi.resource(Rewriting.PETS).toString()))
                .serve("/pet", PortalAnswersTest::play)
                .serve("/pet/*", PortalAnswersTest::play)
                .start();
    }

    @ParameterizedTest
    @CsvSource({"200, string, wrap", "200, number, pass", "real, string, wrap", "real, number, pass"})
    void answersWhenHeldAgainstTheDocumentThenAsItSays(String status, String timestamp, String noContent)
            throws Exception {
        String pet = "{\"name\":\"Rex\",\"photoUrls\":[]}";
        try (TestWebapp app = webapp(status, timestamp, noContent)) {
            OpenApi document = new OpenApi(app.get("/open/openapi.json").json()).assertValid();
            assertSaid(app, document, "GET", "/pet/{petId}", "/pet/7?status=200&body=" + encoded(pet), 1);
            assertSaid(app, document, "GET", "/pet/{petId}", "/pet/7?status=404&error=1", 404);
            assertSaid(app, document, "GET", "/pet/{petId}", "/pet/7?status=410", 404);
            assertSaid(
                    app,
                    document,
                    "GET",
                    "/pet/{petId}",
                    "/pet/7?status=409&body=" + encoded("{\"title\":\"x\"}"),
                    20009);
            assertSaid(app, document, "GET", "/pet/{petId}", "/pet/7?status=503&error=1", -1);
            assertSaid(app, document, "GET", "/pet/{petId}", "/pet/7?status=500&body={}", -30);
            assertSaid(app, document, "POST", "/pet", "/pet?status=201&body=" + encoded(pet), 1);
            assertSaid(app, document, "POST", "/pet", "/pet?status=204", 1);
            assertSaid(app, document, "POST", "/pet", "/pet?status=418", -20);
            assertSaid(app, document, "DELETE", "/pet/{petId}", "/pet/7?status=204", 1);
            assertSaid(app, document, "DELETE", "/pet/{petId}", "/pet/nothing?status=404", 404);
        }
    }

    private static String encoded(String json) {
        return URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    /** What the application answers, and what is refused without a token. */
    private static void assertSaid(
            TestWebapp app, OpenApi document, String method, String template, String path, int code) throws Exception {
        RawAnswer answer = app.send(method, path, null, TestWebapp.bearer(""));
        JsonNode response = response(document, method, template, answer.status());
        if (answer.body().length == 0) {
            assertEquals(1, code, path);
            assertFalse(response.has("content"), response::toString);
        } else {
            assertEquals(code, answer.code(), answer::text);
            assertValid(document, method, template, answer);
        }
        RawAnswer refused = app.send(method, path, null);
        assertEquals(10003, refused.code(), refused::text);
        assertValid(document, method, template, refused);
    }

    private static String key(OpenApi document, String method, String template, int status) {
        JsonNode responses = document.responses(method.toLowerCase(Locale.ROOT), template);
        for (String key : List.of(String.valueOf(status), status / 100 + "XX", "default")) {
            if (responses.has(key)) {
                return key;
            }
        }
        return "nothing for " + status;
    }

    private static JsonNode response(OpenApi document, String method, String template, int status) {
        JsonNode response = document.responses(method.toLowerCase(Locale.ROOT), template)
                .path(key(document, method, template, status));
        assertTrue(response.isObject(), () -> method + " " + template + " says nothing of " + status);
        return response;
    }

    private static void assertValid(OpenApi document, String method, String template, RawAnswer answer)
            throws IOException {
        assertEquals(
                List.of(),
                document.errors(
                        method.toLowerCase(Locale.ROOT),
                        template,
                        key(document, method, template, answer.status()),
                        "application/json",
                        answer.json()),
                answer::text);
    }
}
