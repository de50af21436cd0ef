package dev.signet.envelope;

/**
 * What the listeners of asynchronous cycles hear of the errors of dispatches, exceptions and {@code sendError}: containers
 * do not agree on who hears of them, and when.
 */
final class CycleErrors {

    private final AnswerOwners owners;
    private final Answer answer;

    CycleErrors(Answer answer) {
        this.answer = answer;
        this.owners = answer.owners();
    }

    /**
     * The application threw.
     *
     * @return whether a listener of its own dispatched to somebody who answers in its place
     */
    boolean tell(Throwable thrown) {
        Cycle cycle = owners.failing(ways());
        if (cycle == null || isToldLate() || isRefusedHere() && ways().hidesErrorsBehindRefusals()) {
            return false;
        }
        return cycle.tellError(thrown);
    }

    /** The same where listeners hear of it when its answer has ended. */
    void tellLate(Throwable thrown) {
        Cycle cycle = owners.failing(ways());
        if (cycle != null && isToldLate()) {
            cycle.tellErrorOfEnded(ways().toldOfDispatch(thrown));
        }
    }

    private boolean isToldLate() {
        return owners.isResumed() && ways().tellsErrorsOfDispatchesLate();
    }

    private boolean isRefusedHere() {
        return answer.is(state -> state.refusedHere);
    }

    /** A dispatch begins. */
    void enterDispatch() {
        owners.enter();
        if (owners.isResumed()) {
            answer.is(AnswerState::enterDispatch);
        }
    }

    /** A dispatch has returned, and what it left has been sent. */
    void exitDispatch() {
        Cycle asked = owners.before();
        if (asked != null && isRefusedHere()) {
            if (ways().tellsRefusals() && tellRefusal(asked)) {
                return;
            }
        } else if (asked != null && ways().tellsDispatchesBehindRefusals() && answer.is(state -> state.refusedBefore)) {
            asked.tellErrorOfEnded(new IllegalStateException("the response is committed"));
        }
        if (answer.is(AnswerState::endsCycles)) {
            owners.endWithDispatch();
        } else {
            owners.afterDispatch();
        }
    }

    /** Whether the cycle that the dispatch has begun ends with it; else that which has asked for it has ended already. */
    private boolean tellRefusal(Cycle asked) {
        Cycle begun = owners.cycle();
        if (begun == null) {
            asked.tellErrorAfterEnd();
            return false;
        }
        begun.tellErrorOfEnded(null);
        owners.endWithDispatch();
        return true;
    }

    /** A dispatch comes that is not for the application, because an error was told. */
    void stopDispatch() {
        Cycle asked = owners.cycle();
        if (asked != null && ways().tellsRefusals() && answer.is(AnswerState::stopsDispatches)) {
            asked.tellErrorOfEnded(null);
        }
    }

    /** Whether the dispatch that comes was asked for by a listener that was told of the failure. */
    boolean isAskedForByListener() {
        Cycle asked = owners.cycle();
        return asked != null && ways().dispatchesBehindError() && asked.isDispatchedOnError();
    }

    private CycleWays ways() { // made where it is needed: most answers know no cycle
        return new CycleWays(answer.wire().ways());
    }
}
