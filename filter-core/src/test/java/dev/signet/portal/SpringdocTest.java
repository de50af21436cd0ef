package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testing.IsolatedHost;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptions that springdoc makes of real applications, held against what those answer. */
class SpringdocTest {

    private static final String TOKEN = TestWebapp.bearer("");
    private static final Pattern NONE = Pattern.compile("(?!)");

    private static IsolatedHost start(String generation, String version) throws Exception {
        return IsolatedHost.start(generation, SpringdocHost.class.getName(), NONE, List.of(generation), version);
    }

    private static OpenApi document(RawClient client) throws Exception {
        return OpenApi.parse(client.get("/app/open/openapi.json").text()).assertValid();
    }

    @ParameterizedTest
    @CsvSource({
        "springdoc-3, openapi_3_0, 3.0.",
        "springdoc-3, openapi_3_1, 3.1.",
        "springdoc-4, openapi_3_0, 3.0.",
        "springdoc-4, openapi_3_1, 3.1."
    })
    void answersWhenHeldAgainstTheDocumentThenAsItSays(String generation, String version, String begins)
            throws Exception {
        try (IsolatedHost host = start(generation, version);
                RawClient client = new RawClient(host.port())) {
            OpenApi document = document(client);
            assertTrue(document.at("/openapi").asText().startsWith(begins), document.at("/openapi")::asText);
            assertEquals("/app", document.at("/servers/0/url").asText());
            assertTrue(document.at("/components/schemas").has("Order"));
            assertTrue(
                    client.get("/app/open/console.json")
                            .json()
                            .path("swaggerUi")
                            .asBoolean(),
                    "springdoc brings it");
            assertEquals(200, client.get("/app/open/ui/swagger-ui-bundle.js").status());

            assertSaid(document, client, "GET", "/orders", "/orders", null, 1);
            assertSaid(document, client, "GET", "/orders/{id}", "/orders/7", null, 1);
            assertSaid(document, client, "GET", "/orders/{id}", "/orders/404", null, 404);
            assertSaid(document, client, "GET", "/orders/{id}", "/orders/seven", null, 12004);
            assertSaid(
                    document,
                    client,
                    "POST",
                    "/orders",
                    "/orders",
                    "{\"name\":\"x\",\"amount\":5,\"price\":1,\"parts\":[]}",
                    1);
            RawAnswer invalid = assertSaid(
                    document, client, "POST", "/orders", "/orders", "{\"name\":\"x\",\"amount\":500}", 12004);
            assertEquals("amount", invalid.json().at("/data/detail").asText(), invalid::text);
            assertSaid(document, client, "POST", "/orders", "/orders", "{", 12004);
            assertSaid(document, client, "DELETE", "/orders/{id}", "/orders/7", null, 1);
            assertSaid(document, client, "GET", "/orders/{id}/void", "/orders/7/void", null, 1);
            assertSaid(document, client, "GET", "/orders/{id}/map", "/orders/7/map", null, 1);
            assertSaid(document, client, "GET", "/admin/orders", "/admin/orders", null, 16000);
            assertSaid(document, client, "PUT", "/orders", "/orders", "{}", 404);
            assertPasses(document, client, "/files/{id}", "/files/7", "application/pdf");
            assertPasses(document, client, "/text", "/text", "text/plain");
            RawAnswer raw = client.get("/app/files/7/raw", TOKEN);
            assertEquals("%PDF", raw.text());
            assertTrue(content(document, "get", "/files/{id}/raw").has("*/*"), document.document()::toPrettyString);
            RawAnswer refused = client.get("/app/files/7");
            assertEquals(10003, refused.code());
            assertEquals(List.of(), document.errors("get", "/files/{id}", "200", "application/json", refused.json()));
        }
    }

    private static JsonNode content(OpenApi document, String method, String path) {
        return document.responses(method, path).path("200").path("content");
    }

    /** Calls with and without a token; what comes is what the document says. */
    private static RawAnswer assertSaid(
            OpenApi document, RawClient client, String method, String template, String path, String body, int code)
            throws Exception {
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        String type = "Content-Type: application/json";
        RawAnswer answer = client.send(method, "/app" + path, bytes, TOKEN, type);
        assertEquals(code, answer.code(), answer::text);
        RawAnswer refused = client.send(method, "/app" + path, bytes, type);
        assertEquals(10003, refused.code(), refused::text);
        if (!document.responses(method.toLowerCase(Locale.ROOT), template).isMissingNode()) {
            for (RawAnswer each : List.of(answer, refused)) {
                assertEquals(
                        "application/json;charset=utf-8",
                        each.header("Content-Type").toLowerCase(Locale.ROOT));
                assertEquals(
                        List.of(),
                        document.errors(
                                method.toLowerCase(Locale.ROOT), template, "200", "application/json", each.json()),
                        each::text);
            }
        }
        return answer;
    }

    private static void assertPasses(OpenApi document, RawClient client, String template, String path, String type)
            throws Exception {
        RawAnswer answer = client.get("/app" + path, TOKEN);
        assertTrue(answer.header("Content-Type").startsWith(type), answer.header("Content-Type"));
        assertTrue(content(document, "get", template).has(type), document.document()::toPrettyString);
    }
}
