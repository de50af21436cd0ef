package dev.signet;

import static dev.signet.LimitedWebapp.assertLimited;
import static dev.signet.LimitedWebapp.assertPass;
import static dev.signet.LimitedWebapp.clients;
import static dev.signet.LimitedWebapp.tokenOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.HeardCalls;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of limits over HTTP: what counts, for whom, and what a caller beyond them is told. */
class LimitsTest {

    private static final String FORGED = TestWebapp.bearer("") + "x";
    private static final String[] PREFLIGHT = {"Origin: https://shop.acme.com", "Access-Control-Request-Method: PUT"};

    private final LimitedWebapp limited = new LimitedWebapp();
    private final HeardCalls heard = new HeardCalls();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"200, 200", "real, 429"})
    void callWhenBeyondARateThenSystemBusyAndWhenToComeAgain(String mode, int status) throws Exception {
        try (TestWebapp app = limited.started(
                limited.config("limit.rules", "* /api/** 2/s burst 3 by client", "envelope.http-status", mode)
                        .callListener(heard))) {
            for (int i = 0; i < 3; i++) {
                assertEquals("\"acme\"", app.get("/api/me", tokenOf("acme")).data());
            }
            RawAnswer answer = app.get("/api/me", tokenOf("acme"));
            assertEquals(status, answer.status());
            assertEquals(-1, answer.code());
            assertEquals("1", answer.header("Retry-After"));
            assertEquals("no-store", answer.header("Cache-Control"));
            assertNull(answer.header("WWW-Authenticate"));
            assertPass(1, app, "/api/me", tokenOf("other"));
            assertPass(1, app, "/elsewhere", tokenOf("acme"));
            limited.clock.advance(Duration.ofMillis(499));
            assertLimited("limit-rate", 1, app, "/api/me", tokenOf("acme"));
            limited.clock.advance(Duration.ofMillis(1));
            assertPass(1, app, "/api/me", tokenOf("acme"));
            assertLimited("limit-rate", 1, app, "/api/me", tokenOf("acme"));
            String beyond = "GET /api/me REFUSED 429/-1 limit-rate [* /** authenticated] acme";
            int refused = 0;
            for (int i = 0; i < 9; i++) { // told when they are sent, in any order
                refused += heard.line().equals(beyond) ? 1 : 0;
            }
            assertEquals(3, refused);
        }
    }

    @Test
    void callWhenALineIsByAddressThenItCountsBeforeTheTokenIsRead() throws Exception {
        try (TestWebapp app = limited.started(limited.config("limit.rules", "* /** 1/min burst 3 by address"));
                LogCapture log = LogCapture.open(Level.INFO)) {
            assertEquals(
                    10003, app.get("/api/me", "X-Address: 192.0.2.7", FORGED).code());
            assertEquals(10003, app.get("/api/me", "X-Address: 192.0.2.7").code());
            assertPass(1, app, "/api/me", "X-Address: 192.0.2.7", tokenOf("acme"));
            assertLimited("limit-rate", 60, app, "/api/me", "X-Address: 192.0.2.7", FORGED);
            assertLimited("limit-rate", 60, app, "/open/x", "X-Address: 192.0.2.7");
            assertPass(3, app, "/api/me", "X-Address: 2001:db8::1", tokenOf("acme"));
            assertLimited("limit-rate", 60, app, "/api/me", "X-Address: 2001:db8::2", tokenOf("acme"));
            assertPass(1, app, "/api/me", "X-Address: 2001:db8:0:1::1", tokenOf("acme"));
            assertTrue(
                    log.lines().stream()
                            .anyMatch(line -> line.contains(
                                    "refused -1 limit-rate limit=[* /** 1/min burst 3 by address] from=192.0.2.7")),
                    log.lines()::toString);
        }
    }

    @Test
    void callWhenNobodyIsKnownThenLinesByClientCountTheAddress() throws Exception {
        for (String by : List.of("client", "client+address")) {
            try (TestWebapp app = limited.started(limited.config("limit.rules", "* /** 1/h burst 2 by " + by))) {
                assertPass(1, app, "/open/x", "X-Address: 192.0.2.7");
                assertPass(1, app, "/maybe/x", "X-Address: 192.0.2.7");
                assertLimited("limit-rate", 3600, app, "/open/x", "X-Address: 192.0.2.7", tokenOf("acme"));
                assertPass(1, app, "/open/x", "X-Address: 192.0.2.8");
                assertEquals(
                        10003,
                        app.get("/api/me", "X-Address: 192.0.2.7", FORGED).code()); // nobody is limited so
                assertPass(2, app, "/api/me", "X-Address: 192.0.2.7", tokenOf("acme"));
                assertLimited("limit-rate", 3600, app, "/maybe/x", "X-Address: 192.0.2.7", tokenOf("acme"));
                boolean here = by.equals("client");
                assertEquals(
                        here ? -1 : 1,
                        app.get("/api/me", "X-Address: 192.0.2.8", tokenOf("acme"))
                                .code());
            }
        }
    }

    @Test
    void callWhenSeveralLinesMatchThenAllCount() throws Exception {
        String lines = "GET /api/** 1/h burst 5 by client\n* /** 1/h burst 3 by client\nPOST /api/me 1/h by client";
        try (TestWebapp app = limited.started(limited.config("limit.rules", lines))) {
            assertPass(1, app, "/api/me/", tokenOf("acme")); // as a rule that protects
            assertPass(2, app, "/api/me", tokenOf("acme"));
            assertLimited("limit-rate", 3600, app, "/api/me", tokenOf("acme"));
            assertEquals(-1, app.send("POST", "/api/me", "", tokenOf("acme")).code());
            assertEquals(1, app.send("POST", "/api/me", "", tokenOf("other")).code());
            assertEquals(-1, app.send("POST", "/api/me", "", tokenOf("other")).code());
        }
    }

    @Test
    void callWhenItIsAPreflightThenItDoesNotCount() throws Exception {
        try (TestWebapp app =
                limited.started(limited.config("limit.rules", "* /** 1/h by address\n* /** 1/h by client"))) {
            for (int i = 0; i < 3; i++) {
                assertNull(app.send("OPTIONS", "/api/me", null, PREFLIGHT).header("Retry-After"));
            }
            assertPass(1, app, "/api/me", tokenOf("acme"));
            assertLimited("limit-rate", 3600, app, "/api/me", tokenOf("acme"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/me",
        "/api/go?to=/api/me",
        "/api/go?to=/api/go?to=/api/me",
        "/api/include",
        "/api/async",
        "/api/error",
        "/open/go?to=/api/me",
        "/alone/go?to=/api/me",
        "/alone/go?to=/alone/x",
    })
    void callWhenItIsSentOnThenItCountsOnce(String path) throws Exception {
        try (TestWebapp app = limited.started(
                limited.config("limit.rules", "* /** 1/h burst 2 by address\n* /** 1/h burst 2 by client"))) {
            assertPass(2, app, path, tokenOf("acme"));
            assertLimited("limit-rate", 3600, app, path, tokenOf("acme"));
        }
    }

    @Test
    void callWhenOnlyReportedThenToldOnceAndServedAsWhoItIs() throws Exception {
        SignetConfig.Builder config = limited.config(
                "access.mode",
                "report",
                "issuer.clients-file",
                clients(folder, "acme \"perDay\":1"),
                "limit.rules",
                "* /** 1/h burst 9 by address");
        try (TestWebapp app = limited.started(config);
                LogCapture log = LogCapture.open(Level.INFO)) {
            for (int i = 0; i < 12; i++) {
                RawAnswer answer = app.get("/api/go?to=/api/me", tokenOf("acme"));
                assertEquals("\"acme\"", answer.data());
                assertNull(answer.header("Retry-After"));
            }
            assertPass(1, app, "/open/x");
            List<String> told = log.lines(Level.INFO).stream()
                    .filter(line -> line.startsWith("would refuse"))
                    .map(line -> line.split(" limit=", 2)[0])
                    .toList();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 11; i++) {
                expected.add("would refuse -1 limit-day");
            }
            expected.add("would refuse -1 limit-rate");
            assertEquals(expected, told);
        }
    }

    @Test
    void reasonWhenItHasACodeOfItsOwnThenThatOneAndTheSameStatus() throws Exception {
        try (TestWebapp app = limited.started(limited.config(
                "limit.rules",
                "* /** 1/h by client",
                "errors.reasons",
                "limit-rate = 20029 请求过于频繁 | Slow down",
                "envelope.http-status",
                "real"))) {
            assertPass(1, app, "/api/me", tokenOf("acme"));
            RawAnswer answer = app.get("/api/me", tokenOf("acme"));
            assertEquals(20029, answer.code());
            assertEquals(429, answer.status());
            assertEquals("3600", answer.header("Retry-After"));
        }
    }

    @Test
    void startWhenThereAreLimitsThenTheLogSaysWhatHolds() throws Exception {
        try (LogCapture log = LogCapture.open(Level.INFO);
                TestWebapp app = limited.started(limited.config("limit.rules", "* /app/x 5/s by client"))) {
            assertTrue(app.port() > 0);
            assertTrue(
                    log.lines().stream().anyMatch(line -> line.contains("limit 1: * /app/x 5/s burst 5 by client")),
                    log.lines()::toString);
            assertTrue(
                    log.lines().stream()
                            .anyMatch(
                                    line -> line.contains("limit.rules: rule 1 [* /app/x 5/s burst 5 by client] begins"
                                            + " with the context path")),
                    log.lines()::toString);
        }
    }
}
