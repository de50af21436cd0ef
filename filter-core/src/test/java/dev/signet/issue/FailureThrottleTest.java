package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is remembered, and for how long. */
class FailureThrottleTest {

    private static final TokenRequest GUESSER = new TokenRequest("acme", "x", "192.0.2.1");

    private final MutableClock clock = new MutableClock(TokenWebapp.SAMPLE_MILLIS);

    /** Somebody else, each at an address of its own. */
    private static TokenRequest stranger(int number) {
        return new TokenRequest(
                "client-" + number, "x", "10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255));
    }

    private static void lock(FailureThrottle throttle, TokenRequest request) {
        for (int i = 0; i < FailureThrottle.OF_CLIENT; i++) {
            assertEquals(0, throttle.failed(request));
        }
    }

    /** The bytes of the one address and of "0000" are those of the other address. */
    @Test
    void failedWhenAddressAndIdReadLikeAnotherAddressThenTheClientThereIsNotLocked() {
        FailureThrottle throttle = new FailureThrottle(clock, 100, null);
        lock(throttle, new TokenRequest("0000acme", "x", "32.1.13.184"));
        assertEquals(0, throttle.secondsToWait(new TokenRequest("acme", "x", "2001:db8:3030:3030::1")));
    }

    @Test
    void failedWhenManyCallersThenMemoryIsBounded() {
        FailureThrottle throttle = new FailureThrottle(clock, 100, null);
        for (int i = 0; i < 10_000; i++) {
            throttle.failed(stranger(i));
            assertTrue(throttle.size() <= 100);
        }
        assertEquals(100, throttle.size());
        clock.advance(Duration.ofMinutes(1));
        throttle.failed(GUESSER);
        assertEquals(1, throttle.size(), "what is over makes room");
    }

    @Test
    void failedWhenThousandsOfIdsAreInventedThenALockStays() {
        FailureThrottle throttle = new FailureThrottle(clock, 10_000, null);
        lock(throttle, GUESSER);
        for (int i = 0; i < 20_000; i++) {
            assertEquals(0, throttle.failed(stranger(i)));
        }
        assertEquals(60, throttle.secondsToWait(GUESSER));
    }

    @Test
    void failedWhenFullThenTheFewestFailuresGoFirst() {
        FailureThrottle throttle = new FailureThrottle(clock, 10, null);
        for (int i = 0; i < FailureThrottle.OF_CLIENT - 1; i++) {
            assertEquals(0, throttle.failed(GUESSER));
        }
        for (int i = 0; i < 1000; i++) {
            throttle.failed(stranger(i));
            throttle.failed(stranger(i + 1));
        }
        assertEquals(0, throttle.failed(GUESSER), "the tenth");
        assertEquals(60, throttle.secondsToWait(GUESSER));
    }

    @Test
    void failedWhenThereAreLocksOnlyThenNobodyElseIsTold() {
        FailureThrottle throttle = new FailureThrottle(clock, 10, null);
        for (int i = 0; i < 10; i++) {
            lock(throttle, stranger(i));
        }
        assertEquals(60, throttle.failed(GUESSER));
        for (int i = 0; i < 10; i++) {
            assertEquals(60, throttle.secondsToWait(stranger(i)));
        }
        clock.advance(Duration.ofMinutes(1));
        assertEquals(0, throttle.failed(GUESSER));
    }

    @Test
    void failedWhenAttemptsRunAtTheSameTimeThenTheEleventhIsNotTold() {
        FailureThrottle throttle = new FailureThrottle(clock, 10, null);
        lock(throttle, GUESSER);
        assertEquals(60, throttle.failed(GUESSER));
    }

    @Test
    void succeededWhenCountedBeforeThenTakenBack() {
        FailureThrottle throttle = new FailureThrottle(clock, 10, null);
        throttle.failed(GUESSER);
        throttle.succeeded(GUESSER);
        assertEquals(0, throttle.size());
        throttle.succeeded(GUESSER); // was pushed out meanwhile
        lock(throttle, GUESSER);
        throttle.succeeded(GUESSER);
        assertEquals(0, throttle.failed(GUESSER), "nine of ten are left");
        assertEquals(60, throttle.failed(GUESSER));
    }

    @Test
    void secondsToWaitWhenSpreadOverMoreThanAMinuteThenNone() {
        FailureThrottle throttle = new FailureThrottle(clock, 10, null);
        for (int i = 0; i < 50; i++) {
            assertEquals(0, throttle.failed(GUESSER));
            clock.advance(Duration.ofSeconds(6));
        }
        assertEquals(0, throttle.secondsToWait(GUESSER));
    }

    @Test
    void secondsToWaitWhenClockWasSetBackThenNobodyWaitsForAnHour() {
        FailureThrottle throttle = new FailureThrottle(clock, 10, null);
        lock(throttle, GUESSER);
        clock.advance(Duration.ofSeconds(-1));
        assertEquals(60, throttle.secondsToWait(GUESSER), "a second is no way out");
        clock.advance(Duration.ofHours(-1));
        assertEquals(0, throttle.secondsToWait(GUESSER));
    }

    @Test
    void failedWhenAddressDiffersThenAnotherUnlessOfOneNetwork() {
        FailureThrottle throttle = new FailureThrottle(clock, 10, null);
        for (String address : List.of("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:0:1::", "unix", "")) {
            throttle.failed(new TokenRequest("acme", "x", address));
        }
        throttle.failed(new TokenRequest("acme", "x", "::ffff:192.0.2.1"));
        assertEquals(5, throttle.size());
    }
}
