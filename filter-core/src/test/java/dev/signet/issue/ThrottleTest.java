package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten failures of a client from one address within a minute. */
class ThrottleTest {

    private static final String ELSEWHERE = "X-Address: 192.0.2.7";

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock(TokenWebapp.SAMPLE_MILLIS);

    private TokenWebapp webapp() throws Exception {
        Filter proxy = (request, response, chain) -> {
            String address = ((HttpServletRequest) request).getHeader("X-Address");
            chain.doFilter(
                    address == null
                            ? request
                            : new HttpServletRequestWrapper((HttpServletRequest) request) {
                                @Override
                                public String getRemoteAddr() {
                                    return address;
                                }
                            },
                    response);
        };
        return new TokenWebapp()
                .clients(folder.resolve("clients.json"), TokenWebapp.ENTRY)
                .outside(proxy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "nobody"})
    void loginWhenTenFailuresThenSystemBusyUntilTheMinuteIsOver(String id) throws Exception {
        try (TokenWebapp app = webapp().start();
                LogCapture logs = LogCapture.open()) {
            for (int i = 0; i < 10; i++) {
                assertEquals(15000, app.login(id, "sesame-wrong").code());
                app.clock.advance(Duration.ofSeconds(1));
            }
            // the first of the ten was 10 s ago
            RawAnswer busy = app.login(id, "sesame-wrong");
            assertEquals(200, busy.status());
            assertEquals(-1, busy.code());
            assertEquals("null", busy.data());
            assertEquals("no-store", busy.header("Cache-Control"));
            assertEquals("50", busy.header("Retry-After"));
            assertTrue(logs.lines().get(10).endsWith("too many failures, has to wait 50 s"), logs.lines()::toString);
            assertEquals(-1, app.login(id, TokenWebapp.SECRET).code(), "the right secret has to wait as well");
            app.clock.advance(Duration.ofMillis(49_001));
            assertEquals("1", app.login(id, TokenWebapp.SECRET).header("Retry-After"));
            app.clock.advance(Duration.ofMillis(999));
            assertEquals(
                    id.equals("acme") ? 1 : 15000,
                    app.login(id, TokenWebapp.SECRET).code());
            assertFalse(logs.everything().contains("sesame"));
        }
    }

    @Test
    void loginWhenThrottledThenOthersAreNot() throws Exception {
        try (TokenWebapp app = webapp().filter("envelope.http-status", "real").start()) {
            for (int i = 0; i < 10; i++) {
                assertEquals(401, app.login("acme", "wrong").status());
            }
            assertEquals(429, app.login("acme", TokenWebapp.SECRET).status());
            assertEquals(200, app.login("acme", TokenWebapp.SECRET, ELSEWHERE).status(), "another address");
            assertEquals(429, app.login("acme", TokenWebapp.SECRET).status(), "its success changes nothing here");
            assertEquals(401, app.login("other", "wrong").status(), "another client");
        }
    }

    @Test
    void loginWhenSuccessfulBetweenFailuresThenTheyStillCount() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            for (int i = 0; i < 10; i++) {
                assertEquals(15000, app.login("acme", "wrong").code());
                assertEquals(
                        i < 9 ? 1 : -1, app.login("acme", TokenWebapp.SECRET).code());
            }
        }
    }

    @Test
    void loginWhenUnreadableThenDoesNotCount() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            for (int i = 0; i < 20; i++) {
                assertEquals(12004, app.login("acme", "").code());
            }
            assertEquals(1, app.login("acme", TokenWebapp.SECRET).code());
        }
    }

    @Test
    void failedWhenManyCallersThenMemoryIsBounded() {
        FailureThrottle throttle = new FailureThrottle(clock, 100);
        for (int i = 0; i < 10_000; i++) {
            throttle.failed(new TokenRequest("client-" + i, "x", "::1"));
            assertTrue(throttle.size() <= 100);
        }
        assertEquals(100, throttle.size());
        clock.advance(Duration.ofMinutes(1));
        throttle.failed(new TokenRequest("last", "x", "::1"));
        assertEquals(1, throttle.size(), "what is over makes room");
    }

    @Test
    void failedWhenFullThenWhoFailedLastIsStillKnown() {
        FailureThrottle throttle = new FailureThrottle(clock, 10);
        TokenRequest guesser = new TokenRequest("acme", "x", "::1");
        for (int i = 0; i < 10; i++) {
            assertEquals(0, throttle.failed(guesser));
            for (int other = 0; other < 8; other++) {
                throttle.failed(new TokenRequest("client-" + i + "-" + other, "x", "::1"));
            }
        }
        assertEquals(60, throttle.secondsToWait(guesser));
    }

    @Test
    void failedWhenAttemptsRunAtTheSameTimeThenTheEleventhIsNotTold() {
        FailureThrottle throttle = new FailureThrottle(clock, 10);
        TokenRequest guesser = new TokenRequest("acme", "x", "::1");
        for (int i = 0; i < 10; i++) {
            assertEquals(0, throttle.failed(guesser));
        }
        assertEquals(60, throttle.failed(guesser));
    }

    @Test
    void secondsToWaitWhenSpreadOverMoreThanAMinuteThenNone() {
        FailureThrottle throttle = new FailureThrottle(clock, 10);
        TokenRequest slow = new TokenRequest("acme", "x", "::1");
        for (int i = 0; i < 50; i++) {
            assertEquals(0, throttle.failed(slow));
            clock.advance(Duration.ofSeconds(6));
        }
        assertEquals(0, throttle.secondsToWait(slow));
    }

    @Test
    void secondsToWaitWhenClockWasSetBackThenNobodyWaitsForAnHour() {
        FailureThrottle throttle = new FailureThrottle(clock, 10);
        TokenRequest guesser = new TokenRequest("acme", "x", "::1");
        for (int i = 0; i < 10; i++) {
            throttle.failed(guesser);
        }
        clock.advance(Duration.ofHours(-1));
        assertEquals(0, throttle.secondsToWait(guesser));
    }

    @Test
    void callerWhenAddressDiffersThenAnother() {
        FailureThrottle throttle = new FailureThrottle(clock, 10);
        for (String address : List.of("::1", "::2")) {
            throttle.failed(new TokenRequest("acme", "x", address));
        }
        assertEquals(2, throttle.size());
    }
}
