package dev.signet.envelope;

import jakarta.servlet.AsyncContext;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The container's side of one asynchronous cycle: its end and its dispatches, those of our own among them. Thread-safe.
 *
 * <p>While another thread is at the socket, no callback may wait for it; but a container that is told nothing would end
 * the answer under its hands. So it is asked for a dispatch, which may wait; one that goes past the filter is stopped by
 * {@link EnvelopeRequest#getMethod}.
 */
final class ContainerCycle {

    private final AnswerNotes told;
    private final CountDownLatch settled = new CountDownLatch(1); // ended, and its answer has
    private volatile @Nullable AsyncContext context;
    private volatile @Nullable Thread dispatching; // the thread that is within the container's dispatch()
    private volatile boolean parked; // a dispatch of our own waits for the thread that sees to the end

    ContainerCycle(AnswerNotes told) {
        this.told = told;
    }

    void attach(AsyncContext begun) {
        context = begun;
    }

    AsyncContext context() {
        AsyncContext known = context;
        if (known == null) {
            throw new IllegalStateException("the asynchronous cycle is still being started");
        }
        return known;
    }

    /** Runs something on a thread of the container's, and tells what it throws, also a checked one, past the compiler. */
    void start(Runnable run, Consumer<Throwable> thrown) {
        context().start(() -> {
            try {
                run.run();
            } catch (Throwable e) {
                thrown.accept(e);
            }
        });
    }

    void dispatch(Consumer<AsyncContext> dispatch) {
        dispatching = Thread.currentThread();
        try {
            dispatch.accept(context());
        } finally {
            dispatching = null;
        }
    }

    /** Whether this thread is within a dispatch. */
    boolean isDispatching() {
        return dispatching == Thread.currentThread();
    }

    /** Ends it, where the container has not done so. */
    void complete() {
        try {
            context().complete();
        } catch (RuntimeException e) { // containers do not agree on which
            told.noted(Level.DEBUG, "The container had already ended the asynchronous cycle", e);
        }
    }

    /**
     * Dispatches only to wait.
     *
     * @return false where the cycle has ended
     */
    boolean park() {
        parked = true;
        try {
            dispatch(AsyncContext::dispatch);
        } catch (RuntimeException e) { // containers do not agree on which
            parked = false;
            told.noted(Level.DEBUG, "The asynchronous cycle has ended in the meantime", e);
        }
        return parked;
    }

    /** Whether a dispatch of our own waits for the thread that sees to the end. */
    boolean isParked() {
        return parked;
    }

    /** The cycle has ended, and its answer has. */
    void settle() {
        settled.countDown();
    }

    boolean isSettled() {
        return settled.getCount() == 0;
    }

    /** Waits for the thread that sees to the end; for the dispatch that was made for this. */
    void awaitSettled() {
        if (!parked) {
            return; // dispatched by the application, whose answer had ended before
        }
        try {
            settled.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
