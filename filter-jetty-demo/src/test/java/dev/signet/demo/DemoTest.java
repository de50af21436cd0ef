package dev.signet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo as a new user sees it: start it, paste what it prints. */
class DemoTest {

    /** Of the operations that nobody gets an answer from. */
    private static final Map<String, Integer> FAILING = Map.of("/api/report", -30, "/api/stock", -1);

    /** Whose JSON has no envelope. */
    private static final String BARE = "/signet-health";

    private static Demo demo;

    @BeforeAll
    static void start() throws Exception {
        demo = Demo.start(0);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void rootWhenOpenedThenTheConsoleOverTheOrders() throws Exception {
        HttpResponse<String> root = get("/", "");
        assertEquals(302, root.statusCode());
        assertEquals("/open/", root.headers().firstValue("Location").orElse("").replaceFirst("^http://[^/]*", ""));
        HttpResponse<String> page = get("/open/", "");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("console.js"), page.body());
        JsonNode document = json(get("/open/openapi.json", ""));
        assertEquals("Acme 订单", document.at("/info/title").asText());
        assertTrue(document.path("paths").has("/api/token"), document::toString);
        String boss = token(console().path("clients").get(1));
        int called = 0;
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (path.getValue().has("get")) {
                called++;
                HttpResponse<String> answer = get(path.getKey().replace("{id}", "A-1001"), boss);
                assertEquals(200, answer.statusCode(), path.getKey());
                String type =
                        answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
                assertTrue(
                        path.getValue().at("/get/responses/200/content").has(type),
                        () -> path.getKey() + " is " + type);
                if (type.equals("application/json") && !path.getKey().equals(BARE)) {
                    assertEquals(
                            FAILING.getOrDefault(path.getKey(), 1),
                            json(answer).path("code").asInt(),
                            path.getKey());
                }
            }
        }
        assertEquals(11, called);
    }

    @Test
    void consoleWhenItTakesTheDemosClientsThenTokensAndAnExpiredOne() throws Exception {
        JsonNode console = console();
        assertEquals("/api/token", console.path("tokenPath").asText());
        assertEquals(2, console.path("clients").size());
        String partner = token(console.path("clients").get(0));
        assertEquals(1, json(get("/api/orders", partner)).path("code").asInt());
        assertEquals(
                16000, json(get("/api/admin/turnover", partner)).path("code").asInt());
        assertEquals(
                10002,
                json(get("/api/orders", console.path("expired").asText()))
                        .path("code")
                        .asInt());
    }

    @Test
    void consoleWhenAskedThroughAProxyThenNobodyIsToldOfTheClients() throws Exception {
        for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + demo.port() + ConsoleData.PATH))
                    .header(header, "192.0.2.7")
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertEquals(404, answer.statusCode(), header);
            assertFalse(answer.body().contains("appSecret"), header);
        }
    }

    /** What the demo's page is told, and no other. */
    private static JsonNode console() throws Exception {
        return json(get(ConsoleData.PATH, ""));
    }

    private static String token(JsonNode client) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + demo.port() + "/api/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(client.toString()))
                .build();
        JsonNode envelope =
                json(HttpClient.newHttpClient().send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
        assertEquals(1, envelope.path("code").asInt(), envelope::toString);
        return envelope.at("/data/token").asText();
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + demo.port() + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void startWhenPortIsTakenThenBindException() {
        assertThrows(BindException.class, () -> Demo.start(demo.port()));
    }

    @ParameterizedTest
    @CsvSource({"--port, -1", "--port 0, 0", "--port 65535, 65535", "--port 65536, -1", "--port x, -1", "-p 80, -1"})
    void portOfWhenArgumentsThenNumberOrMinusOne(String args, int port) {
        assertEquals(port, Demo.portOf(args.split(" ", -1)));
    }

    @Test
    void portOfWhenNoArgumentsThenDefault() {
        assertEquals(8080, Demo.portOf());
    }

    @Test
    void webappWhenReadThenItImportsNothingOfSignetOrJetty() throws Exception {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/com/acme"))) {
            List<Path> files =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(files.size() > 5);
            for (Path file : files) {
                String source = Files.readString(file);
                assertFalse(source.contains("dev.signet") || source.contains("org.eclipse.jetty"), file.toString());
            }
        }
    }
}
