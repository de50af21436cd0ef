package dev.signet.envelope;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Where an asynchronous cycle is. Whoever is first decides; those who come later hear nothing of it, except in the dispatch
 * that has completed it: there they hear what the container would tell them. Thread-safe.
 */
final class CycleState {

    /** The states of a cycle. */
    enum Stage {
        ACTIVE,
        DISPATCHED,
        /** By the application. */
        COMPLETED,
        /** Without it: by a timeout, a failure, or the container. */
        ENDED
    }

    private final CycleWays ways;
    private final AnswerOwners owners;
    private final AtomicReference<Stage> now = new AtomicReference<>(Stage.ACTIVE);

    CycleState(CycleWays ways, AnswerOwners owners) {
        this.ways = ways;
        this.owners = owners;
    }

    /** Whether this thread was the first. */
    boolean become(Stage next) {
        return now.compareAndSet(Stage.ACTIVE, next);
    }

    boolean is(Stage stage) {
        return now.get() == stage;
    }

    /** Whether nothing will come of it any more. */
    boolean isOver() {
        return is(Stage.COMPLETED) || is(Stage.ENDED);
    }

    /** What was begun by {@link #become} could not be done. */
    void takeBack() {
        now.set(Stage.ACTIVE);
    }

    void end() {
        now.set(Stage.ENDED);
    }

    /** Whether the application's listeners hear of what it throws now. */
    boolean tellsErrors() {
        return !isOver() || is(Stage.COMPLETED) && ways.tellsErrorsBehindComplete();
    }

    /** Whether a dispatch that a listener asked for, told of a failure, takes the place of the error. */
    boolean isAnsweredOnError() {
        return is(Stage.DISPATCHED) && ways.dispatchesOnError();
    }

    /** Whether {@code complete()} behind {@code dispatch()} is for the container to refuse. */
    boolean leavesCompleteToContainer() {
        return !ways.goesOnBehindComplete();
    }

    /** Refuses {@code complete()} and {@code start()} behind {@code complete()}, where the container does. */
    void mustNotBeComplete() {
        if (isCompleteHere() && ways.refusesStepsBehindComplete()) {
            throw refused();
        }
    }

    /** Refuses {@code dispatch()} behind {@code complete()}, as the specification says. */
    void mustTakeDispatch() {
        if (isCompleteHere() && !ways.dispatchesBehindComplete()) {
            throw refused();
        }
    }

    /** Callbacks of a caller that left come in any order, and each of them may complete it. */
    private boolean isCompleteHere() {
        return is(Stage.COMPLETED) && owners.isDispatchThread();
    }

    private static IllegalStateException refused() {
        return new IllegalStateException("the asynchronous cycle is complete");
    }
}
