package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.event.Events;
import dev.signet.event.KeyEvents;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** When keys are fetched, waited for, kept and given up; the clock is moved by hand. */
class RefreshedKeysTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final KeySet OLD = keys("old", TestKeys.P256.getPublic());
    private static final KeySet NEW = keys("new", TestKeys.P256B.getPublic());

    private final MutableClock clock = new MutableClock(1_770_000_000_000L);
    private final FakeFetch fetch = new FakeFetch();
    private volatile Thread last; // made for a fetch
    private final RefreshedKeys keys = new RefreshedKeys(
            "the test source",
            fetch,
            clock,
            task -> {
                last = RefreshedKeys.threads(RefreshedKeysTest.class.getClassLoader())
                        .newThread(task);
                return last;
            },
            new KeyEvents(Events.to("dev.signet.keys")));

    /** Does what the test says. */
    private static final class FakeFetch implements RefreshedKeys.Fetch {
        private final AtomicInteger calls = new AtomicInteger();
        private volatile Callable<KeySet> answer = () -> OLD;

        @Override
        public KeySet keys() throws Exception {
            calls.incrementAndGet();
            return answer.call();
        }
    }

    /** Waits until the last fetch that was begun has ended and its outcome is in force. */
    private void ended() throws InterruptedException {
        last.join(10_000);
        assertFalse(last.isAlive());
    }

    private static KeySet keys(String id, PublicKey key) {
        return KeySet.of(List.of(new KeyMaterial("key", id, null, key, null, null)), List.of(Algorithm.ES256));
    }

    private static KeySet down() throws IOException {
        throw new IOException("down");
    }

    private void assertUnavailable(String keyId) {
        assertThrows(KeysUnavailableException.class, () -> keys.candidates(keyId));
    }

    @Test
    void candidatesWhenFirstAskedThenFetchedOnceAndKept() throws Exception {
        assertEquals(0, fetch.calls.get());
        for (int i = 0; i < 100; i++) {
            assertEquals(OLD.all(), keys.candidates("old"));
        }
        clock.advance(RefreshedKeys.AGING.minus(MOMENT));
        assertEquals(OLD.all(), keys.candidates("old"));
        assertEquals(1, fetch.calls.get());
    }

    @Test
    void candidatesWhenNeverHadThenUnavailableAndAskedOnceAnInterval() throws Exception {
        fetch.answer = RefreshedKeysTest::down;
        for (int interval = 1; interval <= 3; interval++) {
            for (int i = 0; i < 100; i++) {
                assertUnavailable("invented" + i);
                assertUnavailable(null);
            }
            assertEquals(interval, fetch.calls.get());
            clock.advance(RefreshedKeys.INTERVAL);
        }
        fetch.answer = () -> OLD;
        assertEquals(OLD.all(), keys.candidates(null));
    }

    @Test
    void candidatesWhenAgingThenOldKeysAtOnceAndNewOnesAfterwards() throws Exception {
        keys.candidates(null);
        Object before = keys.generation();
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        fetch.answer = () -> {
            begun.countDown();
            open.await();
            return NEW;
        };
        clock.advance(RefreshedKeys.AGING);
        assertEquals(OLD.all(), keys.candidates("old")); // while the fetch hangs
        assertSame(before, keys.generation());
        begun.await();
        open.countDown();
        ended();
        assertEquals(NEW.all(), keys.candidates("new"));
        assertNotSame(before, keys.generation());
        assertEquals(2, fetch.calls.get());
    }

    @Test
    void candidatesWhenOldThenWaitsForNewKeys() throws Exception {
        keys.candidates(null);
        fetch.answer = () -> NEW;
        clock.advance(RefreshedKeys.OLD);
        assertEquals(NEW.all(), keys.candidates(null));
    }

    @Test
    void candidatesWhenOutageThenKeysInHandUntilTheyAreTooOld() throws Exception {
        try (LogCapture logged = LogCapture.open()) {
            keys.candidates(null);
            Object generation = keys.generation();
            fetch.answer = RefreshedKeysTest::down;
            Duration step = RefreshedKeys.INTERVAL;
            int steps = (int) (RefreshedKeys.TOO_OLD.minus(MOMENT).toMillis() / step.toMillis());
            for (int i = 0; i < steps; i++) {
                clock.advance(step);
                assertEquals(OLD.all(), keys.candidates("old"));
                ended();
                assertSame(generation, keys.generation());
                ended();
            }
            // one fetch an interval from the moment the keys were aging
            assertTrue(fetch.calls.get() <= 1 + steps - RefreshedKeys.AGING.toMillis() / step.toMillis() + 1);
            clock.advance(step);
            assertUnavailable("old");
            assertNotEquals(keys.generation(), keys.generation());
            assertEquals(
                    1,
                    logged.lines(Level.SEVERE).size(),
                    logged.lines(Level.SEVERE).toString());
            assertTrue(logged.lines(Level.SEVERE).get(0).contains("the test source is unavailable"));
            fetch.answer = () -> OLD;
            clock.advance(step);
            assertEquals(OLD.all(), keys.candidates("old"));
            assertSame(generation, keys.generation()); // the same keys, so what they verified stays verified
        }
    }

    @Test
    void candidatesWhenThousandNamesAreInventedThenOneFetchAnInterval() throws Exception {
        keys.candidates("old");
        for (int interval = 0; interval < 4; interval++) {
            int before = fetch.calls.get();
            for (int i = 0; i < 1000; i++) {
                assertEquals(1, keys.candidates("invented" + i).size()); // a single key, whose name does not matter
            }
            assertTrue(fetch.calls.get() - before <= 1);
            assertEquals(OLD.all(), keys.candidates("old"));
            clock.advance(RefreshedKeys.INTERVAL);
        }
        assertEquals(4, fetch.calls.get()); // the first of them, and one for each interval after it
    }

    @Test
    void candidatesWhenNameIsNewThenFetchedBeforeItIsTime() throws Exception {
        keys.candidates("old");
        fetch.answer = () -> NEW;
        clock.advance(RefreshedKeys.INTERVAL.minus(MOMENT));
        assertEquals(OLD.all(), keys.candidates("new")); // too early to ask again
        clock.advance(MOMENT);
        assertEquals(NEW.all(), keys.candidates("new"));
    }

    @Test
    void candidatesWhenNameIsUnknownInAnOutageThenNobodyCanTell() throws Exception {
        keys.candidates("old");
        fetch.answer = RefreshedKeysTest::down;
        clock.advance(RefreshedKeys.INTERVAL);
        assertUnavailable("new");
        assertEquals(OLD.all(), keys.candidates("old"));
    }

    @Test
    void generationWhenNothingWasFetchedThenNeverTheSame() {
        assertNotSame(keys.generation(), keys.generation());
        assertEquals(0, fetch.calls.get()); // whoever asks for it does not wait
    }

    @Test
    void generationWhenAgingThenFetchesInTheBackground() throws Exception {
        keys.candidates(null);
        Object before = keys.generation();
        clock.advance(RefreshedKeys.AGING);
        fetch.answer = () -> NEW;
        keys.generation();
        ended();
        assertEquals(2, fetch.calls.get());
        assertNotSame(before, keys.generation());
    }

    @Test
    void generationWhenOldThenCandidatesHasToBeAsked() throws Exception {
        keys.candidates(null);
        Object before = keys.generation();
        clock.advance(RefreshedKeys.OLD);
        assertNotSame(before, keys.generation());
        assertEquals(1, fetch.calls.get());
        keys.candidates(null);
        assertSame(before, keys.generation()); // the same keys were fetched
    }

    @Test
    void candidatesWhenFetchHangsThenInterruptedAndNoSecondOneBegun() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        keys.candidates(null);
        CountDownLatch begun = new CountDownLatch(1);
        fetch.answer = () -> {
            begun.countDown();
            never.await();
            return NEW;
        };
        clock.advance(RefreshedKeys.AGING);
        keys.candidates("old");
        begun.await();
        clock.advance(RefreshedKeys.LONGEST_FETCH.minus(MOMENT));
        keys.candidates("old");
        assertTrue(last.isAlive());
        assertEquals(2, fetch.calls.get());
        clock.advance(MOMENT);
        keys.candidates("old");
        ended();
        assertEquals(OLD.all(), keys.candidates("old"));
    }

    @Test
    void generationWhenAddressIsDownThenEntersNoMonitor() throws Exception {
        keys.candidates("old");
        Object generation = keys.generation();
        fetch.answer = RefreshedKeysTest::down;
        clock.advance(RefreshedKeys.AGING);
        keys.generation();
        ended();
        AtomicReference<Object> seen = new AtomicReference<>();
        Thread hit = new Thread(() -> seen.set(keys.generation()));
        synchronized (keys) {
            hit.start();
            hit.join(60_000);
            assertFalse(hit.isAlive());
        }
        assertSame(generation, seen.get());
    }

    @Test
    void candidatesWhenNoThreadIsToBeHadThenUnavailableAndTriedAgain() throws Exception {
        boolean[] none = {true};
        RefreshedKeys crowded = new RefreshedKeys(
                "the test source",
                fetch,
                clock,
                task -> {
                    if (none[0]) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return RefreshedKeys.threads(null).newThread(task);
                },
                new KeyEvents(Events.to("dev.signet.keys")));
        assertThrows(OutOfMemoryError.class, () -> crowded.candidates("old"));
        assertThrows(KeysUnavailableException.class, () -> crowded.candidates("old"));
        none[0] = false;
        clock.advance(RefreshedKeys.INTERVAL);
        assertEquals(OLD.all(), crowded.candidates("old"));
    }

    @Test
    void candidatesWhenSourceBreaksThenUnavailable() {
        fetch.answer = () -> {
            throw new NoClassDefFoundError("com/acme/Vault");
        };
        assertUnavailable(null);
    }

    @Test
    void fetchWhenEndedThenNoThreadIsLeft() throws Exception {
        AtomicReference<ClassLoader> loader = new AtomicReference<>();
        fetch.answer = () -> {
            loader.set(Thread.currentThread().getContextClassLoader());
            return OLD;
        };
        keys.candidates(null);
        ended();
        assertTrue(last.isDaemon());
        assertSame(RefreshedKeysTest.class.getClassLoader(), loader.get());
    }
}
