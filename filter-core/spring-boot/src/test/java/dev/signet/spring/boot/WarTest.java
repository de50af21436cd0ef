package dev.signet.spring.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same application as a war, where web.xml and the server have a word as well. */
class WarTest {

    private static Boot war(String server, Map<String, String> properties) throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        all.put(BootHost.CLASSES, "ShopApplication");
        return Boot.start(server, "WarHost", all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-3.3-tomcat", "boot-4.0-tomcat"})
    void warWhenDeployedThenTheFilterIsInFrontOfAll(String server) throws Exception {
        try (Boot boot = war(
                server,
                Map.of(
                        "signet.jwt.secret-file",
                        "/WEB-INF/secret",
                        "signet.health.path",
                        "/up",
                        "signet.jwt.issuer",
                        "shop"))) {
            Calls calls = boot.calls();
            String[] acme = Calls.token("acme", "\"iss\":\"shop\",\"aud\":\"war\"");
            assertEquals(10003, calls.get("/shop/first").code(), "a filter of web.xml");
            assertEquals("\"first\"", calls.get("/shop/first", acme).data());
            assertEquals(
                    10003,
                    calls.get("/shop/early", Calls.token("acme", "\"iss\":\"shop\""))
                            .code());
            assertEquals("\"early\"", calls.get("/shop/early", acme).data());
            assertEquals("{\"of\":\"acme\"}", calls.get("/shop/orders", acme).data());
            assertEquals("[7]", calls.get("/shop/by-name", acme).data());
            assertEquals(404, calls.get("/shop/nosuch", acme).code());
            assertEquals(-30, calls.get("/shop/broken", acme).code());
            assertEquals(-20, calls.get("/shop/conflict", acme).code());
            assertEquals(10003, calls.get("/shop/secure/me", acme).code());
            assertEquals(200, calls.get("/shop/up").status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-3.5-tomcat"})
    void warWhenTheConfigurationIsBrokenThenNotDeployed(String server) {
        Throwable thrown =
                assertThrows(IllegalStateException.class, () -> war(server, Map.of("signet.jwt.secret", "short")));
        StringBuilder said = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            said.append(each.getMessage()).append('\n');
        }
        assertTrue(said.toString().contains("signet.jwt.secret: the secret has 5 bytes and needs 32"), said.toString());
    }
}
