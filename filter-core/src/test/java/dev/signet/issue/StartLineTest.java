package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.testing.LogCapture;
import dev.signet.testing.OfferedServices;
import dev.signet.testing.TestWebapp;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one line at start that tells of the token endpoint. */
class StartLineTest {

    private static final String START = "Signet development hands out tokens: ";
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
                List.of(START + "tokens and clients: those of dev.signet.issue.Plugins$OwnIssuer; issuer: none; "
                        + END),
                lines(new TokenWebapp().with("issuer.class", Plugins.OwnIssuer.class.getName())));
        try (OfferedServices services =
                OfferedServices.of(folder, ClientStore.class, Plugins.OwnStore.class.getName())) {
            assertEquals(
                    List.of(START + "clients: those of dev.signet.issue.Plugins$OwnStore; issuer: none; " + END),
                    lines(new TokenWebapp()));
            assertEquals(1, services.count());
        }
    }

    @Test
    void initWhenItCannotBeSetUpThenNoSuchLine() throws Exception {
        assertEquals(List.of(), lines(new TokenWebapp()));
    }
}
