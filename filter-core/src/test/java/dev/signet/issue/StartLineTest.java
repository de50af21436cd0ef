package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.OfferedServices;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one line at start that tells of the token endpoint. */
class StartLineTest {

    private static final String START = "Signet development issues tokens: ";
    private static final String END =
            "keys: secret for HS256, from jwt.secret; documentation: https://github.com/signet/signet";

    @TempDir
    private Path folder;

    private static List<String> lines(TokenWebapp webapp) throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO)) {
            webapp.startBare().close();
            assertFalse(logs.everything().contains(TestWebapp.SECRET));
            return logs.lines(Level.INFO).stream()
                    .filter(line -> line.startsWith("Signet "))
                    .toList();
        }
    }

    @Test
    void initWhenClientsAreInAFileThenTheirNumber() throws Exception {
        assertEquals(
                List.of(START + "clients: 2, from issuer.clients-file; issuer: one; " + END),
                lines(new TokenWebapp()
                        .clients(folder.resolve("clients"), TokenWebapp.ENTRY, TokenWebapp.CHINESE_ENTRY)
                        .with("jwt.issuer", "one,two")));
    }

    @Test
    void initWhenSomebodyElseHasTheClientsThenWho() throws Exception {
        assertEquals(
                List.of(START + "tokens and clients: from dev.signet.issue.Plugins$OwnIssuer; issuer: none; " + END),
                lines(new TokenWebapp().with("issuer.class", Plugins.OwnIssuer.class.getName())));
        try (OfferedServices services =
                OfferedServices.of(folder, ClientStore.class, Plugins.OwnStore.class.getName())) {
            assertEquals(
                    List.of(START + "clients: from dev.signet.issue.Plugins$OwnStore; issuer: none; " + END),
                    lines(new TokenWebapp()));
            assertEquals(1, services.count());
        }
    }

    /** What is warned of while a webapp with the two servlets starts, without the filter. */
    private List<String> warned(TestWebapp webapp, Map<String, String> tokens, Map<String, String> keys)
            throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING)) {
            webapp.context("signet.jwt.secret-file", secret())
                    .serveFromStart("/token", new TokenServlet(), tokens)
                    .serveFromStart("/jwks", new JwksServlet(), keys)
                    .startBare()
                    .close();
            assertEquals(List.of(), logs.lines(Level.SEVERE));
            return logs.lines(Level.WARNING).stream().sorted().toList();
        }
    }

    private String secret() throws IOException {
        return Files.writeString(folder.resolve("secret"), TestWebapp.SECRET).toString();
    }

    @Test
    void initWhenTheIssuerLooksAtSecretsItselfThenSlowHashesAreIdle() throws Exception {
        String own = Plugins.OwnIssuer.class.getName();
        assertEquals(
                List.of("issuer.slow-hashes does nothing with the issuer " + own + ", which checks secrets itself"),
                warned(new TestWebapp(), Map.of("issuer.class", own, "issuer.slow-hashes", "2"), Map.of()));
        try (OfferedServices services =
                OfferedServices.of(folder, ClientStore.class, Plugins.OwnStore.class.getName())) {
            assertEquals(
                    List.of(),
                    warned(new TestWebapp(), Map.of("issuer.slow-hashes", "2"), Map.of()),
                    "hashes of a store");
            assertEquals(1, services.count());
        }
    }

    @Test
    void initWhenAServletHasNoUseForAParameterThenWarned() throws Exception {
        Map<String, String> tokens =
                Map.of("issuer.class", Plugins.OwnIssuer.class.getName(), "jwt.types", "JWT", "jwt.cache-size", "0");
        Map<String, String> keys = Map.of("issuer.zone", "UTC", "jwt.issuer", "acme", "jwt.algorithms", "HS256");
        assertEquals(
                List.of(
                        "issuer.zone does nothing as an init-param of the JWK set endpoint; it is for the filter and the token"
                                + " endpoint",
                        "jwt.cache-size does nothing as an init-param of the token endpoint; it is for the filter",
                        "jwt.issuer does nothing as an init-param of the JWK set endpoint; it is for the filter and the"
                                + " token endpoint",
                        "jwt.types does nothing as an init-param of the token endpoint; it is for the filter"),
                warned(new TestWebapp(), tokens, keys));
    }

    @Test
    void initWhenTheContextSaysItForOthersThenNoWarning() throws Exception {
        TestWebapp webapp = new TestWebapp()
                .context("signet.jwt.types", "JWT")
                .context("signet.issuer.class", Plugins.OwnIssuer.class.getName())
                .context("signet.data-source.timeout-millis", "500") // rests on what the filter has
                .context("signet.check.data-source", "java:comp/env/jdbc/signet")
                .context("signet.access.mode", "report");
        assertEquals(List.of(), warned(webapp, Map.of(), Map.of()));
    }

    @Test
    void initWhenAServletHasASecretInPlainTextThenWarned() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING)) {
            Map<String, String> plain = Map.of("jwt.secret", TestWebapp.SECRET);
            new TestWebapp()
                    .serveFromStart("/jwks", new JwksServlet(), plain)
                    .startBare()
                    .close();
            assertEquals(1, logs.lines(Level.WARNING).size(), logs.lines()::toString);
            assertTrue(logs.lines(Level.WARNING).get(0).startsWith("jwt.secret holds a secret in plain text"));
        }
    }

    @Test
    void initWhenItCannotBeSetUpThenNoSuchLine() throws Exception {
        assertEquals(List.of(), lines(new TokenWebapp()));
    }
}
