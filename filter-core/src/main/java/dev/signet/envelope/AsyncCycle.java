package dev.signet.envelope;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What {@code startAsync()} hands out (Servlet 6.1 §2.3.3.3): the container's context, except that the envelope is
 * finished before the cycle is. However many threads try, one of them ends it. Thread-safe.
 */
final class AsyncCycle implements AsyncContext {

    private static final Logger LOG = System.getLogger(EnvelopeResponse.class.getName());

    private enum State {
        ACTIVE,
        DISPATCHED,
        ENDED
    }

    private final EnvelopeResponse response;
    private final boolean original; // started without a pair of the application's own
    private final @Nullable String home; // where it comes back to, or null where the container knows by itself
    private final AtomicReference<State> state = new AtomicReference<>(State.ACTIVE);
    private final CycleListener listener = new CycleListener(this);
    private volatile @Nullable AsyncContext container;
    private volatile @Nullable Thread dispatching; // the thread that is within the container's dispatch()

    AsyncCycle(EnvelopeResponse response, boolean original, @Nullable String home) {
        this.response = response;
        this.original = original;
        this.home = home;
    }

    /** Learns of the container's context; a listener of the cycle before may hear of it first. */
    void attach(AsyncContext context) {
        container = context;
    }

    /** Begins to watch what becomes of the cycle. */
    void watch() {
        container().addListener(listener);
    }

    boolean isActive() {
        return state.get() == State.ACTIVE;
    }

    EnvelopeResponse envelope() {
        return response;
    }

    @Override
    public void complete() {
        if (state.compareAndSet(State.ACTIVE, State.ENDED)) {
            finishQuietly();
            response.whenDrained(container()::complete);
        } else if (state.get() == State.DISPATCHED) {
            container().complete(); // the container's own error
        } // else it was ended by a timeout or a failure, and this thread comes too late
    }

    /** Ends the cycle after a failure; the answer, if it can still be one, is an error envelope. */
    void fail(Throwable thrown) {
        if (state.compareAndSet(State.ACTIVE, State.ENDED)) {
            failQuietly(thrown);
            response.whenDrained(container()::complete);
        }
    }

    /** Ends the cycle after its caller went away, whatever the application does about it. */
    void abort() {
        if (state.compareAndSet(State.ACTIVE, State.ENDED)) {
            response.abandon();
            container().complete();
        }
    }

    /** Ends a cycle that nobody completed in time. */
    void timeOut() {
        if (!response.isReplaceable()) {
            return; // bytes are on their way: left to the container, which cuts the connection
        }
        if (state.compareAndSet(State.ACTIVE, State.ENDED)) {
            refuseQuietly();
            response.whenDrained(container()::complete);
        }
    }

    /** The container ended the cycle. */
    void ended() {
        state.set(State.ENDED);
        response.endedBehindUs();
    }

    @Override
    public void dispatch() {
        dispatching(
                home == null ? () -> container().dispatch() : () -> container().dispatch(home));
    }

    @Override
    public void dispatch(String path) {
        dispatching(() -> container().dispatch(path));
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        dispatching(() -> container().dispatch(context, path));
    }

    private void dispatching(Runnable dispatch) {
        boolean first = state.compareAndSet(State.ACTIVE, State.DISPATCHED);
        if (state.get() == State.ENDED) {
            return; // it was ended by a timeout or a failure, and this thread comes too late
        }
        dispatching = Thread.currentThread();
        try {
            dispatch.run();
        } catch (RuntimeException e) {
            if (first) {
                state.set(State.ACTIVE);
            }
            throw e;
        } finally {
            dispatching = null;
        }
    }

    /** Whether this thread is the container's, asking the request for where to dispatch to. */
    boolean isDispatching() {
        return dispatching == Thread.currentThread();
    }

    @Override
    public void start(Runnable run) {
        container().start(() -> {
            try {
                run.run();
            } catch (RuntimeException | Error e) {
                fail(e); // which logs it; the container would answer it a second time
            }
        });
    }

    @Override
    public void addListener(AsyncListener added) {
        listener.add(added, container().getRequest(), container().getResponse());
    }

    @Override
    public void addListener(AsyncListener added, ServletRequest request, ServletResponse answer) {
        listener.add(added, request, answer);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container().createListener(type);
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return original || container().hasOriginalRequestAndResponse();
    }

    @Override
    public ServletRequest getRequest() {
        return container().getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return container().getResponse();
    }

    @Override
    public void setTimeout(long millis) {
        container().setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return container().getTimeout();
    }

    /** Ends the answer on a thread that can tell nobody of a failure. */
    private void finishQuietly() {
        try {
            response.finish();
        } catch (IOException | RuntimeException e) {
            response.abandon();
            LOG.log(
                    response.answer.wire().isClientGone() ? Level.DEBUG : Level.ERROR,
                    "An asynchronous answer could not be finished and is left visibly broken",
                    e);
        }
    }

    private void failQuietly(Throwable thrown) {
        try {
            if (!response.fail(thrown)) {
                LOG.log(Level.ERROR, "The application threw while its answer was under way; it is left broken", thrown);
            }
        } catch (IOException | RuntimeException e) {
            response.abandon();
            LOG.log(Level.DEBUG, "The error envelope could not be sent", e);
        }
    }

    private void refuseQuietly() {
        try {
            response.refuse(ErrorCode.SYSTEM_BUSY);
        } catch (IOException | RuntimeException e) {
            response.abandon();
            LOG.log(Level.DEBUG, "The error envelope could not be sent", e);
        }
    }

    private AsyncContext container() {
        AsyncContext known = container;
        if (known == null) {
            throw new IllegalStateException("the asynchronous cycle is only just being started");
        }
        return known;
    }
}
