package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.TestWebapp;
import dev.signet.token.KeySource;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code access.mode=report}: what the application sees, what is counted, and when it is said. */
class TrialRunTest {

    private static final String STARTED =
            "access.mode is report: calls without a valid token, or without the rights that a rule requires, are let through to the application";
    private static final String SINCE = STARTED + "; since the last line like this, ";

    private static final String USER = TestWebapp.bearer(",\"sub\":\"user\"");

    private final MutableClock clock = new MutableClock(1_770_000_000_000L);

    private SignetConfig.Builder config(String rules) {
        return SignetConfig.builder()
                .set("access.mode", "report")
                .set("access.rules", rules)
                .clock(clock);
    }

    private static TestWebapp webapp() {
        return new TestWebapp()
                .serve(
                        "/page",
                        (request, response) ->
                                request.getRequestDispatcher("/include").include(request, response))
                .serve("/on/*", TrialRunTest::forward)
                .serve("/admin/on/*", TrialRunTest::forward)
                .serve("/again/*", TrialRunTest::forward)
                .serve("/*", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter()
                            .print("\"" + request.getRemoteUser() + " " + request.getAttribute("dev.signet.reason")
                                    + " " + (request.getAttribute("dev.signet.token") != null) + "\"");
                });
    }

    /** To the rest of the path, by way of {@code /again}. */
    private static void forward(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String to = request.getServletPath().equals("/again") ? "" : "/again";
        request.getRequestDispatcher(to + request.getPathInfo()).forward(request, response);
    }

    private static List<String> warnings(LogCapture logs) {
        return logs.lines(Level.WARNING).stream()
                .filter(line -> line.startsWith("access.mode"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "FINE, user null true, user role-missing true",
        "REVOKED, null check-revoked false, null role-missing false",
        "UNKNOWN_USER, null check-unknown-user false, null role-missing false",
        "NOT_AUTHORISED, null check-not-authorised false, null role-missing false",
        ", null check-failed false, null role-missing false"
    })
    void requestWhenTheCheckRefusesThenReportedAndNobody(TokenCheck.Outcome outcome, String plain, String admin)
            throws Exception {
        SignetConfig checked = config("* /admin/** role admin")
                .set("jwt.secret", TestWebapp.SECRET)
                .tokenCheck((token, request) -> outcome)
                .build();
        try (TestWebapp app = webapp().start(new SignetFilter(checked))) {
            assertEquals('"' + plain + '"', app.get("/x", USER).data());
            assertEquals('"' + admin + '"', app.get("/admin/x", USER).data());
        }
    }

    /** As where calls are refused, what the check said when the call arrived holds for all of it. */
    @ParameterizedTest
    @CsvSource({"REVOKED, /on/x", "REVOKED, /on/admin/x", "REVOKED, /admin/on/x", "FINE, /on/x", "FINE, /on/admin/x"})
    void forwardWhenTheCheckWasAskedThenNotAgain(TokenCheck.Outcome outcome, String path) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SignetConfig checked = config("* /admin/** role admin")
                .set("jwt.secret", TestWebapp.SECRET)
                .tokenCheck((token, request) -> {
                    asked.incrementAndGet();
                    return outcome;
                })
                .build();
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp().start(new SignetFilter(checked))) {
            String seen = app.get(path, USER).data();
            assertEquals(1, asked.get(), "twice forwarded, once asked");
            assertTrue(seen.startsWith(outcome == TokenCheck.Outcome.FINE ? "\"user " : "\"null "), seen);
            long told = logs.lines(Level.INFO).stream()
                    .filter(line -> line.startsWith("would refuse"))
                    .count();
            assertEquals(outcome == TokenCheck.Outcome.FINE && path.equals("/on/x") ? 0 : 1, told);
        }
    }

    @Test
    void requestWhenTheCheckThrowsThenReportedAndTheErrorIsSaid() throws Exception {
        SignetConfig checked = config("")
                .set("jwt.secret", TestWebapp.SECRET)
                .tokenCheck((token, request) -> {
                    throw new IllegalStateException("the list is down");
                })
                .build();
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp().start(new SignetFilter(checked))) {
            assertEquals("\"null check-failed false\"", app.get("/x", USER).data());
            String everything = logs.everything();
            String begun = "The token check failed; the call counts as -1 (from=127.0.0.1 rule=[* /** authenticated]"
                    + " client=user id=";
            assertEquals(1, logs.lines(Level.SEVERE).size(), everything);
            int at = everything.indexOf(begun) + begun.length();
            String id = everything.substring(at, at + 26);
            assertTrue(id.matches("[A-Z2-7]{26}"), everything);
            String reported = "would refuse -1 check-failed from=127.0.0.1 rule=[* /** authenticated] client=user id=";
            assertTrue(everything.contains(reported + id + " GET /x\n"), everything);
        }
    }

    @Test
    void requestWhenNoKeyCanBeHadThenReported() throws Exception {
        KeySource closed = () -> {
            throw new IllegalStateException("closed");
        };
        SignetConfig keyless = config("").keySource(closed).build();
        try (TestWebapp app = webapp().start(new SignetFilter(keyless))) {
            assertEquals("\"null key-unavailable false\"", app.get("/x", USER).data());
        }
    }

    @Test
    void requestWhenSomebodyElseHasSetATokenThenTheApplicationDoesNotSeeIt() throws Exception {
        SignetConfig trusting = config("").set("jwt.secret", TestWebapp.SECRET).build();
        try (TestWebapp app = webapp().outside((request, response, chain) -> {
                    request.setAttribute("dev.signet.token", "forged");
                    chain.doFilter(request, response);
                })
                .start(new SignetFilter(trusting))) {
            assertEquals("\"null no-token false\"", app.get("/x").data());
        }
    }

    @Test
    void requestWhenTwoFiltersReportThenEachCountsItsOwn() throws Exception {
        SignetConfig inner =
                config("* /x permit").set("jwt.secret", TestWebapp.SECRET).build();
        SignetConfig outer = config("").set("jwt.secret", TestWebapp.SECRET).build();
        SignetFilter first = new SignetFilter(outer);
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp().outside(first).start(new SignetFilter(inner))) {
            assertEquals("\"null no-token false\"", app.get("/x").data());
            assertEquals(
                    1,
                    logs.lines(Level.INFO).stream()
                            .filter(line -> line.startsWith("would refuse"))
                            .count());
            assertEquals("\"null no-token false\"", app.get("/y").data());
            assertEquals(
                    3,
                    logs.lines(Level.INFO).stream()
                            .filter(line -> line.startsWith("would refuse"))
                            .count());
        }
    }

    @Test
    void warningWhenAnHourHasPassedThenWithTheNextRequestAndTheCountsSinceTheLast() throws Exception {
        SignetConfig counting = config("* /open permit\n* /admin/** role admin")
                .set("jwt.secret", TestWebapp.SECRET)
                .build();
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp().start(new SignetFilter(counting))) {
            assertEquals(
                    List.of(STARTED + "; set it to enforce once the log shows no more \"would refuse\""),
                    warnings(logs));
            app.get("/x");
            app.get("/x");
            app.get("/admin/x", USER);
            clock.advance(Duration.ofMinutes(59));
            app.get("/admin/x");
            app.get("/x", USER);
            assertEquals(1, warnings(logs).size());
            clock.advance(Duration.ofMinutes(1));
            app.get("/x"); // counts for the next hour
            assertEquals(
                    SINCE + "4 calls would have been refused: 2 no-token by [* /** authenticated], 1 no-token by"
                            + " [* /admin/** role admin], 1 role-missing by [* /admin/** role admin]",
                    warnings(logs).get(1));
            clock.advance(Duration.ofHours(5));
            app.get("/open");
            assertEquals(
                    SINCE + "1 call would have been refused: 1 no-token by [* /** authenticated]",
                    warnings(logs).get(2));
            clock.advance(Duration.ofHours(1));
            app.get("/open");
            app.get("/open");
            assertEquals(
                    SINCE + "0 calls would have been refused", warnings(logs).get(3));
            assertEquals(4, warnings(logs).size());
        }
    }

    @Test
    void warningWhenThereAreManyRulesThenTheRestIsOneNumber() throws Exception {
        String rules = IntStream.range(0, 60)
                .mapToObj(i -> "* /a" + i + " authenticated")
                .collect(Collectors.joining("\n"));
        SignetConfig counting =
                config(rules).set("jwt.secret", TestWebapp.SECRET).build();
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp().start(new SignetFilter(counting))) {
            for (int i = 0; i < 60; i++) {
                app.get("/a" + i);
            }
            clock.advance(Duration.ofHours(1));
            app.get("/x", USER);
            String line = warnings(logs).get(1);
            assertTrue(line.startsWith(
                    SINCE + "60 calls would have been refused: 10 for other reasons, 1 no-token by [* /a0 "));
            assertEquals(50, line.split("no-token", -1).length - 1, line);
        }
    }

    @Test
    void warningWhenManyCallsComeAtOnceThenNoneIsLostAndItIsSaidOnce() throws Exception {
        SignetConfig counting = config("").set("jwt.secret", TestWebapp.SECRET).build();
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp().start(new SignetFilter(counting))) {
            List<Thread> threads = new ArrayList<>();
            List<String> failed = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        for (int n = 0; n < 25; n++) {
                            app.get("/x");
                        }
                    } catch (Exception e) {
                        failed.add(e.toString());
                    }
                });
                threads.add(thread);
                thread.start();
            }
            clock.advance(Duration.ofHours(1)); // at some moment between them
            for (Thread thread : threads) {
                thread.join();
            }
            clock.advance(Duration.ofHours(1));
            app.get("/x", USER);
            assertEquals(List.of(), failed);
            long told = warnings(logs).stream()
                    .filter(line -> line.startsWith(SINCE))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(SINCE.length(), line.indexOf(" call", SINCE.length()))))
                    .sum();
            assertEquals(100, told);
            assertTrue(warnings(logs).size() <= 3, warnings(logs).toString());
        }
    }

    @Test
    void reportWhenAProxyIsTrustedThenTheCallerBehindItIsNamed() throws Exception {
        SignetConfig behind = config("")
                .set("jwt.secret", TestWebapp.SECRET)
                .set("proxy.trusted", "127.0.0.0/8")
                .build();
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp().start(new SignetFilter(behind))) {
            app.get("/x", "X-Forwarded-For: 203.0.113.9, 192.0.2.7");
            assertTrue(
                    logs.lines(Level.INFO)
                            .contains("would refuse 10003 no-token iss=null kid=null token=- from=192.0.2.7"
                                    + " rule=[* /** authenticated] GET /x"),
                    logs.lines()::toString);
        }
    }

    @Test
    void eventsWhenReportedThenARecordOfItsOwn() throws Exception {
        List<Event> heard = new CopyOnWriteArrayList<>();
        Parameters parameters = new Parameters(
                Map.of("jwt.secret", TestWebapp.SECRET, "access.mode", "report"), Owner.FILTER, path -> null);
        SignetConfig heeded =
                SignetConfig.read(parameters, name -> null, clock, Events.to(SignetConfig.LOGGER, heard::add));
        try (TestWebapp app = webapp().start(new SignetFilter(heeded))) {
            app.get("/x");
        }
        assertEquals(
                List.of(new Event.CallReported(
                        10003,
                        "no-token",
                        " iss=null kid=null token=- from=127.0.0.1 rule=[* /** authenticated] GET /x")),
                heard.stream()
                        .filter(Event.CallReported.class::isInstance)
                        .map(Event.CallReported.class::cast)
                        .map(event -> new Event.CallReported(
                                event.code(), event.reason(), event.detail().replaceAll(" id=[A-Z2-7]{26}", "")))
                        .toList());
        assertEquals(
                List.of(),
                heard.stream().filter(Event.CallRefused.class::isInstance).toList());
    }
}
