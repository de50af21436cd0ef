package dev.signet.envelope;

import dev.signet.envelope.CycleState.Stage;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code startAsync()} hands out (Servlet 6.1 §2.3.3.3): the container's context, except that the envelope is
 * finished before the cycle is. However many threads try, one of them ends it. Thread-safe.
 */
final class AsyncCycle implements Cycle {

    private final EnvelopeResponse envelope;
    private final ServletRequest request; // the pair it was started with: the container may refuse to tell it later
    private final ServletResponse response;
    private final boolean original; // without a pair of the application's own
    private final @Nullable String home; // where it comes back to, or null where the container knows by itself
    private final CycleState state;
    private final CycleListener listener;
    private final ContainerCycle container;
    private final CycleEnd end;
    private final Postponed postponed;
    private volatile boolean dispatchedOnError;

    AsyncCycle(
            EnvelopeResponse envelope,
            ServletRequest request,
            ServletResponse response,
            boolean original,
            @Nullable String home) {
        this.envelope = envelope;
        this.request = request;
        this.response = response;
        this.original = original;
        this.home = home;
        this.state = new CycleState(new CycleWays(envelope.answer.wire().ways()), envelope.answer.owners());
        this.container = new ContainerCycle(envelope.answer.notes());
        this.end = new CycleEnd(envelope, container);
        this.listener = new CycleListener(this, envelope.answer);
        this.postponed = new Postponed(envelope.answer.owners());
    }

    @Override
    public void attach(AsyncContext context) {
        container.attach(context);
    }

    /** Begins to watch what becomes of the cycle. */
    void watch() {
        container.context().addListener(listener);
    }

    @Override
    public boolean isActive() {
        return state.is(Stage.ACTIVE);
    }

    @Override
    public ServletResponse response() {
        return response;
    }

    @Override
    public void complete() {
        if (state.become(Stage.COMPLETED)) {
            if (envelope.answer.owners().complete()) {
                end.end(null);
            } else {
                // what the dispatch leaves must have been sent before the container closes the response, which some do
                // at once (Undertow, where the dispatch is an asynchronous one)
                postponed.postpone(end::releaseWhenDrained);
            }
        } else if (listener.takesComplete()) {
            return; // an answer that has ended
        } else if (state.is(Stage.DISPATCHED)) {
            postponed.mustBeNone();
            if (state.leavesCompleteToContainer()) {
                container.context().complete(); // its own error
            }
        } else {
            state.mustNotBeComplete();
        } // else it was ended by a timeout or a failure, and this thread comes too late
    }

    @Override
    public void afterDispatch() {
        postponed.run();
    }

    @Override
    public void endWithDispatch() {
        if (state.become(Stage.ENDED)) {
            envelope.answer.owners().complete();
            end.releaseWhenDrained();
        } else {
            afterDispatch();
        }
    }

    @Override
    public boolean tellError(@Nullable Throwable thrown) {
        boolean undecided = isActive();
        if (state.tellsErrors()) {
            listener.tellError(thrown);
        }
        dispatchedOnError = undecided && state.is(Stage.DISPATCHED);
        return dispatchedOnError && state.isAnsweredOnError();
    }

    @Override
    public void tellErrorOfEnded(@Nullable Throwable thrown) {
        boolean undecided = isActive();
        listener.tellErrorOnce(thrown);
        dispatchedOnError |= undecided && state.is(Stage.DISPATCHED);
    }

    @Override
    public void tellErrorAfterEnd() {
        listener.tellErrorAfterEnd();
    }

    @Override
    public boolean isDispatchedOnError() {
        return dispatchedOnError;
    }

    @Override
    public void fail(Throwable thrown, boolean rethrown) {
        if (state.become(Stage.ENDED)) {
            envelope.failQuietly(thrown); // while the cycle is an owner: a dispatch that returns now ends nothing
            envelope.answer.owners().complete();
            Runnable release = () -> envelope.whenDrained(() -> end.release(rethrown));
            if (isEarly()) {
                postponed.postpone(release);
            } else {
                release.run();
            }
        }
    }

    /** Whether the dispatch has not returned, so that some containers dispatch twice or never (GlassFish, Payara). */
    private boolean isEarly() {
        return envelope.answer.owners().isDispatching()
                && !envelope.answer.owners().isDispatchThread();
    }

    @Override
    public void abort() {
        if (state.become(Stage.ENDED)) {
            envelope.abandon();
            envelope.answer.owners().complete();
            end.release();
        }
    }

    @Override
    public void timeOut() {
        if (state.is(Stage.DISPATCHED)) {
            return;
        }
        if (state.become(Stage.ENDED)) {
            envelope.answer.owners().complete();
            if (envelope.answer.isCutShort()) {
                envelope.abandon();
                end.release();
                return;
            }
            end.end(Verdict.of(ErrorCode.SYSTEM_BUSY));
        }
        if (container.isSettled()) {
            end.release(); // the thread that ended it may be just about to say so
        } else if (!envelope.answer.wire().isNonBlocking()) {
            container.park();
        }
    }

    @Override
    public void ended() {
        state.end();
        envelope.answer.owners().complete();
        envelope.endedBehindUs();
    }

    @Override
    public void letGo() {
        if (state.isOver() && !isEarly()) {
            container.complete();
        }
    }

    @Override
    public boolean isParked() {
        return container.isParked();
    }

    @Override
    public void awaitSettled() {
        container.awaitSettled();
    }

    @Override
    public void dispatch() {
        dispatching(home == null ? AsyncContext::dispatch : context -> context.dispatch(home));
    }

    @Override
    public void dispatch(String path) {
        dispatching(context -> context.dispatch(path));
    }

    @Override
    public void dispatch(ServletContext target, String path) {
        if (target.equals(envelope.request().getServletContext())) {
            dispatch(path); // the same, but Jetty's for EE 10 finds nobody to go to
        } else {
            dispatching(context -> context.dispatch(target, path));
        }
    }

    private void dispatching(Consumer<AsyncContext> dispatch) {
        boolean first = state.become(Stage.DISPATCHED);
        state.mustTakeDispatch();
        if (state.isOver()) {
            return; // it was ended by a timeout or a failure, and this thread comes too late
        }
        if (first && isEarly()) {
            postponed.postpone(() -> dispatchLate(dispatch));
            return;
        }
        postponed.mustBeNone();
        try {
            container.dispatch(dispatch);
        } catch (RuntimeException e) {
            if (first) {
                state.takeBack();
            }
            throw e;
        }
    }

    /** Dispatches when nobody is there any more to hear that the container refuses it. */
    private void dispatchLate(Consumer<AsyncContext> dispatch) {
        try {
            container.dispatch(dispatch);
        } catch (RuntimeException e) {
            state.takeBack();
            fail(e);
        }
    }

    @Override
    public boolean isDispatching() {
        return container.isDispatching();
    }

    @Override
    public void start(Runnable run) {
        state.mustNotBeComplete();
        container.start(run, e -> {
            tellError(e);
            fail(e); // which logs it; the container would answer it a second time
        });
    }

    @Override
    public void addListener(AsyncListener added) {
        listener.add(added, request, response);
    }

    @Override
    public void addListener(AsyncListener added, ServletRequest told, ServletResponse answer) {
        listener.add(added, told, answer);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container.context().createListener(type);
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return original;
    }

    @Override
    public ServletRequest getRequest() {
        return container.context().getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return container.context().getResponse();
    }

    @Override
    public void setTimeout(long millis) {
        container.context().setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return container.context().getTimeout();
    }
}
