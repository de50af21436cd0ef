package dev.signet.clients;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How often one client has called on one day. What was counted here is added to the row later, and the others' calls are
 * learned then. Thread-safe; whoever adds does so alone.
 */
public final class DayCount {

    private final String client;
    private final String day;
    private final AtomicLong used = new AtomicLong(); // on all nodes, as far as this one knows
    private final AtomicLong unwritten = new AtomicLong(); // of those, what is in no row
    private final ReentrantLock asking = new ReentrantLock(); // for the first call alone
    private volatile boolean asked;
    private boolean idle; // at the last look of whoever adds
    private volatile boolean refused; // somebody wants to know whether there is more
    private volatile long row; // what it said last

    DayCount(String client, String day) {
        this.client = client;
        this.day = day;
    }

    String client() {
        return client;
    }

    String day() {
        return day;
    }

    /** Asks for what was counted before, once. */
    interface Asking {
        /** Null where nobody can tell now. */
        @Nullable
        Long ask();
    }

    void askOnce(Asking asking) {
        if (asked) {
            return;
        }
        this.asking.lock();
        try {
            if (!asked) {
                Long known = asking.ask();
                learn(known == null ? 0 : known, 0); // what is not known now is learned when ours is added
                asked = true;
            }
        } finally {
            this.asking.unlock();
        }
    }

    /** Takes one call; false where all are used. */
    boolean take(long most) {
        while (true) {
            long known = used.get();
            if (known >= most) {
                refused = true;
                return false;
            }
            if (used.compareAndSet(known, known + 1)) {
                unwritten.incrementAndGet();
                return true;
            }
        }
    }

    /** A call that was taken does not count. */
    public void takeBack() {
        used.decrementAndGet();
        unwritten.decrementAndGet();
    }

    /** Whether there is something to be added, or to be learned. */
    boolean isDue() {
        return unwritten.get() != 0 || refused;
    }

    /** Notes whether all of it is in the row; true where it was at the last look, too: nobody is at it any more. */
    boolean noteIdle() {
        boolean before = idle;
        idle = !isDue();
        return idle && before;
    }

    /** What is to be added; whoever takes it adds it, or puts it back. */
    long takeUnwritten() {
        refused = false;
        return unwritten.getAndSet(0);
    }

    /** It was not added. */
    void putBack(long calls) {
        unwritten.addAndGet(calls);
    }

    /** It was added, and the row says so much now. */
    void learn(long total, long added) {
        used.addAndGet(total - row - added);
        row = total;
    }
}
