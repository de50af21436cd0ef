package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.envelope.EndListener;
import dev.signet.event.CallListener;
import dev.signet.event.CallRecord;
import dev.signet.event.CallRecord.Outcome;
import dev.signet.testing.HeardCalls;
import dev.signet.testing.MutableClock;
import dev.signet.testing.OfferedServices;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a listener hears of calls: each once, however its answer ends. */
class CallTest {

    private static final String PREFLIGHT = "Origin: http://a.example\r\nAccess-Control-Request-Method: PUT";

    private final HeardCalls heard = new HeardCalls();

    private TestWebapp webapp() {
        return new TestWebapp()
                .with(
                        "access.rules",
                        "* /open permit\nGET /public/* optional\n* /admin role admin\n* /never deny\n* /docs/** permit")
                .with("envelope.exclude", "/docs/**, /private")
                .serve("/json", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1]");
                })
                .serve("/open", (request, response) -> response.setStatus(409))
                .serve("/public/x", (request, response) -> response.sendError(404))
                .serve("/thrown", (request, response) -> {
                    throw new IllegalStateException("on purpose");
                })
                .serve("/redirect", (request, response) -> response.sendRedirect("/json"))
                .serve("/stream", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1" + " ".repeat(100_000) + "]");
                })
                .serve("/broken", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1" + " ".repeat(100_000));
                    throw new IllegalStateException("on purpose");
                })
                .serve(
                        "/to-admin",
                        (request, response) ->
                                request.getRequestDispatcher("/admin").forward(request, response))
                .serve("/docs/x", (request, response) -> response.getWriter().print("alone"))
                .serve("/private", (request, response) -> response.setStatus(201))
                .serve("/docs/thrown", (request, response) -> {
                    throw new IllegalStateException("on purpose");
                })
                .serve(
                        "/docs/to-admin",
                        (request, response) ->
                                request.getRequestDispatcher("/admin").forward(request, response))
                .serve("/docs/later", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        response.setStatus(202);
                        async.complete();
                    });
                })
                .serve("/docs/again", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        response.setStatus(203);
                        AsyncContext async = request.startAsync();
                        async.start(async::complete);
                    } else {
                        AsyncContext async = request.startAsync();
                        async.start(async::dispatch);
                    }
                })
                .serve("/docs/sent-on", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> async.dispatch("/admin"));
                });
    }

    private TestWebapp started() throws Exception {
        return webapp().attribute(CallListener.class.getName(), heard).start();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /json, WRAPPED, 200/1, null, * /** authenticated, ann",
        "HEAD, /json, WRAPPED, 200/1, null, * /** authenticated, ann",
        "GET, /open, WRAPPED, 409/-20, null, * /open permit, null",
        "GET, /public/x, REPLACED, 404/404, null, 'GET,HEAD /public/* optional', ann",
        "GET, /thrown, REPLACED, 500/-30, null, * /** authenticated, ann",
        "GET, /missing, REPLACED, 404/404, null, * /** authenticated, ann",
        "GET, /redirect, PASSED, 302/0, null, * /** authenticated, ann",
        "GET, /stream, STREAMED, 200/1, null, * /** authenticated, ann",
        "GET, /admin, REFUSED, 403/16000, role-missing, * /admin role admin, ann",
        "GET, /never, REFUSED, 403/16000, denied, * /never deny, ann",
        "GET, /to-admin, REFUSED, 403/16000, role-missing, * /admin role admin, ann",
        "GET, /docs/x, PASSED, 200/0, null, * /docs/** permit, null",
        "GET, /private, PASSED, 201/0, null, * /** authenticated, ann",
        "TRACE, /docs/x, PASSED, 200/0, null, * /docs/** permit, null",
        "GET, /docs/thrown, REPLACED, 500/0, null, * /docs/** permit, null",
        "GET, /docs/later, PASSED, 202/0, null, * /docs/** permit, null",
        "GET, /docs/again, PASSED, 203/0, null, * /docs/** permit, null",
        "GET, /docs/to-admin, REFUSED, 401/10003, no-token, * /admin role admin, null",
        "GET, /docs/sent-on, REFUSED, 401/10003, no-token, * /admin role admin, null"
    })
    void endedWhenAnAnswerEndsThenToldOnce(
            String method, String path, String outcome, String status, String reason, String rule, String client)
            throws Exception {
        try (TestWebapp webapp = started()) {
            String token = reason.equals("no-token") ? "X-None: 1" : TestWebapp.bearer(",\"sub\":\"ann\"");
            webapp.send(method, path + "?secret=1", null, token);
            assertEquals(
                    String.join(" ", method, path, outcome, status, reason, "[" + rule + "]", client), heard.line());
            webapp.close();
            assertEquals(List.of(), heard.rest());
        }
    }

    @Test
    void endedWhenAnotherFilterAnswersWhatIsExcludedThenToldAllTheSame() throws Exception {
        SignetConfig.Builder outer = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /docs/** permit")
                .set("envelope.exclude", "/docs/**")
                .callListener(heard);
        SignetConfig.Builder inner =
                SignetConfig.builder().set("jwt.secret", TestWebapp.SECRET).set("access.rules", "* /** permit");
        try (TestWebapp webapp =
                webapp().inside("/*", new SignetFilter(inner.build())).start(new SignetFilter(outer.build()))) {
            assertEquals(-30, webapp.get("/docs/thrown").code()); // which the inner one has answered
            assertEquals("GET /docs/thrown PASSED 200/0 null [* /docs/** permit] null", heard.line());
            assertEquals(1, webapp.get("/docs/later").code());
            assertEquals("GET /docs/later PASSED 200/0 null [* /docs/** permit] null", heard.line());
            webapp.close();
            assertEquals(List.of(), heard.rest());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACED", "GONE", "BROKEN"})
    void outcomeWhenRefusedThenSoHoweverTheCallerTookIt(EndListener.End end) {
        assertEquals(Outcome.REFUSED, Call.outcome(end, Admission.Refused.of(RequestRefusal.SUSPICIOUS_URI)));
    }

    @Test
    void endedWhenBrokenThenSaid() throws Exception {
        try (TestWebapp webapp = started()) {
            try {
                webapp.get("/broken", TestWebapp.bearer(""));
            } catch (IOException e) {
                // the connection is cut
            }
            CallRecord call = heard.next();
            assertEquals(CallRecord.Outcome.BROKEN, call.outcome());
            assertTrue(call.bytes() > 65_536, call.toString()); // what was sent of it
        }
    }

    @Test
    void endedWhenAPreflightThenBesideItsRules() throws Exception {
        try (TestWebapp webapp = webapp().with("access.preflight", "answer")
                .attribute(CallListener.class.getName(), heard)
                .start()) {
            assertEquals(204, webapp.send("OPTIONS", "/json", null, PREFLIGHT).status());
            assertEquals("OPTIONS /json PASSED 204/0 null [-] null", heard.line());
            assertEquals(
                    10003, webapp.send("OPTIONS", "/never", null, PREFLIGHT).code());
            assertEquals("OPTIONS /never REFUSED 401/10003 no-token [* /never deny] null", heard.line());
            assertEquals(List.of(), heard.rest());
        }
    }

    @Test
    void endedWhenReportedThenNotRefusedAndWithTheReason() throws Exception {
        try (TestWebapp webapp = webapp().with("access.mode", "report")
                .attribute(CallListener.class.getName(), heard)
                .start()) {
            assertEquals(1, webapp.get("/json").code());
            assertEquals("GET /json WRAPPED 200/1 no-token [* /** authenticated] null", heard.line());
        }
    }

    @Test
    void endedWhenThereIsATokenThenItsNumberAndFingerprintAndWhenAndFromWhere() throws Exception {
        MutableClock clock = new MutableClock(1_764_072_000_000L);
        SignetConfig config = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("proxy.trusted", "127.0.0.0/8")
                .clock(clock)
                .callListener(heard)
                .build();
        try (TestWebapp webapp = webapp().start(new SignetFilter(config))) {
            String bearer = TestWebapp.bearer(",\"jti\":\"n7\"");
            webapp.get("/json", bearer, "X-Forwarded-For: 192.0.2.7");
            CallRecord call = heard.next();
            assertEquals(clock.instant(), call.at());
            assertTrue(call.nanos() > 0, call.toString());
            assertEquals("n7", call.tokenId());
            assertNotNull(call.tokenFingerprint());
            assertEquals("192.0.2.7", call.remoteAddress());
            assertNull(call.requestId());
            assertEquals(
                    "{\"code\":1,\"message\":\"成功\",\"data\":[1],\"timestamp\":\"1764072000000\"}"
                            .getBytes(StandardCharsets.UTF_8)
                            .length,
                    call.bytes());
            webapp.get("/json", bearer + "A");
            CallRecord refused = heard.next();
            assertEquals(CallRecord.Outcome.REFUSED, refused.outcome());
            assertNull(refused.tokenId());
            assertNotNull(refused.tokenFingerprint());
        }
    }

    @Test
    void endedWhenTheFilterIsNotSetUpThenRefused() throws Exception {
        try (TestWebapp webapp = webapp().with("envelope.check", "maybe")
                .attribute(CallListener.class.getName(), heard)
                .start()) {
            assertEquals(503, webapp.get("/docs/x").status());
            assertEquals("GET /docs/x REFUSED 503/-30 not-set-up [-] null", heard.line());
        }
    }

    /** A listener that is named or offered; it has no other way to tell the test. */
    public static final class Named implements CallListener {

        private static final HeardCalls HEARD = new HeardCalls();

        /** Made by Signet. */
        public Named() {}

        @Override
        public void ended(CallRecord call) {
            HEARD.ended(call);
        }
    }

    @Test
    void listenerWhenNamedOrOfferedThenHears(@TempDir Path folder) throws Exception {
        try (TestWebapp webapp =
                webapp().with("call.class", Named.class.getName()).start()) {
            webapp.get("/docs/x");
            assertEquals("/docs/x", Named.HEARD.next().path());
        }
        try (OfferedServices offered = OfferedServices.of(folder, CallListener.class, Named.class.getName());
                TestWebapp webapp = webapp().start()) {
            assertEquals(1, offered.count());
            webapp.get("/docs/x");
            assertEquals("/docs/x", Named.HEARD.next().path());
        }
    }

    @Test
    void listenerWhenTwoAreChosenThenAProblem() throws Exception {
        try (TestWebapp webapp = webapp().with("call.class", Named.class.getName())
                .attribute(CallListener.class.getName(), heard)
                .start()) {
            assertEquals(503, webapp.get("/docs/x").status());
        }
    }

    @Test
    void beginWhenNobodyListensThenNothingIsMadeOrAsked() {
        SignetConfig config =
                SignetConfig.builder().set("jwt.secret", TestWebapp.SECRET).build();
        assertNull(Call.begin(config, null));
    }
}
