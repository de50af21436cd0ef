package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.testing.LogCapture;
import dev.signet.testing.TestWebapp;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** The one line at start by which an operator finds us. */
class StartLineTest {

    private static final String START = "Signet development protects this webapp: ";
    private static final String END = "; documentation: https://github.com/signet/signet";

    private static String line(TestWebapp webapp) throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO)) {
            webapp.start().close();
            List<String> lines = logs.lines(Level.INFO).stream()
                    .filter(line -> line.startsWith("Signet "))
                    .toList();
            assertEquals(1, lines.size(), logs.lines().toString());
            assertFalse(logs.everything().contains(TestWebapp.SECRET));
            return lines.get(0);
        }
    }

    @Test
    void initWhenNothingIsSwitchedOffThenSaid() throws Exception {
        assertEquals(
                START + "access.mode=enforce; keys: secret for HS256, from jwt.secret; access rules: 0;"
                        + " switched off: nothing" + END,
                line(new TestWebapp()));
    }

    @Test
    void initWhenMuchIsSwitchedOffThenAllOfItIsSaid() throws Exception {
        assertEquals(
                START + "access.mode=report; keys: secret for HS512,HS256, from jwt.secret; access rules: 2; switched"
                        + " off: jwt.require-exp=false jwt.cache-size=0 envelope.check=none"
                        + " envelope.exclude=/health,/docs/**" + END,
                line(new TestWebapp()
                        .with("jwt.secret", TestWebapp.SECRET + TestWebapp.SECRET)
                        .with("jwt.algorithms", "HS512,HS256")
                        .with("access.mode", "report")
                        .with("access.rules", "GET /health permit\n* /a role x")
                        .with("jwt.require-exp", "false")
                        .with("jwt.cache-size", "0")
                        .with("envelope.check", "none")
                        .with("envelope.exclude", "/health, /docs/**")));
    }

    @Test
    void initWhenAParameterRestsOnOneThatIsNotSetThenWarned() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING)) {
            new TestWebapp()
                    .with("proxy.header", "Forwarded")
                    .with("cors.max-age-seconds", "60")
                    .with("cors.expose", "X-Request-Id")
                    .with("data-source.stale-seconds", "5")
                    .start()
                    .close();
            assertEquals(
                    List.of(
                            "cors.expose does nothing without cors.origins, which is not set",
                            "cors.max-age-seconds does nothing without cors.origins, which is not set",
                            "data-source.stale-seconds does nothing without issuer.data-source or check.data-source,"
                                    + " which is not set",
                            "proxy.header does nothing without proxy.trusted, which is not set"),
                    idle(logs));
        }
    }

    @Test
    void initWhenAParameterHasWhatItRestsOnThenNoWarning() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING)) {
            new TestWebapp()
                    .with("proxy.header", "Forwarded")
                    .context("signet.proxy.trusted", "10.0.0.0/8")
                    .with("cors.max-age-seconds", "60")
                    .with("cors.expose", "X-Request-Id")
                    .with("cors.origins", "*")
                    .start()
                    .close();
            assertEquals(List.of(), idle(logs));
        }
    }

    @Test
    void initWhenAContextParamHasNoPrefixThenWarnedUnlessItIsGivenProperly() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = new TestWebapp()
                        .context("envelope.language", "en")
                        .context("jwt.issuer", "of somebody else")
                        .context("issuer.jti", "true") // not the filter's to say
                        .context("com.acme.colour", "red")
                        .with("jwt.issuer", "acme")
                        .start()) {
            assertEquals("Token不合法", app.get("/x").json().get("message").asText());
            assertEquals(
                    List.of("the context-param envelope.language does nothing without the prefix: Signet reads"
                            + " signet.envelope.language"),
                    idle(logs));
        }
    }

    private static List<String> idle(LogCapture logs) {
        return logs.lines(Level.WARNING).stream()
                .filter(line -> line.contains("does nothing"))
                .toList();
    }

    @Test
    void initWhenItCannotBeSetUpThenNoSuchLine() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO)) {
            new TestWebapp().with("access.mode", "off").start().close();
            assertEquals(List.of(), logs.lines(Level.INFO));
        }
    }
}
