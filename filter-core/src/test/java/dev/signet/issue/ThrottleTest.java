package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller gets that has failed too often; over HTTP. */
class ThrottleTest {

    private static final String ELSEWHERE = "X-Address: 192.0.2.7";
    private static final String CHOSEN = TokenWebapp.CHOSEN_ID;

    @TempDir
    private Path folder;

    private TokenWebapp webapp() throws Exception {
        return new TokenWebapp()
                .clients(folder.resolve("clients.json"), TokenWebapp.ENTRY, TokenWebapp.CHOSEN_ENTRY)
                .addressed();
    }

    private static void fail(TokenWebapp app, int times, String id, String... headers) throws Exception {
        for (int i = 0; i < times; i++) {
            assertEquals(15000, app.login(id, "wrong", headers).code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chosen", "nobody"})
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
            assertTrue(logs.lines().get(10).endsWith("too many failures, must wait 50 s"), logs.lines()::toString);
            assertEquals(-1, app.login(id, TokenWebapp.CHOSEN_SECRET).code(), "a chosen secret can be guessed");
            app.clock.advance(Duration.ofMillis(49_001));
            assertEquals("1", app.login(id, TokenWebapp.CHOSEN_SECRET).header("Retry-After"));
            app.clock.advance(Duration.ofMillis(999));
            assertEquals(
                    id.equals("chosen") ? 1 : 15000,
                    app.login(id, TokenWebapp.CHOSEN_SECRET).code());
            assertFalse(logs.everything().contains("sesame"));
        }
    }

    @Test
    void loginWhenThrottledThenOthersAreNot() throws Exception {
        try (TokenWebapp app = webapp().filter("envelope.http-status", "real").start()) {
            for (int i = 0; i < 10; i++) {
                assertEquals(401, app.login(CHOSEN, "wrong").status());
            }
            assertEquals(429, app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET).status());
            assertEquals(
                    200, app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET, ELSEWHERE).status(), "another address");
            assertEquals(
                    429, app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET).status(), "its success changes nothing here");
            assertEquals(401, app.login("other", "wrong").status(), "another client");
        }
    }

    @Test
    void loginWhenStrangerAtTheSameAddressFailsThenGeneratedSecretStillPasses() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            fail(app, 10, TokenWebapp.ID);
            for (int i = 0; i < 5; i++) {
                assertEquals(-1, app.login(TokenWebapp.ID, "wrong").code());
                assertEquals(1, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            }
        }
    }

    @Test
    void loginWhenManyIdsFailFromOneAddressThenItWaitsButNotItsGeneratedSecrets() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            for (int i = 0; i < FailureThrottle.OF_ADDRESS; i++) {
                fail(app, 1, "invented-" + i);
            }
            RawAnswer busy = app.login("one-more", "wrong");
            assertEquals(-1, busy.code());
            assertEquals("60", busy.header("Retry-After"));
            assertEquals(-1, app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET).code());
            assertEquals(1, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            assertEquals(
                    1, app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET, ELSEWHERE).code(), "another address");
            app.clock.advance(Duration.ofMinutes(1));
            assertEquals(1, app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET).code());
        }
    }

    @Test
    void loginWhenSuccessfulThenItCountsForNothing() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            for (int i = 0; i < 2 * FailureThrottle.OF_ADDRESS; i++) {
                assertEquals(1, app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET).code());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:0:1::1", "[2001:db8:0:1:ffff::2%eth0]"})
    void loginWhenAddressOfTheSameNetworkThenItWaits(String sibling) throws Exception {
        try (TokenWebapp app = webapp().start()) {
            fail(app, 10, CHOSEN, "X-Address: 2001:db8:0:1:a:b:c:d");
            assertEquals(
                    -1,
                    app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET, "X-Address: " + sibling)
                            .code());
            assertEquals(
                    1,
                    app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET, "X-Address: 2001:db8:0:2::1")
                            .code());
        }
    }

    @Test
    void loginWhenSuccessfulBetweenFailuresThenTheyStillCount() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            for (int i = 0; i < 10; i++) {
                fail(app, 1, CHOSEN);
                assertEquals(
                        i < 9 ? 1 : -1,
                        app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET).code());
            }
        }
    }

    @Test
    void loginWhenUnreadableThenDoesNotCount() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            for (int i = 0; i < 20; i++) {
                assertEquals(12004, app.login(CHOSEN, "").code());
            }
            assertEquals(1, app.login(CHOSEN, TokenWebapp.CHOSEN_SECRET).code());
        }
    }

    @Test
    void loginWhenThrottledThousandTimesThenOneLineASecond() throws Exception {
        try (TokenWebapp app = webapp().start();
                LogCapture logs = LogCapture.open(Level.INFO)) {
            fail(app, 10, "nobody");
            for (int i = 0; i < 50; i++) {
                assertEquals(-1, app.login("nobody", "wrong").code());
            }
            assertEquals(11, logs.lines().size());
            app.clock.advance(Duration.ofSeconds(1));
            app.login("nobody", "wrong");
            assertEquals(
                    "INFO token refused: client \"nobody\" from 127.0.0.1 (after 49 requests of the same kind):"
                            + " too many failures, must wait 59 s",
                    logs.lines().get(11));
        }
    }

    @Test
    void loginWhenForwardingHeadersComeFromAPrivateAddressThenWarnedOnce() throws Exception {
        try (TokenWebapp app = webapp().start();
                LogCapture logs = LogCapture.open(Level.INFO)) {
            app.login(TokenWebapp.ID, TokenWebapp.SECRET, "X-Address: 10.0.0.2");
            app.login(TokenWebapp.ID, TokenWebapp.SECRET, "X-Address: 203.0.113.1", "X-Forwarded-For: 192.0.2.1");
            assertEquals(List.of(), logs.lines());
            app.login(TokenWebapp.ID, TokenWebapp.SECRET, "X-Address: 10.0.0.2", "X-Forwarded-For: 192.0.2.1");
            app.login(TokenWebapp.ID, TokenWebapp.SECRET, "X-Address: fd00::1", "Forwarded: for=192.0.2.1");
            assertEquals(1, logs.lines(Level.WARNING).size(), logs.lines()::toString);
            String warning = logs.lines(Level.WARNING).get(0);
            assertTrue(warning.contains("X-Forwarded-For from 10.0.0.2"), warning);
            assertTrue(warning.contains("Name it in proxy.trusted, or let"), warning);
            assertTrue(warning.contains("RemoteIpValve"), warning);
        }
    }
}
