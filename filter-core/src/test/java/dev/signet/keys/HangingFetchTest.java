package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.event.Events;
import dev.signet.event.KeyEvents;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who waits for keys that do not come; counted, and nobody is let go before the test says so. */
class HangingFetchTest {

    private static final KeySet TWO = KeySet.of(
            List.of(
                    new KeyMaterial("key", "old", null, TestKeys.P256.getPublic(), null, null),
                    new KeyMaterial("key", "new", null, TestKeys.P256B.getPublic(), null, null)),
            List.of(Algorithm.ES256));

    private final MutableClock clock = new MutableClock(1_770_000_000_000L);
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile Callable<KeySet> fetch = () -> TWO;

    private KeySet fetched() throws Exception {
        fetches.incrementAndGet();
        return fetch.call();
    }

    /** How many have no answer yet, when those that wait for nothing have theirs. */
    private static long waiting(List<Thread> callers) throws InterruptedException {
        long waiting = 0;
        for (Thread caller : callers) {
            // whoever does not wait for the fetch is about to end, if it has not
            while (caller.isAlive() && caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            waiting += caller.isAlive() ? 1 : 0;
        }
        return waiting;
    }

    /** Keys of which the fetch after the first hangs until the latch is let go, and for which anyone would wait an hour. */
    private RefreshedKeys hanging(CountDownLatch open) throws Exception {
        RefreshedKeys patient = new RefreshedKeys(
                "the test source",
                this::fetched,
                clock,
                RefreshedKeys.threads(null),
                new KeyEvents(Events.to("dev.signet.keys")),
                Duration.ofHours(1));
        fetch = () -> TWO;
        patient.candidates("old");
        fetch = () -> {
            open.await();
            return TWO;
        };
        return patient;
    }

    /** Asks from so many threads at once; the latch counts those down that have their answer. */
    private static List<Thread> ask(RefreshedKeys keys, int callers, CountDownLatch unavailable) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            String invented = "invented" + i;
            Thread caller = new Thread(() -> {
                try {
                    keys.candidates(invented);
                } catch (KeysUnavailableException e) {
                    unavailable.countDown();
                }
            });
            caller.start();
            threads.add(caller);
        }
        return threads;
    }

    @Test
    void candidatesWhenNamesAreInventedAndTheFetchHangsThenAHandfulWaitsAndKnownNamesDoNot() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        RefreshedKeys patient = hanging(open);
        clock.advance(RefreshedKeys.INTERVAL);
        CountDownLatch unavailable = new CountDownLatch(50 - RefreshedKeys.MOST_WAITING);
        List<Thread> callers = ask(patient, 50, unavailable);
        assertTrue(unavailable.await(60, TimeUnit.SECONDS));
        assertEquals(RefreshedKeys.MOST_WAITING, waiting(callers));
        assertEquals(1, patient.candidates("old").size());
        assertThrows(KeysUnavailableException.class, () -> patient.candidates("one more"));
        open.countDown();
        for (Thread caller : callers) {
            caller.join(60_000);
            assertFalse(caller.isAlive());
        }
        assertEquals(0, patient.candidates("invented").size());
        assertEquals(2, fetches.get());
    }

    @Test
    void candidatesWhenNoKeysAreThereAndTheFetchHangsThenAHandfulWaits() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        RefreshedKeys patient = hanging(open);
        clock.advance(RefreshedKeys.TOO_OLD);
        CountDownLatch unavailable = new CountDownLatch(50 - RefreshedKeys.MOST_WAITING);
        List<Thread> callers = ask(patient, 50, unavailable);
        assertTrue(unavailable.await(60, TimeUnit.SECONDS));
        assertEquals(RefreshedKeys.MOST_WAITING, waiting(callers));
        open.countDown();
        for (Thread caller : callers) {
            caller.join(60_000);
        }
        assertEquals(1, patient.candidates("old").size());
    }

    @Test
    void candidatesWhenOneHasWaitedInVainThenNobodyElseDoes() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        try (LogCapture logged = LogCapture.open()) {
            RefreshedKeys hurried = new RefreshedKeys(
                    "the test source",
                    this::fetched,
                    clock,
                    RefreshedKeys.threads(null),
                    new KeyEvents(Events.to("dev.signet.keys")),
                    Duration.ofMillis(1));
            fetch = () -> TWO;
            for (int i = 0; i < 1000 && hurried.generation() != hurried.current(); i++) {
                Thread.onSpinWait(); // the first may take longer than it waits
            }
            fetch = () -> {
                open.await();
                return TWO;
            };
            clock.advance(RefreshedKeys.OLD);
            for (int i = 0; i < 100; i++) {
                assertEquals(1, hurried.candidates("old").size());
                assertThrows(KeysUnavailableException.class, () -> hurried.candidates("invented"));
                assertSame(TWO, hurried.generation());
            }
            assertEquals(
                    1,
                    logged.everything()
                            .lines()
                            .filter(line -> line.equals("timed out waiting for keys"))
                            .count());
        } finally {
            open.countDown();
        }
    }
}
