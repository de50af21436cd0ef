package dev.signet.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How old what a row says may be, and how often it is read; what races is not seen over HTTP. */
class RememberedTest {

    private static final Duration BELIEVED = Duration.ofSeconds(5);
    private static final Duration STALE = Duration.ofSeconds(60);
    private static final int CLIENTS = 5_000;
    private static final int THREADS = 64;

    private final MutableClock clock = new MutableClock(1_000_000);
    private final AtomicInteger questions = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private boolean away;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** The time is what the row says. */
    private Remembered<Long> remembered(int capacity) {
        return new Remembered<>(capacity, BELIEVED, STALE, clock, key -> {
            questions.incrementAndGet();
            if (away) {
                throw new ClientsUnavailableException("away", false, null);
            }
            return clock.millis();
        });
    }

    @Test
    void getWhenWithinItsTimeThenNotAskedAgain() throws Exception {
        Remembered<Long> rows = remembered(10);
        Long first = rows.get("acme");
        clock.advance(BELIEVED.minusMillis(1));
        assertSame(first, rows.get("acme"));
        assertEquals(1, questions.get());
        clock.advance(Duration.ofMillis(1));
        assertEquals(clock.millis(), rows.get("acme"));
        assertEquals(2, questions.get());
    }

    @Test
    void getWhenNobodyCanTellThenTheOldOneWhileItMayBeBelieved() throws Exception {
        Remembered<Long> rows = remembered(10);
        Long first = rows.get("acme");
        away = true;
        clock.advance(STALE.minusMillis(1));
        assertSame(first, rows.get("acme"));
        assertThrows(ClientsUnavailableException.class, () -> rows.get("other"));
        clock.advance(Duration.ofMillis(1));
        assertThrows(ClientsUnavailableException.class, () -> rows.get("acme"));
        away = false;
        assertEquals(clock.millis(), rows.get("acme"));
    }

    @Test
    void getWhenClockIsSetBackThenAskedAgain() throws Exception {
        Remembered<Long> rows = remembered(10);
        rows.get("acme");
        clock.advance(Duration.ofHours(-1));
        assertEquals(clock.millis(), rows.get("acme"));
    }

    @Test
    void getWhenManyKeysThenBoundedAndTheLatestIsThere() throws Exception {
        Remembered<Long> rows = remembered(100);
        for (int i = 0; i < 1_000; i++) {
            rows.get("client-" + i);
            assertTrue(rows.size() <= 100, "after " + i);
        }
        assertEquals(1_000, questions.get());
    }

    @Test
    void getWhenManyAskForTheSameThenOneQuestion() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Remembered<String> rows = new Remembered<>(10, BELIEVED, STALE, clock, key -> {
            questions.incrementAndGet();
            asked.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "row of " + key;
        });
        List<Future<String>> told = new ArrayList<>();
        told.add(threads.submit(() -> rows.get("acme")));
        asked.await();
        for (int i = 1; i < 10; i++) {
            told.add(threads.submit(() -> rows.get("acme")));
        }
        answered.countDown();
        for (Future<String> one : told) {
            assertEquals("row of acme", one.get());
        }
        assertEquals(1, questions.get());
    }

    @Test
    void getWhenReaderThrowsThenEverybodyHearsAndTheNextAsksAgain() throws Exception {
        AtomicInteger left = new AtomicInteger(1);
        Remembered<String> rows = new Remembered<>(10, BELIEVED, STALE, clock, key -> {
            if (left.getAndDecrement() > 0) {
                throw new IllegalStateException("a driver of its own kind");
            }
            return "row";
        });
        assertThrows(IllegalStateException.class, () -> rows.get("acme"));
        assertEquals("row", rows.get("acme"));
    }

    /** Rows change all the time: whoever asks is told nothing that was over longer ago than may be believed. */
    @Test
    void getWhenStormThenNoOldVerdictAndNoQuestionTooMany() throws Exception {
        long start = clock.millis();
        Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        Remembered<Long> rows = new Remembered<>(CLIENTS + 1, BELIEVED, STALE, clock, key -> {
            asked.computeIfAbsent(key, first -> new AtomicInteger()).incrementAndGet();
            return clock.millis();
        });
        CyclicBarrier begin = new CyclicBarrier(THREADS);
        List<Future<Integer>> storm = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            boolean ticks = thread == 0;
            Callable<Integer> calls = () -> {
                begin.await();
                int wrong = 0;
                for (int call = 0; call < 5_000; call++) {
                    if (ticks) {
                        clock.advance(Duration.ofMillis(7));
                    }
                    long arrived = clock.millis();
                    String key = "client-" + ThreadLocalRandom.current().nextInt(CLIENTS);
                    if (rows.get(key) <= arrived - BELIEVED.toMillis()) {
                        wrong++;
                    }
                }
                return wrong;
            };
            storm.add(threads.submit(calls));
        }
        int wrong = 0;
        for (Future<Integer> calls : storm) {
            wrong += calls.get();
        }
        assertEquals(0, wrong);
        long most = (clock.millis() - start) / BELIEVED.toMillis() + 1;
        asked.forEach((key, times) -> assertTrue(times.get() <= most, key + " was asked for " + times + " times"));
        assertTrue(asked.size() > CLIENTS / 2);
    }
}
