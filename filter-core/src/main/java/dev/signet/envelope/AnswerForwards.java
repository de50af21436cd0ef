package dev.signet.envelope;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** What forwards do to an answer, whether they are seen at the dispatcher, at the filter or at both. */
final class AnswerForwards {

    private final Answer answer;
    private final Runnable forgetDoor;
    private volatile boolean begun; // from the dispatcher to the filter
    private volatile boolean passed; // likewise, with a wrapper

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
     * @param response what the container forwards with: our response, or a wrapper of it
     * @param own our response
     * @return whether the answer ends with it
     */
    boolean enter(ServletResponse response, ServletResponseWrapper own) {
        if (begun) {
            begun = false; // the dispatcher has done it, and filters in front may have written since
            return true;
        }
        if (answer.isCommitted() && answer.wire().ways().clearsOnForward()) {
            throw new IllegalStateException("the response is committed"); // it asks its own response alone
        }
        if (response.equals(own) || isIncludeOf(response, own)) {
            begin();
            return true;
        }
        if (!passed) { // an includer has a dispatcher of the container's own
            passAtDispatcher();
        }
        passed = false;
        if (answer.ask(() -> answer.state().clearAsked)) {
            clear();
        }
        HiddenResponse.hideBelow(own);
        return false;
    }

    /** Whether the answer goes on behind one, as some containers have it. */
    boolean keepOpen(ServletResponse response, ServletResponseWrapper own) throws IOException {
        boolean resumed = answer.owners().isResumed() && answer.wire().ways().keepsOpenWhileResumed();
        return resumed || keepsOpen(response, own);
    }

    /** It has seen the end of one that was given a wrapper, which the container is about to close. */
    void leave() {
        answer.ask(() -> answer.state().forwardLeft = true);
    }

    /** Whether a response is what the container has put around another one for includes, as Jetty does. */
    private static boolean isIncludeOf(ServletResponse response, ServletResponse included) {
        ServletResponse at = response;
        while (at instanceof ServletResponseWrapper wrapper
                && at.getClass().getName().startsWith("org.eclipse.jetty.")) {
            at = wrapper.getResponse();
        }
        return at != response && at.equals(included);
    }

    /**
     * Whether the answer goes on behind a forward within an include: where Jetty finds no writer in what it has put around
     * the response, it closes a stream of its own, which does nothing.
     */
    private static boolean keepsOpen(ServletResponse forwarded, ServletResponse included) throws IOException {
        if (!isIncludeOf(forwarded, included)) {
            return false;
        }
        try {
            forwarded.getOutputStream(); // as Jetty will do next
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** The dispatcher forwards with our response. */
    void beginAtDispatcher() {
        begin();
        begun = true;
    }

    /** It forwards with a wrapper: what some containers then do to their own response is done to ours. */
    void passAtDispatcher() {
        passed = true;
        if (answer.wire().ways().clearsOnForward()) {
            begin();
        }
    }

    /** The container has closed what it forwarded with, where it does: a close that comes now is the application's. */
    void closed() {
        answer.ask(() -> answer.state().forwardLeft = false);
    }

    private void begin() {
        if (answer.isCommitted()) {
            return;
        }
        clear();
        answer.lock();
        try {
            answer.head().declared().forgetWriter();
            if (answer.wire().ways().clearsOnForward()) {
                answer.wire().forgetPrinter();
            }
        } finally {
            answer.unlock();
        }
        forgetDoor.run();
    }

    private void clear() {
        answer.lock();
        try {
            answer.body().resetBuffer();
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
