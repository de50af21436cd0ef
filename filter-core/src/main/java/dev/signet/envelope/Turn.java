package dev.signet.envelope;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is at the container's response: one thread at a time. The lock is for memory only; while bytes go to the
 * socket nobody holds it, so that a caller who stops reading stops nobody but the thread that writes.
 */
final class Turn extends ReentrantLock { // one object, as there is one for each answer

    private static final long serialVersionUID = 1;

    private transient @Nullable Condition given; // made when somebody has to wait
    private transient @Nullable Thread writer;

    /** Locks, and waits for the turn to write. Never to be called from a callback of the container. */
    void take() {
        lock();
        while (isTaken()) {
            if (given == null) {
                given = newCondition();
            }
            given.awaitUninterruptibly();
        }
        writer = Thread.currentThread();
    }

    /** Locks, and takes the turn where nobody has it; where somebody has, the lock is held all the same. */
    boolean tryToTake() {
        lock();
        if (isTaken()) {
            return false;
        }
        writer = Thread.currentThread();
        return true;
    }

    /** Gives the turn to the next one, and unlocks. */
    void give() {
        writer = null;
        if (given != null) {
            given.signal();
        }
        unlock();
    }

    /** Gives up the lock, not the turn, for a call of the container that may block. */
    void depart() {
        unlock();
    }

    /** The call has returned. */
    void comeBack() {
        lock();
    }

    /** Whether another thread has the turn; asked under the lock. */
    boolean isTaken() {
        return writer != null && writer != Thread.currentThread();
    }
}
