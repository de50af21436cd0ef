package dev.signet.envelope;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is at the container's response: one thread at a time. The lock is for memory only; while bytes go to the
 * socket nobody holds it, so that a caller who stops reading stops nobody but the thread that writes.
 *
 * <p>The lock is reentrant and not fair, as a {@link java.util.concurrent.locks.ReentrantLock} is; that one consists of two
 * objects, and there is a lock for each answer.
 */
final class Turn extends AbstractQueuedSynchronizer {

    private static final long serialVersionUID = 1;

    private transient @Nullable Condition given; // made when somebody has to wait
    private transient @Nullable Thread writer;

    void lock() {
        acquire(1);
    }

    void unlock() {
        release(1);
    }

    @Override
    protected boolean tryAcquire(int times) {
        if (isHeldExclusively()) {
            setState(getState() + times);
            return true;
        }
        if (!compareAndSetState(0, times)) {
            return false;
        }
        setExclusiveOwnerThread(Thread.currentThread());
        return true;
    }

    @Override
    protected boolean tryRelease(int times) {
        if (!isHeldExclusively()) {
            throw new IllegalMonitorStateException();
        }
        int left = getState() - times;
        if (left == 0) {
            setExclusiveOwnerThread(null);
        }
        setState(left);
        return left == 0;
    }

    @Override
    protected boolean isHeldExclusively() {
        return getExclusiveOwnerThread() == Thread.currentThread();
    }

    /** Locks, and waits for the turn to write. Never to be called from a callback of the container. */
    void take() {
        lock();
        while (isTaken()) {
            if (given == null) {
                given = new ConditionObject();
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
