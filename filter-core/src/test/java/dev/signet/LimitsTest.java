package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.issue.TokenServlet;
import dev.signet.testing.HeardCalls;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** Limits over HTTP, with a clock that stands: what counts, for whom, and what a caller beyond them is told. */
class LimitsTest {

    private static final String NAME = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";
    private static final String FORGED = TestWebapp.bearer("") + "x";
    private static final String[] PREFLIGHT = {"Origin: https://shop.acme.com", "Access-Control-Request-Method: PUT"};
    /** 14:00 in Shanghai. */
    private static final Instant NOON = Instant.parse("2026-11-29T06:00:00Z");

    private final MutableClock clock = new MutableClock(NOON.toEpochMilli());
    private final HeardCalls heard = new HeardCalls();

    @TempDir
    private Path folder;

    private static String of(String client) {
        return of(client, "");
    }

    private static String of(String client, String more) {
        return TestWebapp.bearer(",\"iss\":\"us\",\"" + NAME + "\":\"" + client + "\"" + more);
    }

    private SignetConfig.Builder config(String... parameters) {
        SignetConfig.Builder config = SignetConfig.builder()
                .clock(clock)
                .set("jwt.secret", TestWebapp.SECRET)
                .set("jwt.issuer", "us")
                .set("metrics.micrometer", "off")
                .set("errors.hints", "header")
                .set("envelope.exclude", "/alone/**")
                .set(
                        "access.rules",
                        "* /open/** permit\n* /maybe/** optional\n* /scoped/** scope x\n* /alone/** permit");
        for (int i = 0; i < parameters.length; i += 2) {
            config.set(parameters[i], parameters[i + 1]);
        }
        return config;
    }

    /** With the clients of a file, each {@code id limits}. */
    private String clients(String... clients) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String client : clients) {
            String[] words = client.split(" ", 2);
            entries.add("{\"id\":\"" + words[0]
                    + "\",\"secrets\":[{\"hash\":\"sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}]"
                    + (words.length == 1 ? "" : ",\"limits\":{" + words[1] + "}") + "}");
        }
        Path file = folder.resolve("clients.json");
        Files.writeString(file, "{\"clients\":[" + String.join(",", entries) + "]}");
        return file.toString();
    }

    /** What a filter in front makes of a request: from another address, or without room for an attribute. */
    private static final class Outside extends HttpServletRequestWrapper {

        Outside(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRemoteAddr() {
            String address = getHeader("X-Address");
            return address == null ? super.getRemoteAddr() : address;
        }

        @Override
        public void setAttribute(String name, Object value) {
            if (name.equals(getHeader("X-Fails"))) {
                throw new IllegalStateException("on purpose");
            }
            super.setAttribute(name, value);
        }
    }

    private static TestWebapp webapp() {
        TestWebapp.Behaviour tell = (request, response) -> {
            response.setContentType("application/json");
            response.getWriter().print("\"" + request.getRemoteUser() + "\"");
        };
        TestWebapp.Behaviour go = (request, response) ->
                request.getRequestDispatcher(request.getParameter("to")).forward(request, response);
        return new TestWebapp()
                .outside((request, response, chain) ->
                        chain.doFilter(new Outside((HttpServletRequest) request), response))
                .serve("/api/me", tell)
                .serve("/api/go", go)
                .serve("/open/go", go)
                .serve("/alone/go", go)
                .serve(
                        "/api/include",
                        (request, response) ->
                                request.getRequestDispatcher("/api/me").include(request, response))
                .serve("/api/async", (request, response) -> request.startAsync().dispatch("/api/me"))
                .serve(
                        "/open/async",
                        (request, response) -> request.startAsync().dispatch("/api/me"))
                .serve("/api/error", (request, response) -> response.sendError(418))
                .serve("/*", tell);
    }

    private TestWebapp started(SignetConfig.Builder config) throws Exception {
        return webapp().start(new SignetFilter(config.build()));
    }

    private static void assertPass(int calls, TestWebapp app, String path, String... headers) throws IOException {
        for (int i = 0; i < calls; i++) {
            RawAnswer answer = app.get(path, headers);
            assertNull(answer.header("Retry-After"), answer::text);
        }
    }

    private static void assertLimited(String reason, int seconds, TestWebapp app, String path, String... headers)
            throws IOException {
        RawAnswer answer = app.get(path, headers);
        assertEquals(-1, answer.code(), answer::text);
        assertEquals(reason, answer.header("X-Signet-Reason"));
        assertEquals(Integer.toString(seconds), answer.header("Retry-After"));
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "real, 429"})
    void callWhenBeyondARateThenSystemBusyAndWhenToComeAgain(String mode, int status) throws Exception {
        try (TestWebapp app =
                started(config("limit.rules", "* /api/** 2/s burst 3 by client", "envelope.http-status", mode)
                        .callListener(heard))) {
            for (int i = 0; i < 3; i++) {
                assertEquals("\"acme\"", app.get("/api/me", of("acme")).data());
            }
            RawAnswer answer = app.get("/api/me", of("acme"));
            assertEquals(status, answer.status());
            assertEquals(-1, answer.code());
            assertEquals("1", answer.header("Retry-After"));
            assertEquals("no-store", answer.header("Cache-Control"));
            assertNull(answer.header("WWW-Authenticate"));
            assertPass(1, app, "/api/me", of("other"));
            assertPass(1, app, "/elsewhere", of("acme"));
            clock.advance(Duration.ofMillis(499));
            assertLimited("limit-rate", 1, app, "/api/me", of("acme"));
            clock.advance(Duration.ofMillis(1));
            assertPass(1, app, "/api/me", of("acme"));
            assertLimited("limit-rate", 1, app, "/api/me", of("acme"));
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
        try (TestWebapp app = started(config("limit.rules", "* /** 1/min burst 3 by address"));
                LogCapture log = LogCapture.open(Level.INFO)) {
            assertEquals(
                    10003, app.get("/api/me", "X-Address: 192.0.2.7", FORGED).code());
            assertEquals(10003, app.get("/api/me", "X-Address: 192.0.2.7").code());
            assertPass(1, app, "/api/me", "X-Address: 192.0.2.7", of("acme"));
            assertLimited("limit-rate", 60, app, "/api/me", "X-Address: 192.0.2.7", FORGED);
            assertLimited("limit-rate", 60, app, "/open/x", "X-Address: 192.0.2.7");
            assertPass(3, app, "/api/me", "X-Address: 2001:db8::1", of("acme"));
            assertLimited("limit-rate", 60, app, "/api/me", "X-Address: 2001:db8::2", of("acme"));
            assertPass(1, app, "/api/me", "X-Address: 2001:db8:0:1::1", of("acme"));
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
            try (TestWebapp app = started(config("limit.rules", "* /** 1/h burst 2 by " + by))) {
                assertPass(1, app, "/open/x", "X-Address: 192.0.2.7");
                assertPass(1, app, "/maybe/x", "X-Address: 192.0.2.7");
                assertLimited("limit-rate", 3600, app, "/open/x", "X-Address: 192.0.2.7", of("acme"));
                assertPass(1, app, "/open/x", "X-Address: 192.0.2.8");
                assertEquals(
                        10003,
                        app.get("/api/me", "X-Address: 192.0.2.7", FORGED).code()); // nobody is limited so
                assertPass(2, app, "/api/me", "X-Address: 192.0.2.7", of("acme"));
                assertLimited("limit-rate", 3600, app, "/maybe/x", "X-Address: 192.0.2.7", of("acme"));
                boolean here = by.equals("client");
                assertEquals(
                        here ? -1 : 1,
                        app.get("/api/me", "X-Address: 192.0.2.8", of("acme")).code());
            }
        }
    }

    @Test
    void callWhenSeveralLinesMatchThenAllCount() throws Exception {
        String lines = "GET /api/** 1/h burst 5 by client\n* /** 1/h burst 3 by client\nPOST /api/me 1/h by client";
        try (TestWebapp app = started(config("limit.rules", lines))) {
            assertPass(1, app, "/api/me/", of("acme")); // as a rule that protects
            assertPass(2, app, "/api/me", of("acme"));
            assertLimited("limit-rate", 3600, app, "/api/me", of("acme"));
            assertEquals(-1, app.send("POST", "/api/me", "", of("acme")).code());
            assertEquals(1, app.send("POST", "/api/me", "", of("other")).code());
            assertEquals(-1, app.send("POST", "/api/me", "", of("other")).code());
        }
    }

    @Test
    void callWhenItIsAPreflightThenItDoesNotCount() throws Exception {
        try (TestWebapp app = started(config("limit.rules", "* /** 1/h by address\n* /** 1/h by client"))) {
            for (int i = 0; i < 3; i++) {
                assertNull(app.send("OPTIONS", "/api/me", null, PREFLIGHT).header("Retry-After"));
            }
            assertPass(1, app, "/api/me", of("acme"));
            assertLimited("limit-rate", 3600, app, "/api/me", of("acme"));
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
        try (TestWebapp app =
                started(config("limit.rules", "* /** 1/h burst 2 by address\n* /** 1/h burst 2 by client"))) {
            assertPass(2, app, path, of("acme"));
            assertLimited("limit-rate", 3600, app, path, of("acme"));
        }
    }

    @Test
    void callWhenAClientHasNumbersOfItsOwnThenTheyHoldInThePlaceOfTheLines() throws Exception {
        String file = clients("acme \"perSecond\":1,\"burst\":4", "other", "day \"perDay\":100");
        try (TestWebapp app =
                started(config("issuer.clients-file", file, "limit.rules", "* /api/** 1/h burst 2 by client"))) {
            assertPass(3, app, "/api/me", of("acme"));
            assertPass(1, app, "/elsewhere", of("acme")); // without any line
            assertLimited("limit-rate", 1, app, "/elsewhere", of("acme"));
            for (String client : List.of("other", "day")) {
                assertPass(2, app, "/api/me", of(client));
                assertLimited("limit-rate", 3600, app, "/api/me", of(client));
                assertPass(9, app, "/elsewhere", of(client));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Asia/Shanghai, 36000", "UTC, 64800", ", 36000"})
    void callWhenTheDayIsUsedUpThenTomorrowOfItsZone(String zone, int seconds) throws Exception {
        SignetConfig.Builder config = config("issuer.clients-file", clients("acme \"perDay\":2"));
        if (zone != null) {
            config.set("issuer.zone", zone);
        }
        try (TestWebapp app = started(config)) {
            assertPass(2, app, "/api/me", of("acme"));
            assertLimited("limit-day", seconds, app, "/api/me", of("acme"));
            clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertLimited("limit-day", 1, app, "/api/me", of("acme"));
            clock.advance(Duration.ofMillis(1));
            assertPass(2, app, "/api/me", of("acme"));
            assertLimited("limit-day", 86_400, app, "/api/me", of("acme"));
            clock.advance(Duration.ofMillis(-1)); // set back over midnight
            assertLimited("limit-day", 1, app, "/api/me", of("acme"));
        }
    }

    @Test
    void callWhenItIsRefusedThenItDoesNotCountForTheDayAndHoldsNothing() throws Exception {
        SignetConfig.Builder config =
                config("issuer.clients-file", clients("acme \"perDay\":2,\"concurrent\":1", "off \"perDay\":1"));
        TokenCheck check = (token, request) ->
                request.getRequestURI().endsWith("/bad") ? TokenCheck.Outcome.NOT_AUTHORISED : TokenCheck.Outcome.FINE;
        try (TestWebapp app = started(config.tokenCheck(check))) {
            for (int i = 0; i < 5; i++) {
                assertEquals(16000, app.get("/api/bad", of("acme")).code());
                assertEquals(16000, app.get("/scoped/x", of("acme")).code());
                assertEquals(10002, app.get("/api/me", expired()).code());
            }
            assertPass(1, app, "/api/me", of("acme"));
            assertPass(1, app, "/open/x", of("acme"));
            assertEquals(1, eventually(app, "/api/me").code());
            assertLimited("limit-day", 36_000, app, "/api/me", of("acme"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/me, dev.signet.admitted", "/api/me, dev.signet.answer", "/open/x, dev.signet.token"})
    void callWhenItFailsInFrontOfTheApplicationThenItHoldsNothing(String path, String attribute) throws Exception {
        String file = clients("acme \"concurrent\":1");
        SignetConfig inside = config("issuer.clients-file", file)
                .set("access.rules", "* /none permit")
                .build();
        try (TestWebapp app = webapp().inside("/open/*", new SignetFilter(inside))
                .start(new SignetFilter(config("issuer.clients-file", file).build()))) {
            for (int i = 0; i < 3; i++) {
                RawAnswer failed = app.get(path, "X-Fails: " + attribute, of("acme"));
                assertNull(failed.header("Retry-After"), failed::text);
                assertTrue(failed.text().contains("on purpose") || failed.code() == -30, failed::text);
            }
            assertEquals(1, eventually(app, path).code());
        }
    }

    /** The slot of the call before may be given back a moment after its caller has the answer. */
    private static RawAnswer eventually(TestWebapp app, String path) throws IOException {
        RawAnswer answer = app.get(path, of("acme"));
        for (int i = 0; i < 1_000 && "limit-concurrent".equals(answer.header("X-Signet-Reason")); i++) {
            answer = app.get(path, of("acme"));
        }
        return answer;
    }

    private static String expired() {
        return "Authorization: Bearer "
                + TestWebapp.token("{\"exp\":1600000000,\"iss\":\"us\",\"" + NAME + "\":\"acme\"}");
    }

    @Test
    void callWhenAnotherIssuerHasTheSameNameThenItIsAnotherClient() throws Exception {
        try (TestWebapp app = started(config("jwt.issuer", "us, them", "limit.rules", "* /** 1/h by client"))) {
            String them = TestWebapp.bearer(",\"iss\":\"them\",\"sub\":\"acme\"");
            assertPass(1, app, "/api/me", of("acme"));
            assertPass(1, app, "/api/me", them);
            assertLimited("limit-rate", 3600, app, "/api/me", of("acme"));
            assertLimited("limit-rate", 3600, app, "/api/me", them);
        }
    }

    @Test
    void callWhenOnlyReportedThenToldOnceAndServedAsWhoItIs() throws Exception {
        SignetConfig.Builder config = config(
                "access.mode",
                "report",
                "issuer.clients-file",
                clients("acme \"perDay\":1"),
                "limit.rules",
                "* /** 1/h burst 9 by address");
        try (TestWebapp app = started(config);
                LogCapture log = LogCapture.open(Level.INFO)) {
            for (int i = 0; i < 12; i++) {
                RawAnswer answer = app.get("/api/go?to=/api/me", of("acme"));
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
    void callWhenTwoFiltersKnowTheClientThenItCountsOnceForIt() throws Exception {
        String file = clients("acme \"perDay\":3");
        try (TestWebapp app = webapp().inside(
                        "/*",
                        new SignetFilter(config("issuer.clients-file", file).build()))
                .start(new SignetFilter(config("issuer.clients-file", file).build()))) {
            assertPass(3, app, "/api/me", of("acme"));
            assertLimited("limit-day", 36_000, app, "/api/me", of("acme"));
        }
    }

    @Test
    void callWhenOneOfTwoFiltersOnlyReportsItsAddressThenItCountsOnceForItsClient() throws Exception {
        String file = clients("acme \"perDay\":2");
        SignetConfig.Builder trial = config("issuer.clients-file", file)
                .set("access.mode", "report")
                .set("limit.rules", "* /** 1/h by address");
        try (TestWebapp app = webapp().inside(
                        "/*",
                        new SignetFilter(config("issuer.clients-file", file).build()))
                .start(new SignetFilter(trial.build()))) {
            assertPass(2, app, "/api/me", of("acme")); // of the first filter's day
            assertPass(2, app, "/api/me", of("acme")); // of the second's, since the first only reports them
            assertLimited("limit-day", 36_000, app, "/api/me", of("acme"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/open/go?to=/api/me", "/open/async"})
    void callWhenItsClientIsKnownOnlyWhereItIsSentOnThenItCountsThere(String path) throws Exception {
        String file = clients("acme \"perDay\":2,\"concurrent\":1");
        try (TestWebapp app = started(config("issuer.clients-file", file))) {
            assertPass(1, app, path);
            assertEquals(1, app.get(path, of("acme")).code());
            assertEquals(1, eventually(app, path).code());
            assertEquals("limit-day", eventually(app, path).header("X-Signet-Reason"));
        }
    }

    @Test
    void callsWhenManyComeAtOnceThenExactlyTheBurstPasses() throws Exception {
        String file = clients("acme \"perSecond\":1,\"burst\":100,\"perDay\":90");
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try (TestWebapp app = started(config("issuer.clients-file", file))) {
            CyclicBarrier together = new CyclicBarrier(64);
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(threads.submit(() -> {
                    together.await();
                    int passed = 0;
                    for (int n = 0; n < 3; n++) {
                        passed += app.get("/api/me", of("acme")).code() == 1 ? 1 : 0;
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

    @Test
    void reasonWhenItHasACodeOfItsOwnThenThatOneAndTheSameStatus() throws Exception {
        try (TestWebapp app = started(config(
                "limit.rules",
                "* /** 1/h by client",
                "errors.reasons",
                "limit-rate = 20029 请求过于频繁 | Slow down",
                "envelope.http-status",
                "real"))) {
            assertPass(1, app, "/api/me", of("acme"));
            RawAnswer answer = app.get("/api/me", of("acme"));
            assertEquals(20029, answer.code());
            assertEquals(429, answer.status());
            assertEquals("3600", answer.header("Retry-After"));
        }
    }

    @Test
    void startWhenThereAreLimitsThenTheLogSaysWhatHolds() throws Exception {
        try (LogCapture log = LogCapture.open(Level.INFO);
                TestWebapp app = started(config("limit.rules", "* /app/x 5/s by client"))) {
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

    @ParameterizedTest
    @CsvSource({"false, , true", "true, , false", "true, false, true"})
    void startWhenNoFilterReadsTheClientsThenTheEndpointSaysSo(boolean shared, String check, boolean told)
            throws Exception {
        String file = clients("acme \"perDay\":3");
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
                    log.lines().stream().anyMatch(line -> line.contains("clients have limits, which hold only where")),
                    log.lines()::toString);
        }
    }
}
