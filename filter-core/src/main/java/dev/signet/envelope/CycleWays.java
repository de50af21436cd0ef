package dev.signet.envelope;

import jakarta.servlet.ServletException;

/** What containers do in their own ways with asynchronous cycles; see {@link ContainerWays}. */
final class CycleWays {

    private final ContainerName container;

    CycleWays(ContainerWays ways) {
        this.container = ways.container();
    }

    /** Whether an error that is told ends the asynchronous cycle with the dispatch. */
    boolean endsCyclesByErrors() {
        return container.isJetty();
    }

    /** Whether nobody is dispatched to where an error was told. */
    boolean stopsDispatchesByErrors() {
        return container.isJetty() || container.isCatalina();
    }

    /** Whether listeners hear of what is thrown behind {@code complete()}. */
    boolean tellsErrorsBehindComplete() {
        return container.isJetty();
    }

    /** Whether the listeners of a cycle hear of what is thrown in the dispatch that it asked for. */
    boolean tellsErrorsOfDispatches() {
        return container.isUndertow() || container.isCatalina();
    }

    /** Whether listeners that heard of a failure are told it once more at the end. */
    boolean tellsErrorsAtTheEnd() {
        return container.isJetty();
    }

    /** Whether a listener that hears of a failure may dispatch to somebody who answers in its place. */
    boolean dispatchesOnError() {
        return container.isJetty() || container.isUndertow();
    }

    /** Whether a listener that hears of a failure may complete what was dispatched, or is complete. */
    boolean completesOnError() {
        return container.isCatalina();
    }

    /** Whether listeners hear of a failure in a dispatch that a cycle asked for when its answer has ended. */
    boolean tellsErrorsOfDispatchesLate() {
        return container.isCatalina();
    }

    /** Whether a dispatch that a listener asks for, told of a failure, is made, although the answer has ended. */
    boolean dispatchesBehindError() {
        return container.isCatalina();
    }

    /**
     * What listeners hear of a failure in a dispatch that a cycle asked for: Tomcat hands only these two on as they are.
     */
    Throwable toldOfDispatch(Throwable thrown) {
        return container.isCatalina() && thrown instanceof RuntimeException
                ? new ServletException(new RuntimeException("the asynchronous dispatch failed", thrown))
                : thrown;
    }

    /** Whether listeners hear of {@code sendError} when the dispatch that a cycle asked for has returned. */
    boolean tellsRefusals() {
        return container.isCatalina();
    }

    /** Whether listeners hear of a dispatch that comes behind {@code sendError}, because the container answers twice. */
    boolean tellsDispatchesBehindRefusals() {
        return container.isUndertow();
    }

    /** Whether listeners hear nothing of a failure that follows {@code sendError}. */
    boolean hidesErrorsBehindRefusals() {
        return container.isJetty();
    }

    /** Whether {@code complete()} and {@code start()} are refused behind {@code complete()}. */
    boolean refusesStepsBehindComplete() {
        return container.isCatalina();
    }

    /** Whether {@code dispatch()} is taken behind {@code complete()}, and then nothing comes of it. */
    boolean dispatchesBehindComplete() {
        return container.isUndertow();
    }

    /** Whether a cycle that was dispatched goes its way in spite of a {@code complete()}. */
    boolean goesOnBehindComplete() {
        return container.isUndertow();
    }
}
