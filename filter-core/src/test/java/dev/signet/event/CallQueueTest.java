package dev.signet.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Listeners that throw, block, are too slow, or stop. */
class CallQueueTest {

    private final MutableClock clock = new MutableClock(0);
    private final Events events = Events.to("dev.signet.test");
    private final List<CallRecord> heard = new CopyOnWriteArrayList<>();

    private CallQueue queue(CallListener listener) {
        CallQueue queue = new CallQueue(listener, events, clock);
        events.hear(List.of(queue), new LineBudget(50, clock));
        return queue;
    }

    private static CallRecord call(long nanos) {
        return new CallRecord(
                Instant.EPOCH,
                nanos,
                "GET",
                "/",
                "-",
                null,
                null,
                null,
                "192.0.2.7",
                null,
                200,
                1,
                null,
                CallRecord.Outcome.WRAPPED,
                0);
    }

    private void end(long nanos) {
        events.tell(new Event.CallEnded(call(nanos)));
    }

    @Test
    void endedWhenManyComeThenAllAreToldInTheirOrderAlsoTheLastOnes() {
        CallQueue queue = queue(heard::add);
        LongStream.range(0, 10_000).forEach(this::end);
        queue.close();
        assertEquals(LongStream.range(0, 10_000).mapToObj(CallQueueTest::call).toList(), heard);
        end(7); // of an answer that outlives the filter, or of a filter that starts again
        queue.close();
        assertEquals(10_001, heard.size());
    }

    @Test
    void endedWhenTheListenerThrowsThenSaidOnceAMinuteAndTheNextCallIsTold() {
        try (LogCapture log = LogCapture.open(Level.INFO)) {
            CallQueue queue = queue(call -> {
                heard.add(call);
                throw new NoClassDefFoundError("on purpose");
            });
            end(1);
            end(2);
            end(3);
            queue.close();
            clock.advance(Duration.ofMinutes(1));
            end(4);
            queue.close();
            assertEquals(4, heard.size());
            assertEquals(
                    List.of(
                            "WARNING The CallListener threw; times since this was last logged: 1",
                            "WARNING The CallListener threw; times since this was last logged: 3"),
                    log.lines());
            assertTrue(log.everything().contains("NoClassDefFoundError: on purpose"));
        }
    }

    @Test
    void endedWhenTheListenerBlocksThenNobodyWaitsAndWhatIsTooMuchIsSaid() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Thread> telling = new AtomicReference<>();
        try (LogCapture log = LogCapture.open(Level.INFO)) {
            CallQueue queue = queue(call -> {
                telling.set(Thread.currentThread());
                begun.countDown();
                try {
                    blocked.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                heard.add(call);
            });
            end(0);
            begun.await(); // so that it waits in the listener, and not in the queue
            LongStream.rangeClosed(1, 20_003).forEach(this::end);
            assertEquals(List.of("WARNING The CallListener is too slow; calls not reported to it: 1"), log.lines());
            blocked.countDown();
            queue.close();
            assertEquals(20_001, heard.size());
        }
        assertEquals("signet-calls", telling.get().getName());
        assertTrue(telling.get().isDaemon());
    }

    @Test
    void closeWhenTheListenerNeverComesBackThenItIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (LogCapture log = LogCapture.open(Level.INFO)) {
            CallQueue queue = queue(call -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            end(0);
            begun.await();
            end(1);
            end(2);
            queue.close(); // waits for a while
            interrupted.await();
            assertEquals(List.of("WARNING The CallListener is too slow; calls not reported to it: 2"), log.lines());
        }
    }

    @Test
    void hearWhenReadAgainThenOnlyThoseOfTheLastTime() {
        assertFalse(events.isHeard());
        queue(call -> heard.add(call(-1)));
        CallQueue queue = queue(heard::add);
        end(1);
        queue.close();
        assertEquals(List.of(call(1)), heard);
        events.hear(List.of(), new LineBudget(50, clock));
        assertFalse(events.isHeard());
    }
}
