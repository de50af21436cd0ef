package dev.signet.spring.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an application starts, and with what. */
class StartsTest {

    @ParameterizedTest
    @ValueSource(strings = {"boot-3.3-jetty", "boot-3.5-tomcat", "boot-4.0-tomcat"})
    void startWhenTheConfigurationIsBrokenThenBootListsAllProblems(String server) {
        Map<String, String> properties =
                Map.of("signet.jwt.secret", "short", "signet.jwt.require-exp", "maybe", "signet.jwt.isuer", "any");
        String said = assertThrows(IllegalStateException.class, () -> Boot.shop(server, properties))
                .getMessage();
        assertTrue(said.contains("its configuration has 3 problems"), said);
        assertTrue(said.contains("- signet.jwt.secret: the secret has 5 bytes and needs 32"), said);
        assertTrue(
                said.contains("- signet.jwt.require-exp: \"maybe\" is not allowed; expected one of true, false"), said);
        assertTrue(said.contains("- signet.jwt.isuer: unknown parameter; did you mean signet.jwt.issuer?"), said);
        assertTrue(said.contains("signet.enabled=false"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-4.0-jetty"})
    void startWhenNotEnabledThenNothingIsThere(String server) throws Exception {
        try (Boot boot = Boot.shop(
                server,
                Map.of("signet.enabled", "false", "signet.jwt.secret", "short", "signet.token.path", "/api/token"))) {
            assertEquals("[7]", boot.calls().get("/stock").text());
            assertEquals(404, boot.calls().post("/api/token", "{}").status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-3.5-webflux", "boot-4.0-webflux"})
    void startWhenTheServerIsNoneOfServletsThenNothingIsThere(String server) throws Exception {
        try (Boot boot = Boot.start(server, "BootHost", Map.of(BootHost.CLASSES, "ReactiveApplication"))) {
            assertEquals("open", boot.calls().get("/open").text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-4.0-tomcat"})
    void beansWhenThereThenTaken(String server) throws Exception {
        try (Boot boot = Boot.shop(
                server,
                Map.of(
                        BootHost.CLASSES,
                        "ShopApplication,BeansApplication",
                        "spring.main.lazy-initialization",
                        "true",
                        "management.endpoints.web.exposure.include",
                        "health,metrics",
                        "signet.access.rules",
                        "GET /actuator/** permit",
                        "signet.token.path",
                        "/api/token"))) {
            Calls calls = boot.calls();
            assertEquals(
                    "{\"of\":\"acme\"}",
                    calls.get("/orders", Calls.token("acme")).data());
            assertEquals(10003, calls.get("/orders", Calls.token("blocked")).code());
            String credentials = "{\"appKey\":\"acme\",\"appSecret\":\"VbW1yv0kq3Zs8ncR5tJ7xA\"}";
            assertEquals(1, calls.post("/api/token", credentials).code());
            String meters = calls.get("/actuator/metrics").text();
            assertTrue(meters.contains("signet."), meters);
            boolean heard = (boolean) boot.loader()
                    .loadClass("dev.signet.spring.boot.BeansApplication")
                    .getMethod("heard")
                    .invoke(null);
            assertTrue(heard, "calls were heard of");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-4.0-tomcat"})
    void registrationsWhenTheApplicationHasItsOwnThenTheyCount(String server) throws Exception {
        try (Boot boot = Boot.shop(
                server,
                Map.of(BootHost.CLASSES, "ShopApplication,OwnRegistrations", "signet.token.path", "/ignored"))) {
            Calls calls = boot.calls();
            assertEquals(10003, calls.get("/stock").code());
            assertEquals("[7]", calls.get("/stock", Calls.token("acme")).data());
            assertEquals(404, calls.post("/ignored", "{}", Calls.token("acme")).code());
            assertEquals(12004, calls.post("/own/token", "{}").code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-3.5-tomcat"})
    void dataSourceWhenNamedThenTheBeanOfThisName(String server) throws Exception {
        try (Boot boot = Boot.shop(
                server,
                Map.of(
                        "spring.datasource.url", "jdbc:h2:mem:shop",
                        "signet.jwt.secret", Calls.SECRET,
                        "signet.issuer.data-source", "dataSource",
                        "signet.token.path", "/api/token"))) {
            // the table is not there, which only whoever has asked the database can know
            assertEquals(
                    -1,
                    boot.calls()
                            .post("/api/token", "{\"appKey\":\"a\",\"appSecret\":\"b\"}")
                            .code());
            assertEquals(-1, boot.calls().get("/stock", Calls.token("acme")).code());
        }
    }
}
