package dev.signet.envelope;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The one listener the container knows of an {@link Cycle}. It tells those of the application first, and when none
 * of them has ended the cycle, ends it with an envelope. Thread-safe.
 */
final class CycleListener implements AsyncListener {

    private record Added(AsyncListener listener, ServletRequest request, ServletResponse response) {}

    /** One of the four events. */
    private interface Event {
        void tell(AsyncListener listener, AsyncEvent event) throws IOException;
    }

    private final Cycle cycle;
    private final AnswerOwners owners;
    private final AnswerNotes told;
    private final CycleWays ways;
    private final List<Added> added = new CopyOnWriteArrayList<>();
    private volatile @Nullable Throwable failure; // of which they were told
    private volatile boolean errorTold; // also one without an exception
    private volatile boolean telling; // of one
    private volatile boolean errorFollows; // behind the end of the cycle

    CycleListener(Cycle cycle, Answer answer) {
        this.cycle = cycle;
        this.owners = answer.owners();
        this.told = answer.notes();
        this.ways = new CycleWays(answer.wire().ways());
    }

    void add(AsyncListener listener, ServletRequest request, ServletResponse response) {
        added.add(new Added(listener, request, response));
    }

    @Override
    public void onComplete(AsyncEvent event) {
        Throwable thrown = event.getThrowable();
        tellAll(cycle, thrown == null && ways.tellsErrorsAtTheEnd() ? failure : thrown, AsyncListener::onComplete);
        if (errorFollows) {
            tellErrorOnce(null);
            tellAll(cycle, null, AsyncListener::onComplete);
        }
        cycle.ended();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        Throwable thrown = tellAll(cycle, event.getThrowable(), AsyncListener::onTimeout);
        if (thrown != null && cycle.isActive()) {
            cycle.fail(thrown);
        }
        cycle.timeOut();
    }

    @Override
    public void onError(AsyncEvent event) {
        Throwable thrown = event.getThrowable();
        if (failure == null) { // else it is what was rethrown, or comes of it
            tellError(thrown);
        }
        if (cycle.isActive()) {
            cycle.fail(thrown == null ? new IOException("the container reports an error without a cause") : thrown);
        }
        if (thrown != null && CallerGone.isMeantBy(thrown)) {
            cycle.letGo();
        }
    }

    /** Tells the application of what it threw itself, as the container would. */
    void tellError(@Nullable Throwable thrown) {
        failure = thrown;
        errorTold = true;
        telling = true;
        try {
            tellAll(cycle, thrown, AsyncListener::onError);
        } finally {
            telling = false;
        }
    }

    /** The same, unless they were told of one. */
    void tellErrorOnce(@Nullable Throwable thrown) {
        if (!errorTold) {
            tellError(thrown);
        }
    }

    /** They are to be told of an error as soon as they have been told of the end. */
    void tellErrorAfterEnd() {
        errorFollows = true;
    }

    /** Whether a listener that is just being told of an error may complete what is dispatched or complete. */
    boolean takesComplete() {
        return telling && ways.completesOnError();
    }

    /** A new cycle begins within a dispatch of this one. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        Cycle next = owners.cycle();
        if (next != null) {
            next.attach(event.getAsyncContext());
            tellAll(next, event.getThrowable(), AsyncListener::onStartAsync);
        }
    }

    /** Returns the first thing that one of them threw. */
    private @Nullable Throwable tellAll(AsyncContext context, @Nullable Throwable thrown, Event event) {
        Throwable first = null;
        for (Added one : added) {
            try {
                event.tell(one.listener, new AsyncEvent(context, one.request, one.response, thrown));
            } catch (Throwable e) {
                told.noted(Level.WARNING, "An asynchronous listener of the application threw", e);
                first = first == null ? e : first;
            }
        }
        return first;
    }
}
