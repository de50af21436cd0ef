package dev.signet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.issue.JwksServlet;
import dev.signet.issue.TokenServlet;
import dev.signet.portal.PortalServlet;
import dev.signet.testing.LogCapture;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A secret that somebody pasted into the wrong parameter is said by nobody, whoever the secret was given to. */
class SecretsInMessagesTest {

    private static final String LONG = "Zm9yIHRlc3RzIG9ubHksIG5vYm9keSBlbHNl".repeat(3);

    @TempDir
    private Path folder;

    private static HttpServlet servlet(String name) {
        return switch (name) {
            case "token" -> new TokenServlet();
            case "jwks" -> new JwksServlet();
            case "portal" -> new PortalServlet();
            default -> new HealthServlet();
        };
    }

    /** What our log says while a webapp starts, of which a servlet has a parameter that holds a secret of the filter's. */
    private static List<String> linesOf(TestWebapp webapp, String servlet, Map<String, String> parameters)
            throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp started = webapp.serveFromStart("/it", servlet(servlet), parameters)
                        .start()) {
            assertTrue(started.port() > 0);
            return logs.lines();
        }
    }

    private static void assertHidden(String secret, List<String> lines) {
        String all = String.join("\n", lines);
        assertTrue(all.contains("(the secret)"), all);
        assertFalse(all.contains(secret), all);
        assertFalse(all.contains(secret.substring(0, 16)), all);
    }

    @ParameterizedTest
    @CsvSource({
        "portal, portal.servers",
        "portal, portal.networks",
        "portal, portal.token-path",
        "health, health.networks",
        "token, issuer.lifetime-seconds",
        "jwks, jwt.cache-size",
    })
    void startWhenAServletIsGivenTheFiltersSecretThenItIsNotShown(String servlet, String parameter) throws Exception {
        assertHidden(
                TestWebapp.SECRET,
                linesOf(new TestWebapp(), servlet, Map.of(parameter, "12" + TestWebapp.SECRET + "34")));
        assertHidden(
                TestWebapp.SECRET,
                linesOf(
                        new TestWebapp().without("jwt.secret").context("signet.jwt.secret", TestWebapp.SECRET),
                        servlet,
                        Map.of(parameter, TestWebapp.SECRET)));
    }

    @Test
    void startWhenAnAccessRuleHoldsTheSecretThenTheLineThatShowsTheRuleDoesNotShowIt() throws Exception {
        String rules = "GET /" + TestWebapp.SECRET + "/** permit\nGET /" + TestWebapp.SECRET + "/a authenticated";
        List<String> lines = linesOf(new TestWebapp().with("access.rules", rules), "health", Map.of());
        assertTrue(lines.toString().contains("access rule 1: "), lines::toString);
        assertTrue(lines.toString().contains("access rule 2"), lines::toString); // which decides nothing
        assertHidden(TestWebapp.SECRET, lines);
    }

    @Test
    void startWhenASecretIsCutOrWithoutItsPrefixThenNothingOfItIsShown() throws Exception {
        assertHidden(
                LONG,
                linesOf(
                        new TestWebapp().with("jwt.secret", "base64:" + LONG),
                        "portal",
                        Map.of("portal.servers", "x".repeat(20) + LONG)));
    }

    @Test
    void startWhenASecretIsInAFileThenItIsNotShown() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), LONG + "\n");
        assertHidden(
                LONG,
                linesOf(
                        new TestWebapp().without("jwt.secret").with("jwt.secret-file", file.toString()),
                        "portal",
                        Map.of("portal.servers", LONG)));
    }

    @Test
    void startWhenASecretIsInTheEnvironmentThenItIsNotShown() throws Exception {
        String secret = Objects.requireNonNull(System.getenv("PATH"));
        assertHidden(
                secret,
                linesOf(
                        new TestWebapp().without("jwt.secret").with("jwt.secret-env", "PATH"),
                        "portal",
                        Map.of("portal.token-path", secret)));
    }

    @Test
    void startWhenTheEndpointsIssuerIsItsSecretThenTheLineThatSaysWhatIsInForceDoesNotShowIt() throws Exception {
        Path clients = Files.writeString(
                folder.resolve("clients.json"),
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:" + "A".repeat(43) + "=\"}]}]}");
        Map<String, String> parameters = new HashMap<>();
        parameters.put("jwt.secret", TestWebapp.SECRET);
        parameters.put("jwt.issuer", TestWebapp.SECRET);
        parameters.put("issuer.clients-file", clients.toString());
        List<String> lines = linesOf(new TestWebapp(), "token", parameters);
        assertTrue(lines.toString().contains("issues tokens"), lines::toString);
        assertHidden(TestWebapp.SECRET, lines);
    }
}
