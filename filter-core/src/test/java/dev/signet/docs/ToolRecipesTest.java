package dev.signet.docs;

import static dev.signet.docs.RecipeSources.imports;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.IsolatedHost;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes for what a webapp already has: copied from the document into applications that have it. */
class ToolRecipesTest {

    private static final Pattern NONE = Pattern.compile("(?!)");
    private static final String TOKEN = TestWebapp.bearer("");
    private static final String COMMON = imports(
            "dev.signet.*",
            "jakarta.servlet.DispatcherType",
            "java.util.*",
            "org.springframework.boot.SpringBootConfiguration",
            "org.springframework.boot.autoconfigure.EnableAutoConfiguration",
            "org.springframework.boot.web.servlet.FilterRegistrationBean",
            "org.springframework.context.annotation.*",
            "org.springframework.core.Ordered",
            "org.springframework.web.bind.annotation.*");

    /** With the parameters of a recipe. */
    private static final String SHOP = """
            @RestController
            @SpringBootConfiguration(proxyBeanMethods = false)
            @EnableAutoConfiguration
            class Shop {
                @GetMapping("/api/orders")
                List<String> orders() { return List.of("own"); }
                @Bean
                FilterRegistrationBean<SignetFilter> signet() {
                    SignetConfig config = SignetConfig.builder().set("jwt.secret", "%s")
                            .set("access.rules", "%s").set("envelope.exclude", "%s").build();
                    FilterRegistrationBean<SignetFilter> bean = new FilterRegistrationBean<>(new SignetFilter(config));
                    bean.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
                    bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
                    return bean;
                }
                %s
            }
            """;

    private static final String OPEN = """
            @Bean
            SecurityFilterChain open(HttpSecurity http) throws Exception {
                return http.csrf(csrf -> csrf.disable())
                        .authorizeHttpRequests(all -> all.anyRequest().permitAll()).build();
            }
            """;

    /** What the SockJS of Spring needs, and an endpoint of it. */
    private static final String SOCKETS = """
            @Configuration(proxyBeanMethods = false)
            @EnableWebSocket
            static class Sockets implements WebSocketConfigurer {
                @Override
                public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
                    registry.addHandler(new TextWebSocketHandler() {
                        @Override
                        protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
                            session.sendMessage(new TextMessage("echo " + message.getPayload()));
                        }
                    }, "/ws").withSockJS();
                }
            }
            """;

    @TempDir
    private Path folder;

    private IsolatedHost start(String heading, String jars, String imports, String more) throws Exception {
        String block = Recipe.blocks(heading, "xml").get(0);
        String shop = SHOP.formatted(
                TestWebapp.SECRET,
                parameter(block, "access.rules").replace("\n", "\\n"),
                parameter(block, "envelope.exclude").replace("\n", "\\n"),
                more);
        RecipeSources.compile(folder, RecipeSources.jars(jars), COMMON + imports, shop);
        return IsolatedHost.start(heading, RecipeBoot.class.getName(), NONE, List.of(jars), folder);
    }

    private static String parameter(String block, String name) {
        String begin = "<param-name>" + name + "</param-name><param-value>";
        String from = block.substring(block.indexOf(begin) + begin.length());
        return from.substring(0, from.indexOf("</param-value>")).strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"springdoc-3", "springdoc-4"})
    void pageWhenSwaggerUiLoadsItsJsonThenItCanReadIt(String jars) throws Exception {
        try (IsolatedHost host = start("### Swagger UI", jars, "", "");
                RawClient client = new RawClient(host.port())) {
            assertEquals(302, client.get("/swagger-ui.html").status());
            assertTrue(client.get("/swagger-ui/index.html").text().contains("swagger-ui-bundle.js"));
            assertEquals(200, client.get("/swagger-ui/swagger-ui-bundle.js").status());
            RawAnswer settings = client.get("/v3/api-docs/swagger-config");
            assertEquals("/v3/api-docs", settings.json().path("url").asText(), settings.text());
            assertTrue(client.get("/v3/api-docs").json().path("paths").has("/api/orders"));
            assertTrue(client.get("/v3/api-docs.yaml").text().startsWith("openapi:"));
            assertEquals(10003, client.get("/api/orders").code());
            assertEquals(1, client.get("/api/orders", TOKEN).code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot-3", "spring-boot-4"})
    void actuatorWhenProbedThenPlainAndTheRestForOperators(String jars) throws Exception {
        String security = imports(
                "org.springframework.security.config.annotation.web.builders.HttpSecurity",
                "org.springframework.security.web.SecurityFilterChain");
        try (IsolatedHost host = start("### Actuator", jars, security, OPEN);
                RawClient client = new RawClient(host.port())) {
            assertEquals(
                    "UP", client.get("/actuator/health").json().path("status").asText());
            assertEquals(10003, client.get("/actuator").code());
            assertEquals(16000, client.get("/actuator", TOKEN).code());
            RawAnswer links = client.get("/actuator", TestWebapp.bearer(",\"roles\":[\"ops\"]"));
            assertTrue(links.json().has("_links"), links.text());
        }
    }

    @Test
    void socketWhenSockJsOpensOneThenItIsThere() throws Exception {
        String sockets = imports(
                "org.springframework.web.socket.*",
                "org.springframework.web.socket.config.annotation.*",
                "org.springframework.web.socket.handler.TextWebSocketHandler");
        try (IsolatedHost host = start("### SockJS", "sockjs", sockets, SOCKETS);
                RawClient client = new RawClient(host.port())) {
            assertTrue(client.get("/ws/info").json().path("websocket").asBoolean());
            assertEquals(
                    "o\n", client.send("POST", "/ws/000/abcd/xhr", new byte[0]).text());
            assertEquals(
                    "o\n", client.send("POST", "/ws/000/efgh/xhr", new byte[0]).text());
            RawAnswer sent = client.send("POST", "/ws/000/abcd/xhr_send", "[\"一\"]".getBytes(UTF_8));
            assertEquals(204, sent.status());
            assertEquals(
                    "a[\"echo 一\"]\n",
                    client.send("POST", "/ws/000/abcd/xhr", new byte[0]).text());
            assertEquals("echo 二", echo(host.port(), "二"));
            assertEquals(10003, client.get("/api/orders").code());
        }
    }

    private static String echo(int port, String text) throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + "/ws/websocket"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence said, boolean last) {
                        heard.complete(said.toString());
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
        socket.sendText(text, true).get(10, TimeUnit.SECONDS);
        String answer = heard.get(10, TimeUnit.SECONDS);
        socket.abort();
        return answer;
    }

    @Test
    void callWhenBehindAProxyFromAPageOfAnotherOriginThenBothAreKnown() throws Exception {
        String block = Recipe.blocks("### Pages of another origin, behind a proxy", "xml")
                .get(0)
                .replace("10.0.0.0/8", "127.0.0.0/8"); // where these calls come from
        String origin = parameter(block, "signet.cors.origins");
        try (TestWebapp app = new TestWebapp()
                .context("signet.proxy.trusted", parameter(block, "signet.proxy.trusted"))
                .context("signet.cors.origins", origin)
                .with("limit.rules", "* /** 1/h by address")
                .serve("/orders", (request, response) -> response.setContentType("application/json"))
                .start()) {
            RawAnswer preflight =
                    app.send("OPTIONS", "/orders", null, "Origin: " + origin, "Access-Control-Request-Method: GET");
            assertEquals(204, preflight.status());
            assertEquals(origin, preflight.header("Access-Control-Allow-Origin"));
            RawAnswer refused = app.get("/orders", "Origin: " + origin, "X-Forwarded-For: 192.0.2.6");
            assertEquals(10003, refused.code());
            assertEquals(origin, refused.header("Access-Control-Allow-Origin"));
            assertEquals(
                    1, app.get("/orders", TOKEN, "X-Forwarded-For: 192.0.2.7").code());
            assertEquals(
                    -1, app.get("/orders", TOKEN, "X-Forwarded-For: 192.0.2.7").code());
            assertEquals(
                    1, app.get("/orders", TOKEN, "X-Forwarded-For: 192.0.2.8").code());
        }
    }
}
