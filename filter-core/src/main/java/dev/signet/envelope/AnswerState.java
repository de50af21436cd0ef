package dev.signet.envelope;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer is on its way, and what the application believes of it. With its bytes it is an {@link AnswerBody}, and
 * with its end an {@link AnswerEnd}: three steps of one object, as there is one for each answer. Used under the lock of its
 * {@link Answer}.
 */
abstract class AnswerState {

    /** The states of an answer. */
    enum Stage {
        /** Nothing is decided; the first bytes are kept. */
        HELD,
        /** As it is: everything goes straight to the container. */
        PASSED,
        /** Too long to hold: prefix sent, body under way. */
        STREAMED,
        /** A server error without a name: the exception behind it may have one. */
        FAILING,
        /** Whole, committed and final. */
        ENDED,
        /** Visibly broken; nothing more is sent. */
        BROKEN,
        /** An upgrade, or an error page of the container: not an answer of ours any more. */
        AWAY
    }

    final AnswerHead head;
    final Wire wire;
    private Stage now;
    boolean flushed; // the application may believe that the answer is committed
    boolean tooLong; // the body is too long for what the status allows: it is dropped
    boolean refused; // told to be an error
    boolean refusedHere; // in the dispatch that is under way, or was the last one
    boolean refusedBefore; // in one before that
    boolean shut; // closed by the application
    boolean clearAsked; // within an include, and nothing written since: by a container that is about to forward,
    // perhaps
    boolean forwardLeft; // and nothing written since: the container may close what it was given
    private volatile int includes; // changed by the thread that includes, which is one at a time
    boolean filled; // by a length that is reached, and not flushed by anybody
    boolean closed; // it will write no more, and what it wrote is not whole
    private @Nullable Runnable lent; // gives back what its call holds
    private boolean givenBack;

    AnswerState(AnswerHead head, Wire wire) {
        this.head = head;
        this.wire = wire;
        this.now = wire.isCommitted() ? Stage.PASSED : Stage.HELD;
    }

    final Stage now() {
        return now;
    }

    final boolean is(Stage stage) {
        return now == stage;
    }

    final void become(Stage stage) {
        now = stage;
    }

    /** Refuses to go on where nobody may take the answer for a whole one. */
    final void mustNotBeBroken() throws IOException {
        if (is(Stage.BROKEN)) {
            throw new IOException("the response was aborted");
        }
    }

    /** The call holds something until its answer ends, which is given back by this; at once, where it has ended. */
    final void lend(Runnable giveBack) {
        Runnable before = lent;
        if (givenBack || !isOpen()) {
            giveBack.run();
        } else if (before == null) {
            lent = giveBack;
        } else {
            lent = () -> {
                before.run();
                giveBack.run();
            };
        }
    }

    /** The answer is about to end. */
    final void giveBack() {
        Runnable known = lent;
        lent = null;
        givenBack = true;
        if (known != null) {
            known.run();
        }
    }

    /** Something is written. */
    final void noteWrite() {
        clearAsked = false;
        forwardLeft = false;
    }

    /** An include begins: until its end only bytes count. */
    final void enterInclude() {
        include(includes + 1);
    }

    /** An include ended. */
    final void exitInclude() {
        include(includes - 1);
    }

    private void include(int count) {
        includes = count;
        head.include(count > 0);
    }

    final boolean isIncluding() {
        return includes > 0;
    }

    /** What the servlet specification calls committed, as the application may see it. */
    final boolean isCommitted() {
        return switch (now) {
            case HELD -> flushed || closed || tooLong || wire.isCommitted();
            case PASSED -> flushed || wire.isSending() || wire.isCommitted();
            case STREAMED, FAILING, ENDED, BROKEN -> true;
            case AWAY -> wire.isCommitted();
        };
    }

    /**
     * Whether trailers can still be set: where nothing but a length that is reached makes an answer committed, as on Tomcat,
     * its head has not been sent.
     */
    final boolean takesTrailers() {
        if (!isCommitted()) {
            return true;
        }
        boolean early = is(Stage.HELD)
                ? filled && !wire.isCommitted()
                : is(Stage.PASSED)
                        && (filled || !flushed)
                        && head.passedLength() >= 0
                        && wire.dropped() == 0; // else it refuses
        return early && wire.ways().lengths().commits();
    }

    /** Another dispatch begins; returns whether an error was told in one before. */
    final boolean enterDispatch() {
        refusedBefore |= refusedHere;
        refusedHere = false;
        return refusedBefore;
    }

    /** Whether an error that was told ends the asynchronous cycle with its dispatch. */
    final boolean endsCycles() {
        return refusedHere && new CycleWays(wire.ways()).endsCyclesByErrors();
    }

    /** Whether nobody is dispatched to any more because an error was told. */
    final boolean stopsDispatches() {
        return refused && new CycleWays(wire.ways()).stopsDispatchesByErrors();
    }

    /** Whether the answer has not ended, in whatever way. */
    final boolean isOpen() {
        return now == Stage.HELD || now == Stage.FAILING || isSending();
    }

    /** Whether what follows is no answer of ours. */
    final boolean isAway() {
        return now == Stage.AWAY;
    }

    /** Whether writes go to the container, so that it says when there is room for more. */
    final boolean isSending() {
        return now == Stage.PASSED || now == Stage.STREAMED;
    }

    /** Whether an error envelope can still take the place of the answer. */
    final boolean isReplaceable() {
        return !wire.isClientGone() && isOpen() && !wire.isCommitted();
    }

    /** Whether the container has an answer of its own, of which nothing came from here. */
    final boolean isContainers() {
        return now == Stage.HELD && isUnderWay();
    }

    /** Whether bytes are on their way that cannot be taken back. */
    final boolean isUnderWay() {
        return isOpen() && wire.isCommitted();
    }
}
