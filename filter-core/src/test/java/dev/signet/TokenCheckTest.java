package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import dev.signet.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application's own check of a genuine token does, and when it is asked. */
class TokenCheckTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    private TestWebapp start(TokenCheck check) throws Exception {
        SignetConfig config = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /permit permit\n* /optional optional\n* /admin role admin")
                .tokenCheck((token, request) -> {
                    asked.incrementAndGet();
                    return check.check(token, request);
                })
                .build();
        return new TestWebapp()
                .serve("/*", (request, response) -> {
                    calls.incrementAndGet();
                    response.setContentType("application/json");
                    response.getWriter().print("1");
                })
                .serve(
                        "/forward",
                        (request, response) ->
                                request.getRequestDispatcher("/x").forward(request, response))
                .serve(
                        "/permit",
                        (request, response) ->
                                request.getRequestDispatcher("/x").forward(request, response))
                .start(new SignetFilter(config));
    }

    /** Starts a filter with a check that does this when the filter starts. */
    private static TestWebapp started(Consumer<TokenCheck.Context> init) throws Exception {
        TokenCheck check = new TokenCheck() {
            @Override
            public void init(Context context) {
                init.accept(context);
            }

            @Override
            public Outcome check(VerifiedToken token, HttpServletRequest request) {
                return Outcome.FINE;
            }
        };
        return new TestWebapp()
                .serve("/*", (request, response) -> response.getWriter().print("1"))
                .start(new SignetFilter(SignetConfig.builder()
                        .set("jwt.secret", TestWebapp.SECRET)
                        .clock(new MutableClock(1_700_000_000_000L))
                        .tokenCheck(check)
                        .build()));
    }

    @Test
    void initWhenTheFilterStartsThenToldOnceOfClockAndWebapp() throws Exception {
        List<String> told = new ArrayList<>();
        try (TestWebapp webapp =
                started(context -> told.add(context.clock().millis() + " " + context.parameter("jwt.issuer") + " "
                        + (context.servletContext().getServerInfo() != null)))) {
            webapp.get("/", TestWebapp.bearer(""));
            assertEquals(List.of("1700000000000 null true"), told);
        }
    }

    @Test
    void initWhenItThrowsThenEveryRequestIsRefusedAndTheReasonIsLogged() throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp webapp = started(context -> {
                    throw new IllegalStateException("no directory");
                })) {
            RawAnswer answer = webapp.get("/", TestWebapp.bearer(""));
            assertEquals(503, answer.status());
            assertEquals(-30, answer.code());
            assertTrue(logs.everything().contains("check.class: the init of "), logs.everything());
            assertTrue(logs.everything().contains("no directory"), logs.everything());
        }
    }

    private static TokenCheck.Outcome thrown(String what) throws Exception {
        switch (what) {
            case "RuntimeException" -> throw new IllegalStateException("the directory is down");
            case "IOException" -> throw new IOException("the directory is down");
            case "InterruptedException" -> throw new InterruptedException("stop");
            case "NoClassDefFoundError" -> throw new NoClassDefFoundError("com/acme/Directory");
            case "StackOverflowError" -> throw new StackOverflowError();
            case "OutOfMemoryError" -> throw new OutOfMemoryError("on purpose");
            case "AssertionError" -> throw new AssertionError();
            default -> {
                return null;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RuntimeException",
                "IOException",
                "InterruptedException",
                "NoClassDefFoundError",
                "StackOverflowError",
                "OutOfMemoryError",
                "AssertionError",
                "null"
            })
    void checkWhenItFailsThenSystemBusyAndNeverAPass(String what) throws Exception {
        try (TestWebapp app = start((token, request) -> thrown(what))) {
            RawAnswer answer = app.get("/x", TestWebapp.bearer(""));
            assertEquals(200, answer.status());
            assertEquals(-1, answer.code());
            assertEquals("no-store", answer.header("Cache-Control"));
            assertEquals(0, calls.get());
        }
    }

    @ParameterizedTest
    @CsvSource({"FINE, 1", "REVOKED, 10003", "UNKNOWN_USER, 15000", "NOT_AUTHORISED, 16000"})
    void checkWhenItAnswersThenCodeOnOptionalPathsToo(TokenCheck.Outcome outcome, int code) throws Exception {
        try (TestWebapp app = start((token, request) -> outcome)) {
            assertEquals(code, app.get("/x", TestWebapp.bearer("")).code());
            assertEquals(code, app.get("/optional", TestWebapp.bearer("")).code());
            assertEquals(1, app.get("/optional").code());
            assertEquals(code == 1 ? 3 : 1, calls.get());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // path, claims or - for no token, how often it is asked
        "/x,        ',\"sub\":\"a\"',      1",
        "/x,        -,                     0",
        "/optional, ',\"sub\":\"a\"',      1",
        "/optional, -,                     0",
        "/admin,    ',\"roles\":\"admin\"', 1",
        "/admin,    ',\"sub\":\"a\"',      0", // the rule has refused it
        "/forward,  ',\"sub\":\"a\"',      1", // not again at the target
        "/permit,   ',\"sub\":\"a\"',      1", // first at the target, which needs a token
    })
    void checkWhenRequestArrivesThenAskedOnce(String path, String claims, int times) throws Exception {
        try (TestWebapp app = start((token, request) -> TokenCheck.Outcome.FINE)) {
            app.get(path, claims.equals("-") ? "X: y" : TestWebapp.bearer(claims));
            assertEquals(times, asked.get());
        }
    }

    @Test
    void checkWhenSameTokenComesAgainThenAskedAgain() throws Exception {
        try (TestWebapp app =
                start((token, request) -> asked.get() < 3 ? TokenCheck.Outcome.FINE : TokenCheck.Outcome.REVOKED)) {
            String bearer = TestWebapp.bearer("");
            assertEquals(1, app.get("/x", bearer).code());
            assertEquals(1, app.get("/x", bearer).code());
            assertEquals(10003, app.get("/x", bearer).code());
            assertEquals(3, asked.get());
        }
    }
}
