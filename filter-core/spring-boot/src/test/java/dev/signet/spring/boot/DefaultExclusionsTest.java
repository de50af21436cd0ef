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

/** What keeps its own form by itself, and that a start says so. */
class DefaultExclusionsTest {

    private static List<String> logged(String server, Map<String, String> properties) throws Exception {
        try (KeptLog log = KeptLog.of("dev.signet.spring.boot", Level.INFO);
                Boot boot = Boot.shop(server, properties)) {
            assertTrue(boot.port() > 0, "it runs");
            return log.lines();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-3.3-tomcat"})
    void startWhenThereIsActuatorThenPrinted(String server) throws Exception {
        List<String> lines = logged(
                server,
                Map.of(
                        "signet.jwt.secret", Calls.SECRET,
                        "signet.issuer.lifetime-seconds", "1h",
                        "management.endpoints.web.base-path", "/manage",
                        "spring.mvc.servlet.path", "/mvc",
                        "spring.mvc.hiddenmethod.filter.enabled", "true"));
        assertEquals(
                List.of(
                        "Signet leaves the responses of /mvc/manage/** in their own form; a call there needs a token unless a"
                                + " line of signet.access.rules permits it; signet.default-exclusions=false puts them into"
                                + " envelopes",
                        "signet.issuer.lifetime-seconds does nothing without signet.token.path",
                        "spring.mvc.hiddenmethod.filter.enabled=true lets a POST become another method behind Signet, whose"
                                + " rules have seen a POST; switch it off, or write rules for * in place of methods"),
                lines);
    }

    @ParameterizedTest
    @CsvSource({"signet.default-exclusions, false", "management.server.port, 0", "management.endpoints.web.base-path, /"
    })
    void startWhenActuatorIsElsewhereOrNotLeftOutThenNothing(String name, String value) throws Exception {
        List<String> lines = logged("boot-4.0-tomcat", Map.of("signet.jwt.secret", Calls.SECRET, name, value));
        assertFalse(lines.toString().contains("in their own form"), lines.toString());
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
