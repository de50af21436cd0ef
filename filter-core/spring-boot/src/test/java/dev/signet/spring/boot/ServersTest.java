package dev.signet.spring.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.spring.boot.Calls.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One application on every Boot and every server that this Boot has, with virtual threads where JDK and server have them. */
class ServersTest {

    private static final String CLIENT_SECRET = "VbW1yv0kq3Zs8ncR5tJ7xA";

    /** Boot gives them to Undertow only later. */
    private static final String WITHOUT_VIRTUAL_THREADS = "boot-3.3-undertow";

    @TempDir
    private static Path folder;

    private static Map<String, String> properties() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(CLIENT_SECRET.getBytes(StandardCharsets.UTF_8));
        Path clients = Files.writeString(
                folder.resolve("clients.json"),
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:"
                        + Base64.getEncoder().encodeToString(hash) + "\"}],\"limits\":{\"perDay\":1000}}]}");
        return Map.of(
                "signet.jwt.secret", Calls.SECRET,
                "signet.jwt.clock-skew-seconds", "10s",
                "signet.token.path", "/api/token",
                "signet.jwks.path", "/jwks",
                "signet.portal.path", "/open",
                "signet.health.path", "/up",
                "signet.issuer.clients-file", clients.toString(),
                "spring.threads.virtual.enabled", "true",
                "server.servlet.context-path", "/shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boot-3.3-tomcat",
                "boot-3.3-jetty",
                "boot-3.3-undertow",
                "boot-3.5-tomcat",
                "boot-3.5-jetty",
                "boot-3.5-undertow",
                "boot-4.0-tomcat",
                "boot-4.0-jetty"
            })
    void applicationWhenCalledThenTokensCodesAndEnvelopes(String server) throws Exception {
        try (KeptLog log = KeptLog.of("dev.signet", Level.WARNING);
                Boot boot = Boot.shop(server, properties())) {
            assertEquals(
                    Set.of("jwt.secret", "jwt.issuer", "jwt.audience"),
                    log.lines().stream().map(line -> line.replaceAll(" .*", "")).collect(Collectors.toSet()),
                    "nothing else is doubtful");
            Calls calls = boot.calls();
            String[] acme = Calls.token("acme");
            assertEquals(10003, calls.get("/shop/orders").code());
            assertEquals("{\"of\":\"acme\"}", calls.get("/shop/orders", acme).data());
            assertEquals("{\"in\":\"time\"}", calls.get("/shop/later", acme).data());
            assertEquals("[7]", calls.get("/shop/by-name", acme).data());
            assertEquals(10003, calls.get("/shop/early").code(), "a filter with the highest precedence");
            assertEquals("\"early\"", calls.get("/shop/early", acme).data());
            assertEquals(
                    String.valueOf(Runtime.version().feature() >= 21 && !server.equals(WITHOUT_VIRTUAL_THREADS)),
                    calls.get("/shop/thread", acme).data());
            errors(calls, acme);
            endpoints(calls);
        }
    }

    /** Of BasicErrorController and of Spring Security. */
    private static void errors(Calls calls, String[] acme) throws Exception {
        assertEquals(404, calls.get("/shop/nosuch", acme).code());
        assertEquals(-30, calls.get("/shop/broken", acme).code());
        assertEquals(-20, calls.get("/shop/conflict", acme).code());
        Answer denied = calls.get("/shop/secure/none", acme);
        assertEquals(10003, denied.code(), denied.text());
        assertEquals(10003, calls.get("/shop/secure/me", acme).code());
        assertEquals(200, denied.status());
    }

    private static void endpoints(Calls calls) throws Exception {
        Answer granted = calls.post("/shop/api/token", "{\"appKey\":\"acme\",\"appSecret\":\"" + CLIENT_SECRET + "\"}");
        assertEquals(1, granted.code(), granted.text());
        String token = granted.data().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        assertEquals(
                "{\"of\":\"acme\"}",
                calls.get("/shop/orders", "Authorization", "Bearer " + token).data());
        assertEquals(
                15000,
                calls.post("/shop/api/token", "{\"appKey\":\"acme\",\"appSecret\":\"x\"}")
                        .code());
        assertEquals(404, calls.get("/shop/jwks").code(), "a secret is not published");
        Answer up = calls.get("/shop/up");
        assertTrue(up.text().startsWith("{\"status\":\"UP\""), up.text());
        Answer guide = calls.get("/shop/open/errors.json");
        assertEquals(200, guide.status());
        assertTrue(guide.text().contains("10003") && !guide.text().contains("\"timestamp\""), guide.text());
        assertEquals(10003, calls.get("/shop/actuator/health").code());
        String health = calls.get("/shop/actuator/health", Calls.token("acme")).text();
        assertTrue(health.contains("\"status\":\"UP\"") && !health.contains("\"timestamp\""), health);
    }
}
