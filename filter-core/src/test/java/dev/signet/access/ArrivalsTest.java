package dev.signet.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many calls of a key may come, and which keys are remembered. */
class ArrivalsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_796_083_200L * SECOND;

    private static int passed(Arrivals arrivals, Object key, long interval, int burst, long now, int calls) {
        int passed = 0;
        for (int i = 0; i < calls; i++) {
            passed += arrivals.take(key, interval, burst, now) == 0 ? 1 : 0;
        }
        return passed;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3", "7, 1", "7, 20", "1000, 1000", "1000000, 1"})
    void takeWhenCallsComeAtOnceThenTheBurstAndThenOneForEachInterval(int rate, int burst) {
        Arrivals arrivals = new Arrivals(10);
        long interval = SECOND / rate;
        assertEquals(burst, passed(arrivals, "acme", interval, burst, NOW, burst + 5));
        assertEquals(interval, arrivals.take("acme", interval, burst, NOW));
        assertEquals(1, arrivals.take("acme", interval, burst, NOW + interval - 1));
        assertEquals(1, passed(arrivals, "acme", interval, burst, NOW + interval, 5));
        assertEquals(burst, passed(arrivals, "acme", interval, burst, NOW + 10L * burst * interval, burst + 5));
        assertEquals(burst, passed(arrivals, "other", interval, burst, NOW, burst + 5));
    }

    @Test
    void takeWhenTheClockIsSetBackThenNobodyWaitsForItsReturn() {
        Arrivals arrivals = new Arrivals(10);
        assertEquals(5, passed(arrivals, "acme", SECOND, 5, NOW, 9));
        long before = NOW - 3_600 * SECOND;
        assertEquals(SECOND, arrivals.take("acme", SECOND, 5, before));
        assertEquals(0, arrivals.take("acme", SECOND, 5, before + SECOND));
        assertEquals(1, passed(arrivals, "acme", SECOND, 5, before + 2 * SECOND, 9));
    }

    @Test
    void takeWhenAClientGetsSmallerNumbersThenThoseHoldAtOnce() {
        Arrivals arrivals = new Arrivals(10);
        assertEquals(1_000, passed(arrivals, "acme", SECOND, 1_000, NOW, 1_001));
        assertEquals(SECOND, arrivals.take("acme", SECOND, 2, NOW));
        assertEquals(2, passed(arrivals, "acme", SECOND, 2, NOW + 2 * SECOND, 9));
    }

    @Test
    void takeWhenManyThreadsCallThenExactlyTheBurstPasses() throws Exception {
        Arrivals arrivals = new Arrivals(10);
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            CyclicBarrier together = new CyclicBarrier(64);
            AtomicInteger passed = new AtomicInteger();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(threads.submit(() -> {
                    together.await();
                    passed.addAndGet(passed(arrivals, "acme", SECOND / 1_000, 1_000, NOW, 100));
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            assertEquals(1_000, passed.get());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Keys come and go all the time, and those that count stay: what passes in total is what they may, and no more. */
    @Test
    void takeWhenManyThreadsInventKeysThenNoCallOfOneThatCountsIsForgotten() throws Exception {
        Arrivals arrivals = new Arrivals(100);
        assertEquals(50, passed(arrivals, "acme", SECOND, 50, NOW, 60));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int thread = i;
                all.add(threads.submit(() -> {
                    int passed = 0;
                    for (int n = 0; n < 2_000; n++) {
                        arrivals.take(thread + "/" + n, SECOND, 50, NOW);
                        passed += passed(arrivals, "acme", SECOND, 50, NOW, 1);
                    }
                    return passed;
                }));
            }
            for (Future<Integer> one : all) {
                assertEquals(0, one.get());
            }
            assertTrue(arrivals.size() <= 108, () -> "" + arrivals.size()); // each thread may add one
        } finally {
            threads.shutdownNow();
        }
    }

    /** A key that does something when it is looked for, once. */
    private static final class Eventful {

        private Runnable event = () -> {};

        @Override
        public int hashCode() {
            Runnable now = event;
            event = () -> {};
            now.run();
            return 7;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    @Test
    void takeWhenAKeyCallsWhileItIsForgottenThenThatCallCounts() {
        Arrivals arrivals = new Arrivals(2);
        Eventful key = new Eventful();
        assertEquals(0, arrivals.take(key, SECOND, 1, NOW));
        assertEquals(0, arrivals.take("other", SECOND, 1, NOW));
        key.event = () -> assertEquals(0, arrivals.take(key, SECOND, 1, NOW + SECOND));
        assertEquals(0, arrivals.take("new", SECOND, 1, NOW + SECOND));
        assertEquals(SECOND, arrivals.take(key, SECOND, 1, NOW + SECOND));
    }

    @Test
    void takeWhenThereIsNoRoomThenThoseGoFirstThatNoLongerCount() {
        Arrivals arrivals = new Arrivals(8);
        for (int i = 0; i < 7; i++) {
            assertEquals(0, arrivals.take("early" + i, SECOND, 1, NOW));
        }
        assertEquals(0, arrivals.take("late", 3_600 * SECOND, 1, NOW));
        assertEquals(0, arrivals.take("new", SECOND, 1, NOW + SECOND));
        assertEquals(2, arrivals.size());
        assertTrue(arrivals.take("late", 3_600 * SECOND, 1, NOW + SECOND) > 0);
    }
}
