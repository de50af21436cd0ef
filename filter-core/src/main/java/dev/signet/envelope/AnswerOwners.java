package dev.signet.envelope;

import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Who may still write to an answer: the dispatches under way, and an asynchronous cycle that is not complete. When the
 * last of them lets go, nothing more may legally be written, and the answer ends (Servlet 6.1, {@code AsyncContext}:
 * {@code complete()} has no effect before the dispatch that started the cycle has returned). The half of the {@link Answer}
 * that has nothing to do with its {@link Turn}. Thread-safe.
 */
abstract class AnswerOwners {

    private int dispatches;
    private volatile @Nullable Thread calling; // the container's thread, while it calls the application
    private boolean settling; // a dispatch has returned, and what it left is being sent
    private boolean open; // a cycle that nobody has completed
    private @Nullable Cycle cycle; // the last one of this dispatch
    private @Nullable Cycle before; // the one that asked for this dispatch
    private @Nullable ServletResponse given;

    /** A dispatch begins; it takes over from the cycle that asked for it. */
    final synchronized void enter() {
        dispatches++;
        calling = Thread.currentThread();
        open = false;
        before = cycle;
        cycle = null;
    }

    /** A dispatch has returned; whether it was the last owner. */
    final synchronized boolean exit() {
        dispatches--;
        calling = null;
        settling = true;
        return dispatches == 0 && !open;
    }

    /** What a dispatch left has been sent. */
    final synchronized void settled() {
        settling = false;
    }

    /**
     * A cycle is about to be begun.
     *
     * @return what to run where it could not be
     */
    final synchronized Runnable begin(Cycle begun) {
        Cycle lastCycle = cycle;
        ServletResponse lastGiven = given;
        boolean wasOpen = open;
        cycle = begun;
        open = true;
        given = begun.response();
        return () -> takeBack(lastCycle, lastGiven, wasOpen);
    }

    /** The cycle before it may have been complete, or has been completed in the meantime: then nobody else ends the answer. */
    private synchronized void takeBack(
            @Nullable Cycle lastCycle, @Nullable ServletResponse lastGiven, boolean wasOpen) {
        cycle = lastCycle;
        given = lastGiven;
        open &= wasOpen;
    }

    /** The cycle is complete; whether it was the last owner. */
    final synchronized boolean complete() {
        boolean last = open && dispatches == 0;
        open = false;
        return last;
    }

    /** Whether a dispatch is under way, or what it left. */
    final synchronized boolean isDispatching() {
        return dispatches > 0 || settling;
    }

    /** Whether a cycle was dispatched and the filter knows nothing of it: not yet, or its mapping lacks that dispatcher. */
    final synchronized boolean isBypassed() {
        Cycle last = cycle;
        return dispatches == 0 && !settling && open && last != null && !last.isActive();
    }

    /** Whether this is the container's thread, which comes back from the application. */
    final boolean isDispatchThread() {
        return calling == Thread.currentThread();
    }

    /** Whether a cycle goes on behind this dispatch. */
    final synchronized boolean hasCycle() {
        return open;
    }

    /** Whether this dispatch is one that a cycle asked for. */
    final synchronized boolean isResumed() {
        return before != null;
    }

    /** The cycle that asked for this dispatch. */
    final synchronized @Nullable Cycle before() {
        return before;
    }

    /** The cycle that was begun in this dispatch, also a complete one. */
    final synchronized @Nullable Cycle cycle() {
        return cycle;
    }

    /** The cycle whose listeners hear of what a dispatch that is under way has thrown. */
    final synchronized @Nullable Cycle failing(CycleWays ways) {
        return !isDispatching() ? null : cycle != null || !ways.tellsErrorsOfDispatches() ? cycle : before;
    }

    /** The dispatch is over, and what it had to leave to its end can be done. */
    final void afterDispatch() {
        Cycle last = cycle();
        if (last != null) {
            last.afterDispatch();
        }
    }

    /** The dispatch has failed, and the cycle that it began ends with it. */
    final void endWithDispatch() {
        Cycle last = cycle();
        if (last != null) {
            last.endWithDispatch();
        }
    }

    /** Whether a dispatch was made to wait for a thread that is writing. */
    final boolean isParked() {
        Cycle last = cycle();
        return last != null && last.isParked();
    }

    /** Waits for that thread. */
    final void awaitSettled() {
        Cycle last = cycle();
        if (last != null) {
            last.awaitSettled();
        }
    }

    /** The response with which the last cycle was begun. */
    final synchronized @Nullable ServletResponse given() {
        return given;
    }
}
