package dev.signet.javax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.SecretHash;
import dev.signet.testing.IsolatedHost;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Spring Boot 2.7 application with its own Tomcat 9, bare and behind Signet, which is registered in code. */
class JavaxBootIT {

    private static final String BEARER = TestWebapp.bearer(
            ",\"sub\":\"acme\",\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\":\"acme\"");

    private static final String SECRET = "a secret that is long enough";

    private static IsolatedHost bare;
    private static IsolatedHost behind;

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(
                Path.of("target", "boot-2-clients.json"),
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"" + SecretHash.sha256(SECRET) + "\"}]}]}");
        bare = start(false);
        behind = start(true);
    }

    private static IsolatedHost start(boolean signet) throws Exception {
        URLClassLoader loader = new URLClassLoader(
                "Boot 2.7", JavaxServer.urls("javax-spring-boot-2"), ClassLoader.getPlatformClassLoader());
        return IsolatedHost.start(loader, "dev.signet.javax.Boot2Host", signet);
    }

    @AfterAll
    static void stop() throws Exception {
        bare.close();
        behind.close();
    }

    private static RawAnswer ask(IsolatedHost host, String method, String path, String body, String... headers)
            throws IOException {
        try (RawClient client = new RawClient(host.port())) {
            return client.send(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), headers);
        }
    }

    /** The status that the bare application answers with, and the code that is made of it. */
    @ParameterizedTest
    @CsvSource({
        "GET, /orders, , 200, 1",
        "POST, /orders, {\"id\":\"A-1\"}, 200, 1",
        "POST, /orders, {\"id\":null}, 400, 12004",
        "POST, /orders, {, 400, 12004",
        "GET, /number?n=7, , 200, 1",
        "GET, /number?n=x, , 400, 12004",
        "DELETE, /number, , 405, 404",
        "GET, /nowhere, , 404, 404",
        "GET, /broken, , 500, -30",
        "GET, /unavailable, , 503, -1",
        "GET, /filtered, , 500, -1", // by an exception that tells a status, where Spring does not see it
        "GET, /later, , 200, 1"
    })
    void answerWhenBehindSignetThenIsTheEnvelopeOfTheBareOne(
            String method, String path, String body, int status, int code) throws IOException {
        String json = "Content-Type: application/json";
        RawAnswer plain = ask(bare, method, path, body, json);
        RawAnswer wrapped = ask(behind, method, path, body, json, BEARER);

        assertEquals(status, plain.status(), plain::text);
        assertEquals(200, wrapped.status(), wrapped::text);
        assertEquals(code, wrapped.code(), wrapped::text);
        if (status == 200) {
            assertEquals(plain.text(), wrapped.data());
        }
    }

    @ParameterizedTest
    @CsvSource({"/text", "/stream", "/actuator/health"})
    void answerWhenItIsNoJsonOrIsExcludedThenIsLeftAsItIs(String path) throws IOException {
        RawAnswer plain = ask(bare, "GET", path, null);
        RawAnswer passed = ask(behind, "GET", path, null, BEARER);

        assertEquals(plain.text(), passed.text());
        assertEquals(plain.header("Content-Type"), passed.header("Content-Type"));
    }

    @Test
    void callWhenItsTokenIsMissingOrIsNotEnoughThenIsRefused() throws IOException {
        assertEquals(10003, ask(behind, "GET", "/orders", null).code());
        assertEquals(16000, ask(behind, "GET", "/admin/all", null, BEARER).code());
        assertEquals(1, ask(behind, "GET", "/actuator/metrics", null).code());
        assertEquals("acme", ask(behind, "GET", "/caller", null, BEARER).text());
    }

    @Test
    void tokenWhenTheEndpointHandsItOutThenAdmits() throws IOException {
        RawAnswer token = ask(
                behind,
                "POST",
                "/api/token",
                "{\"appKey\":\"acme\",\"appSecret\":\"" + SECRET + "\"}",
                "Content-Type: application/json");
        assertEquals(1, token.code(), token::text);
        String bearer =
                "Authorization: Bearer " + token.json().get("data").get("token").asText();

        assertEquals(1, ask(behind, "GET", "/orders", null, bearer).code());
        RawAnswer metrics = ask(behind, "GET", "/actuator/metrics", null);
        assertTrue(metrics.text().contains("signet."), metrics::text);
    }
}
