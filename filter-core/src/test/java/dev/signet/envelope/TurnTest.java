package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {

    private final Turn turn = new Turn();
    private int counted; // under the lock

    @Test
    void lockWhenManyThreadsAskThenOneIsInside() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(this::count);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(40_000, counted);
    }

    private void count() {
        for (int i = 0; i < 10_000; i++) {
            turn.lock();
            counted++;
            turn.unlock();
        }
    }

    @Test
    void unlockWhenLockedTwiceThenTheSecondOneGivesItUp() {
        turn.lock();
        turn.lock();
        turn.unlock();
        assertTrue(turn.isHeldExclusively());
        turn.unlock();
        assertFalse(turn.isHeldExclusively());
    }

    @Test
    void unlockWhenAnotherThreadHasItThenItIsRefused() throws InterruptedException {
        Thread other = new Thread(turn::lock);
        other.start();
        other.join();
        assertThrows(IllegalMonitorStateException.class, turn::unlock);
    }

    @Test
    void takeWhenLockedAlreadyThenItIsHeldAsOftenBehindTheWait() throws InterruptedException {
        Thread first = new Thread(() -> {
            turn.take();
            turn.depart(); // at the socket
        });
        first.start();
        first.join();
        Thread second = new Thread(() -> {
            turn.lock();
            turn.take();
            counted++;
            turn.give();
            turn.unlock();
        });
        second.start();
        while (!isWaiting(second)) {
            Thread.onSpinWait();
        }
        assertEquals(0, counted, "the first one still has the turn");
        turn.lock();
        turn.give();
        second.join();
        assertEquals(1, counted);
        assertTrue(turn.tryToTake(), "nobody has kept it");
        turn.give();
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }
}
