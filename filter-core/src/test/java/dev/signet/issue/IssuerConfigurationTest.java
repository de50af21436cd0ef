package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.SlowHash;
import dev.signet.config.Beans;
import dev.signet.event.Events;
import dev.signet.testing.FakeWebapp;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.ParameterRow;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.ServletConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter of the token endpoint, typed rightly and wrongly. */
class IssuerConfigurationTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void files() throws IOException {
        ParameterRow.files(folder);
    }

    static Stream<ParameterRow> rows() throws IOException {
        return ParameterRow.all().stream()
                .filter(row -> row.isIssuers()
                        || row.name().startsWith("proxy.")
                        || row.name().equals("jwt.issuer"));
    }

    private static FakeWebapp webapp() {
        return new FakeWebapp()
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.issuer.clients-file", folder.resolve("clients").toString());
    }

    private static TokenEndpoint open(FakeWebapp webapp) {
        return EndpointSetup.open(
                webapp.servlet(),
                Beans.NONE,
                new MutableClock(TokenWebapp.SAMPLE_MILLIS),
                Events.to("dev.signet.test"),
                new SecureRandom(),
                SlowHash.PBKDF2);
    }

    private static String refusal(FakeWebapp webapp) {
        return assertThrows(IllegalArgumentException.class, () -> open(webapp)).getMessage();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void openWhenRowOfTheTableThenItsMessage(ParameterRow row) {
        FakeWebapp webapp = row.name().equals("issuer.data-source") // instead of the file
                ? new FakeWebapp().context("signet.jwt.secret", TestWebapp.SECRET)
                : webapp();
        webapp.init(row.name(), row.value().replace("{folder}", folder.toString()));
        if (row.message().equals("fine")) {
            assertDoesNotThrow(() -> open(webapp));
        } else {
            String message = refusal(webapp);
            assertTrue(message.contains(row.message()), message);
            assertTrue(message.startsWith("1 problem in the Signet configuration:\n"), message);
            assertFalse(message.contains(ParameterRow.SECRET));
        }
    }

    @Test
    void openWhenFileAndDataSourceThenContradiction() {
        assertTrue(refusal(webapp().init("issuer.data-source", "java:comp/env/jdbc/signet"))
                .contains(
                        "issuer.clients-file: clients come from issuer.data-source already; set only one of the two"));
    }

    @Test
    void openWhenBothParamsThenTheInitParamWins() {
        assertDoesNotThrow(
                () -> open(webapp().context("signet.issuer.jti", "perhaps").init("issuer.jti", "true")));
        assertTrue(refusal(webapp().context("signet.issuer.jti", "true").init("issuer.jti", "perhaps"))
                .contains("\"perhaps\""));
    }

    @Test
    void openWhenContextParamsAreTheFiltersThenIgnored() {
        assertDoesNotThrow(
                () -> open(webapp().context("signet.envelope.language", "klingon, but that is for the filter to say")
                        .context("signet.access.rules", "nonsense")
                        .context("other", "x")));
    }

    @Test
    void openWhenContextParamIsUnknownThenReported() {
        assertEquals(
                "1 problem in the Signet configuration:\n"
                        + "  - signet.issuer.jit: unknown parameter; did you mean signet.issuer.jti?",
                refusal(webapp().context("signet.issuer.jit", "true")));
    }

    @Test
    void openWhenInitParamIsTheFiltersThenUnknownHere() {
        assertTrue(refusal(webapp().init("envelope.language", "en"))
                .contains("envelope.language: unknown parameter here; it belongs to the filter"));
    }

    @Test
    void initWhenContainerThrowsThenNeverThrows() {
        TokenServlet servlet = new TokenServlet();
        for (Throwable failure : new Throwable[] {
            new IllegalStateException("gone"), new NoClassDefFoundError("gone"), new StackOverflowError()
        }) {
            assertDoesNotThrow(() -> servlet.init(FakeWebapp.proxy(ServletConfig.class, (proxy, method, args) -> {
                throw failure;
            })));
        }
    }

    @Test
    void loginWhenWhatWasMissingComesThenWithinFiveSecondsAndToldOnce() throws Exception {
        Path late = folder.resolve("late.json");
        try (LogCapture log = LogCapture.open();
                TokenWebapp app = new TokenWebapp()
                        .with("issuer.clients-file", late.toString())
                        .start()) {
            assertEquals(-30, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            app.clock.advance(SetUp.RETRY);
            assertEquals(-30, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            TokenWebapp.write(late, TokenWebapp.ENTRY);
            assertEquals(-30, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code(), "tried a moment ago");
            app.clock.advance(SetUp.RETRY);
            assertEquals(1, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            assertEquals(
                    1,
                    log.lines().stream()
                            .filter(line -> line.contains("the token endpoint could not be set up"))
                            .count(),
                    log.lines()::toString);
        }
    }
}
