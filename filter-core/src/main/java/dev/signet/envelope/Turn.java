package dev.signet.envelope;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is at the container's response: one thread at a time. The lock is for memory only; while bytes go to the
 * socket nobody holds it, so that a caller who stops reading stops nobody but the thread that writes.
 */
final class Turn {

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Condition given; // made when somebody has to wait
    private @Nullable Thread owner;

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Locks, and waits for the turn to write. Never to be called from a callback of the container. */
    void take() {
        lock.lock();
        while (isTaken()) {
            if (given == null) {
                given = lock.newCondition();
            }
            given.awaitUninterruptibly();
        }
        owner = Thread.currentThread();
    }

    /** Locks, and takes the turn where nobody has it; where somebody has, the lock is held all the same. */
    boolean tryToTake() {
        lock.lock();
        if (isTaken()) {
            return false;
        }
        owner = Thread.currentThread();
        return true;
    }

    /** Gives the turn to the next one, and unlocks. */
    void give() {
        owner = null;
        if (given != null) {
            given.signal();
        }
        lock.unlock();
    }

    /** Gives up the lock, not the turn, for a call of the container that may block. */
    void depart() {
        lock.unlock();
    }

    /** The call has returned. */
    void comeBack() {
        lock.lock();
    }

    /** Whether another thread has the turn; asked under the lock. */
    boolean isTaken() {
        return owner != null && owner != Thread.currentThread();
    }
}
