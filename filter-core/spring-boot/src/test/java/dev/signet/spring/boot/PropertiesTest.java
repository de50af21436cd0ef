package dev.signet.spring.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of what people type in application.yml and elsewhere. */
class PropertiesTest {

    private static final String SECRET = "signet.jwt.secret: " + Calls.SECRET + "\n";

    @Test
    void listsWhenTypedThenLinesAndWords() throws Exception {
        Map<String, String> parameters = Settings.yaml("""
                signet:
                  access:
                    rules:
                      - GET /health permit
                      - "*  /api/admin/** role admin"
                  jwt:
                    issuer: [one, two]
                  errors.statuses: |
                    409 = 20009 资源冲突 | Conflict
                """).parameters();
        assertEquals("GET /health permit\n*  /api/admin/** role admin", parameters.get("access.rules"));
        assertEquals("one,two", parameters.get("jwt.issuer"));
        assertEquals("409 = 20009 资源冲突 | Conflict\n", parameters.get("errors.statuses"));
    }

    @ParameterizedTest
    @CsvSource({
        "jwt.clock-skew-seconds, 30s, 30",
        "jwt.clock-skew-seconds, 2m, 120",
        "jwt.clock-skew-seconds, PT1M30S, 90",
        "jwt.clock-skew-seconds, 30, 30",
        "jwt.clock-skew-seconds, 1500ms, 1500ms",
        "jwt.clockSkewSeconds, 30s, 30",
        "data-source.timeout-millis, 2s, 2000",
        "data-source.timeout-millis, 250ms, 250",
        "envelope.buffer-bytes, 64KB, 65536",
        "envelope.buffer-bytes, 1MB, 1048576",
        "envelope.buffer-bytes, 99999999TB, 99999999TB",
        "jwt.cache-size, 1KB, 1KB",
        "jwt.secret, 30s, 30s",
        "errors.hints, off, off",
        "audit.log, off, off",
        "selftest, off, off",
        "jwt.require-exp, off, false",
        "envelope.http-status, 200, 200"
    })
    void valueWhenWrittenAsBootDoesThenThatOfWebXml(String name, String typed, String expected) throws Exception {
        Map<String, String> parameters =
                Settings.yaml("signet." + name + ": " + typed).parameters();
        assertEquals(List.of(expected), List.copyOf(parameters.values()));
    }

    @Test
    void environmentWhenNamedInItsWayThenCounts() throws Exception {
        Map<String, String> parameters = Settings.yaml("signet.jwt.issuer: file\nsignet.access.rules: [GET /a permit]")
                .environment(Map.of(
                        "SIGNET_JWT_SECRET", Calls.SECRET,
                        "SIGNET_JWT_ISSUER", "environment",
                        "SIGNET_JWT_CLOCKSKEWSECONDS", "7s",
                        "SIGNET_ENVELOPE_BUFFER_BYTES", "1KB",
                        "SIGNET_ACCESS_RULES", "GET /b permit"))
                .parameters();
        assertEquals(
                Map.of(
                        "jwt.secret", Calls.SECRET,
                        "jwt.issuer", "environment",
                        "jwt.clock-skew-seconds", "7",
                        "envelope.buffer-bytes", "1024",
                        "access.rules", "GET /b permit"),
                parameters);
    }

    @Test
    void listWhenInFrontOfTextThenTheListCounts() throws Exception {
        Map<String, String> parameters = Settings.yaml("signet.access.rules: GET /text permit")
                .over(Map.of("signet.access.rules[0]", "GET /list permit", "signet.access.rules[1]", "* /b deny"))
                .parameters();
        assertEquals(Map.of("access.rules", "GET /list permit\n* /b deny"), parameters);
    }

    /** Kubernetes sets these for a service named signet, and for one named signet-portal. */
    @Test
    void environmentWhenMeantForOthersThenStarts() throws Exception {
        Settings settings = Settings.yaml(SECRET)
                .environment(Map.of(
                        "SIGNET_SECRET", "any",
                        "SIGNET_SERVICE_HOST", "10.0.0.1",
                        "SIGNET_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                        "SIGNET_PORTAL_SERVICE_PORT", "80"));
        assertEquals(List.of(), settings.problems());
        assertEquals(
                List.of("SIGNET_PORTAL_SERVICE_PORT"),
                GivenProperties.of(settings.environment).unknown().doubtful());
    }
}
