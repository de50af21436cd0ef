package dev.signet.spring.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is excluded by itself, and that a start says so. */
class DefaultExclusionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"boot-3.3-tomcat"})
    void startWhenThereIsActuatorThenPrinted(String server) throws Exception {
        Map<String, String> properties = Map.of(
                "signet.jwt.secret", Calls.SECRET,
                "signet.issuer.lifetime-seconds", "1h",
                "signet.access.rules", "GET /mvc/manage/health permit",
                "management.endpoints.web.base-path", "/manage",
                "spring.mvc.servlet.path", "/mvc",
                "spring.mvc.hiddenmethod.filter.enabled", "true");
        try (KeptLog log = KeptLog.of("dev.signet.spring.boot", Level.INFO);
                Boot boot = Boot.shop(server, properties)) {
            assertEquals(
                    List.of(
                            "Signet excludes /mvc/manage/**, so that responses there have no envelope; a call there needs a token"
                                    + " unless a line of signet.access.rules permits it; signet.default-exclusions=false"
                                    + " puts them into envelopes",
                            "signet.issuer.lifetime-seconds does nothing without signet.token.path",
                            "spring.mvc.hiddenmethod.filter.enabled=true lets a POST become another method behind Signet,"
                                    + " whose rules have seen a POST; switch it off, or write rules for * in place of"
                                    + " methods"),
                    log.lines());
            assertEquals(
                    "{\"status\":\"UP\"}",
                    boot.calls().get("/mvc/manage/health").text());
            assertEquals(10003, boot.calls().get("/mvc/manage").code());
            assertEquals(
                    "{\"of\":\"acme\"}",
                    boot.calls().get("/mvc/orders", Calls.token("acme")).data());
        }
    }

    @ParameterizedTest
    @CsvSource({"signet.default-exclusions, false", "management.endpoints.web.base-path, /"})
    void startWhenActuatorIsNotLeftOutThenInEnvelopes(String name, String value) throws Exception {
        Map<String, String> properties =
                Map.of("signet.jwt.secret", Calls.SECRET, "signet.access.rules", "GET /** permit", name, value);
        try (KeptLog log = KeptLog.of("dev.signet.spring.boot", Level.INFO);
                Boot boot = Boot.shop("boot-4.0-tomcat", properties)) {
            assertEquals(List.of(), log.lines());
            String path = value.equals("/") ? "/health" : "/actuator/health";
            assertTrue(boot.calls().get(path).data().contains("\"status\":\"UP\""), "in an envelope");
        }
    }

    /** It has a server of its own, where there is no Signet. */
    @ParameterizedTest
    @ValueSource(strings = {"boot-4.0-tomcat"})
    void startWhenActuatorHasAPortOfItsOwnThenNothingIsLeftOut(String server) throws Exception {
        try (KeptLog log = KeptLog.of("dev.signet.spring.boot", Level.INFO);
                Boot boot =
                        Boot.shop(server, Map.of("signet.jwt.secret", Calls.SECRET, "management.server.port", "0"))) {
            assertEquals(List.of(), log.lines());
            assertEquals(10003, boot.calls().get("/actuator/health").code());
            Calls aside = new Calls(Integer.parseInt(boot.property("local.management.port")));
            assertTrue(aside.get("/actuator/health").text().startsWith("{"), "it answers");
            assertFalse(aside.get("/actuator/health").text().contains("\"timestamp\""), "and by itself");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-4.0-springdoc"})
    void descriptionWhenTheApplicationHasOneThenLeftAsItIsAndForPartners(String server) throws Exception {
        try (Boot boot = Boot.start(
                server,
                "BootHost",
                Map.of(
                        BootHost.CLASSES,
                        "PlainApplication",
                        "signet.jwt.secret",
                        Calls.SECRET,
                        "signet.portal.path",
                        "/open"))) {
            Calls calls = boot.calls();
            assertEquals(10003, calls.get("/v3/api-docs").code());
            String description = calls.get("/v3/api-docs", Calls.token("acme")).text();
            assertTrue(description.startsWith("{\"openapi\":"), description);
            String shown = calls.get("/open/openapi.json").text();
            assertTrue(shown.contains("/api/stock") && shown.contains("10003"), shown);
            assertTrue(shown.contains("\"openapi\""), shown);
        }
    }
}
