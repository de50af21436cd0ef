package dev.signet.envelope;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/** An asynchronous cycle, as everything else that has to do with its answer knows it. Thread-safe. */
interface Cycle extends AsyncContext {

    /** The response it was started with. */
    ServletResponse response();

    /** Learns of the container's context; a listener of the cycle before may hear of it first. */
    void attach(AsyncContext context);

    /** Whether nobody has ended or dispatched it. */
    boolean isActive();

    /** The dispatch that started it has returned, and what it left has been sent. */
    void afterDispatch();

    /** Ends it with a dispatch whose answer has ended by a failure; one that was dispatched goes its way. */
    void endWithDispatch();

    /**
     * Tells its listeners of what the application threw.
     *
     * @return whether one of them dispatched to somebody who answers in its place
     */
    boolean tellError(@Nullable Throwable thrown);

    /** Tells its listeners of an error whose answer has ended, or has its end behind this dispatch; once. */
    void tellErrorOfEnded(@Nullable Throwable thrown);

    /** The same behind the end of the cycle, which its listeners then hear of once more. */
    void tellErrorAfterEnd();

    /** Whether a listener that was told of a failure has dispatched. */
    boolean isDispatchedOnError();

    /** Ends it after a failure; the answer, if it can still be one, is an error envelope. */
    default void fail(Throwable thrown) {
        fail(thrown, false);
    }

    /**
     * Ends it after a failure.
     *
     * @param rethrown whether it is thrown on to a container that then cuts the connection, so that nobody else has to
     */
    void fail(Throwable thrown, boolean rethrown);

    /** Ends it after its caller went away, whatever the application does about it. */
    void abort();

    /** The container's callback of a timeout has told the application; now it must not be left to itself. */
    void timeOut();

    /**
     * The container's callback of a caller that went away has told the application. What nobody has completed when it
     * returns, Tomcat does; the thread that has ended the cycle may be just about to, and one of the two would be refused.
     */
    void letGo();

    /** The container has ended it. */
    void ended();

    /** Whether a dispatch of our own waits for the thread that sees to the end. */
    boolean isParked();

    /** Waits for that thread; for the dispatch that was made for this. */
    void awaitSettled();

    /** Whether this thread is the container's, asking the request for where to dispatch to. */
    boolean isDispatching();
}
