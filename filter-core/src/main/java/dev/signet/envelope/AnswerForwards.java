package dev.signet.envelope;

import jakarta.servlet.ServletResponse;
import java.lang.System.Logger.Level;

/** What forwards do to an answer, whether they are seen at the dispatcher, at the filter or at both. */
final class AnswerForwards {

    private final Answer answer;
    private final Runnable forgetDoor;
    private volatile boolean begun; // from the dispatcher to the filter

    /**
     * No forward yet.
     *
     * @param forgetDoor lets the application choose stream or writer anew
     */
    AnswerForwards(Answer answer, Runnable forgetDoor) {
        this.answer = answer;
        this.forgetDoor = forgetDoor;
    }

    /**
     * The filter sees a forward.
     *
     * @param own our response
     * @param given what it was given: that, or a wrapper of it
     * @return whether the answer ends with it
     */
    boolean enter(ServletResponse own, ServletResponse given) {
        if (begun) {
            begun = false; // the dispatcher has done it, and filters in front may have written since
            return true;
        }
        if (answer.isCommitted() && answer.wire().ways().clearsOnForward()) {
            throw new IllegalStateException("the response is committed"); // it asks its own response alone
        }
        boolean ours = given.equals(own) || answer.isIncluding() && isJettys(given);
        if (ours) {
            begin();
        }
        return ours;
    }

    /** Jetty makes a wrapper for each include, and a forward within that clears and closes what is below. */
    private static boolean isJettys(ServletResponse wrapper) {
        return wrapper.getClass().getName().startsWith("org.eclipse.jetty.");
    }

    /** The dispatcher forwards with our response. */
    void beginAtDispatcher() {
        begin();
        begun = true;
    }

    /** It forwards with a wrapper: what some containers then do to their own response is done to ours. */
    void passAtDispatcher() {
        if (answer.wire().ways().clearsOnForward()) {
            begin();
        }
    }

    private void begin() {
        if (answer.isCommitted()) {
            return;
        }
        answer.lock();
        try {
            answer.body().resetBuffer();
            answer.head().declared().forgetWriter();
            if (answer.wire().ways().clearsOnForward()) {
                answer.wire().forgetPrinter();
            }
        } finally {
            answer.unlock();
        }
        forgetDoor.run();
    }

    /** The filter sees it return; whether the answer ends here, and not with a cycle or behind an include. */
    boolean ends() {
        if (answer.isIncluding()) {
            shut();
            return false;
        }
        return !answer.owners().hasCycle();
    }

    /** What those who include write behind a forward is late. */
    private void shut() {
        answer.lock();
        try {
            answer.state().closed |= !answer.owners().hasCycle();
        } finally {
            answer.unlock();
        }
    }

    /** A forward came back to the servlet that asked for it; the filter must have been called in between. */
    void comeBack() {
        begun = false;
        // a cycle may be complete by now: what the filter left to it has its end behind this dispatch
        if (!answer.isIncluding() && answer.owners().cycle() == null && !answer.isEnding() && !answer.isRaw()) {
            answer.notes()
                    .noted(
                            Level.ERROR,
                            "A forward bypassed the filter, and this container may drop its response. Add"
                                    + " <dispatcher>FORWARD</dispatcher> to Signet's filter-mapping",
                            null);
        }
    }
}
