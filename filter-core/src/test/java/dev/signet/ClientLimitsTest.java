package dev.signet;

import static dev.signet.LimitedWebapp.NAME;
import static dev.signet.LimitedWebapp.assertLimited;
import static dev.signet.LimitedWebapp.assertPass;
import static dev.signet.LimitedWebapp.clients;
import static dev.signet.LimitedWebapp.tokenOf;
import static dev.signet.LimitedWebapp.webapp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.issue.TokenServlet;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of single clients over HTTP: in the place of the lines, for a day, and what holds none of them. */
class ClientLimitsTest {

    private final LimitedWebapp limited = new LimitedWebapp();

    @TempDir
    private Path folder;

    @Test
    void callWhenAClientHasNumbersOfItsOwnThenTheyHoldInThePlaceOfTheLines() throws Exception {
        String file = clients(folder, "acme \"perSecond\":1,\"burst\":4", "other", "day \"perDay\":100");
        try (TestWebapp app = limited.started(
                limited.config("issuer.clients-file", file, "limit.rules", "* /api/** 1/h burst 2 by client"))) {
            assertPass(3, app, "/api/me", tokenOf("acme"));
            assertPass(1, app, "/elsewhere", tokenOf("acme")); // without any line
            assertLimited("limit-rate", 1, app, "/elsewhere", tokenOf("acme"));
            for (String client : List.of("other", "day")) {
                assertPass(2, app, "/api/me", tokenOf(client));
                assertLimited("limit-rate", 3600, app, "/api/me", tokenOf(client));
                assertPass(9, app, "/elsewhere", tokenOf(client));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Asia/Shanghai, 36000", "UTC, 64800", ", 36000"})
    void callWhenTheDayIsUsedUpThenTomorrowOfItsZone(String zone, int seconds) throws Exception {
        SignetConfig.Builder config = limited.config("issuer.clients-file", clients(folder, "acme \"perDay\":2"));
        if (zone != null) {
            config.set("issuer.zone", zone);
        }
        try (TestWebapp app = limited.started(config)) {
            assertPass(2, app, "/api/me", tokenOf("acme"));
            assertLimited("limit-day", seconds, app, "/api/me", tokenOf("acme"));
            limited.clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertLimited("limit-day", 1, app, "/api/me", tokenOf("acme"));
            limited.clock.advance(Duration.ofMillis(1));
            assertPass(2, app, "/api/me", tokenOf("acme"));
            assertLimited("limit-day", 86_400, app, "/api/me", tokenOf("acme"));
            limited.clock.advance(Duration.ofMillis(-1)); // set back over midnight
            assertLimited("limit-day", 1, app, "/api/me", tokenOf("acme"));
        }
    }

    @Test
    void callWhenItIsRefusedThenItDoesNotCountForTheDayAndHoldsNothing() throws Exception {
        SignetConfig.Builder config = limited.config(
                "issuer.clients-file", clients(folder, "acme \"perDay\":2,\"concurrent\":1", "off \"perDay\":1"));
        TokenCheck check = (token, request) ->
                request.getRequestURI().endsWith("/bad") ? TokenCheck.Outcome.NOT_AUTHORISED : TokenCheck.Outcome.FINE;
        try (TestWebapp app = limited.started(config.tokenCheck(check))) {
            for (int i = 0; i < 5; i++) {
                assertEquals(16000, app.get("/api/bad", tokenOf("acme")).code());
                assertEquals(16000, app.get("/scoped/x", tokenOf("acme")).code());
                assertEquals(10002, app.get("/api/me", expired()).code());
            }
            assertPass(1, app, "/api/me", tokenOf("acme"));
            assertPass(1, app, "/open/x", tokenOf("acme"));
            assertEquals(1, eventually(app, "/api/me").code());
            assertLimited("limit-day", 36_000, app, "/api/me", tokenOf("acme"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/me, dev.signet.admitted", "/api/me, dev.signet.answer", "/open/x, dev.signet.token"})
    void callWhenItFailsInFrontOfTheApplicationThenItHoldsNothing(String path, String attribute) throws Exception {
        String file = clients(folder, "acme \"concurrent\":1");
        SignetConfig inside = limited.config("issuer.clients-file", file)
                .set("access.rules", "* /none permit")
                .build();
        try (TestWebapp app = webapp().inside("/open/*", new SignetFilter(inside))
                .start(new SignetFilter(
                        limited.config("issuer.clients-file", file).build()))) {
            for (int i = 0; i < 3; i++) {
                RawAnswer failed = app.get(path, "X-Fails: " + attribute, tokenOf("acme"));
                assertNull(failed.header("Retry-After"), failed::text);
                assertTrue(failed.text().contains("on purpose") || failed.code() == -30, failed::text);
            }
            assertEquals(1, eventually(app, path).code());
        }
    }

    /** The slot of the call before may be given back a moment after its caller has the answer. */
    private static RawAnswer eventually(TestWebapp app, String path) throws IOException {
        RawAnswer answer = app.get(path, tokenOf("acme"));
        for (int i = 0; i < 1_000 && "limit-concurrent".equals(answer.header("X-Signet-Reason")); i++) {
            answer = app.get(path, tokenOf("acme"));
        }
        return answer;
    }

    private static String expired() {
        return "Authorization: Bearer "
                + TestWebapp.token("{\"exp\":1600000000,\"iss\":\"us\",\"" + NAME + "\":\"acme\"}");
    }

    @Test
    void callWhenAnotherIssuerHasTheSameNameThenItIsAnotherClient() throws Exception {
        try (TestWebapp app =
                limited.started(limited.config("jwt.issuer", "us, them", "limit.rules", "* /** 1/h by client"))) {
            String them = TestWebapp.bearer(",\"iss\":\"them\",\"sub\":\"acme\"");
            assertPass(1, app, "/api/me", tokenOf("acme"));
            assertPass(1, app, "/api/me", them);
            assertLimited("limit-rate", 3600, app, "/api/me", tokenOf("acme"));
            assertLimited("limit-rate", 3600, app, "/api/me", them);
        }
    }

    @Test
    void callWhenTwoFiltersKnowTheClientThenItCountsOnceForIt() throws Exception {
        String file = clients(folder, "acme \"perDay\":3");
        try (TestWebapp app = webapp().inside(
                        "/*",
                        new SignetFilter(
                                limited.config("issuer.clients-file", file).build()))
                .start(new SignetFilter(
                        limited.config("issuer.clients-file", file).build()))) {
            assertPass(3, app, "/api/me", tokenOf("acme"));
            assertLimited("limit-day", 36_000, app, "/api/me", tokenOf("acme"));
        }
    }

    @Test
    void callWhenOneOfTwoFiltersOnlyReportsItsAddressThenItCountsOnceForItsClient() throws Exception {
        String file = clients(folder, "acme \"perDay\":2");
        SignetConfig.Builder trial = limited.config("issuer.clients-file", file)
                .set("access.mode", "report")
                .set("limit.rules", "* /** 1/h by address");
        try (TestWebapp app = webapp().inside(
                        "/*",
                        new SignetFilter(
                                limited.config("issuer.clients-file", file).build()))
                .start(new SignetFilter(trial.build()))) {
            assertPass(2, app, "/api/me", tokenOf("acme")); // of the first filter's day
            assertPass(2, app, "/api/me", tokenOf("acme")); // of the second's, since the first only reports them
            assertLimited("limit-day", 36_000, app, "/api/me", tokenOf("acme"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/open/go?to=/api/me", "/open/async"})
    void callWhenItsClientIsKnownOnlyWhereItIsSentOnThenItCountsThere(String path) throws Exception {
        String file = clients(folder, "acme \"perDay\":2,\"concurrent\":1");
        try (TestWebapp app = limited.started(limited.config("issuer.clients-file", file))) {
            assertPass(1, app, path);
            assertEquals(1, app.get(path, tokenOf("acme")).code());
            assertEquals(1, eventually(app, path).code());
            assertEquals("limit-day", eventually(app, path).header("X-Signet-Reason"));
        }
    }

    @Test
    void callsWhenManyComeAtOnceThenExactlyTheBurstPasses() throws Exception {
        String file = clients(folder, "acme \"perSecond\":1,\"burst\":100,\"perDay\":90");
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try (TestWebapp app = limited.started(limited.config("issuer.clients-file", file))) {
            CyclicBarrier together = new CyclicBarrier(64);
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(threads.submit(() -> {
                    together.await();
                    int passed = 0;
                    for (int n = 0; n < 3; n++) {
                        passed += app.get("/api/me", tokenOf("acme")).code() == 1 ? 1 : 0;
                    }
                    return passed;
                }));
            }
            int passed = 0;
            for (Future<Integer> one : all) {
                passed += one.get();
            }
            assertEquals(90, passed);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, , true", "true, , false", "true, false, true"})
    void startWhenNoFilterReadsTheClientsThenTheEndpointSaysSo(boolean shared, String check, boolean told)
            throws Exception {
        String file = clients(folder, "acme \"perDay\":3");
        TestWebapp app = new TestWebapp()
                .without("jwt.secret")
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.jwt.issuer", "us");
        if (check != null) {
            app.context("signet.check.clients", check);
        }
        if (shared) {
            app.context("signet.issuer.clients-file", file).serveFromStart("/api/token", new TokenServlet());
        } else {
            app.serveFromStart("/api/token", new TokenServlet(), Map.of("issuer.clients-file", file));
        }
        try (LogCapture log = LogCapture.open(Level.INFO)) {
            app.start().close();
            assertEquals(
                    told,
                    log.lines().stream().anyMatch(line -> line.contains("clients have limits, which apply only if")),
                    log.lines()::toString);
        }
    }
}
