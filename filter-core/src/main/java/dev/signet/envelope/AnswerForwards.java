package dev.signet.envelope;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What forwards do to an answer, whether they are seen at the dispatcher, at the filter or at both. */
final class AnswerForwards {

    private static final Logger LOG = System.getLogger(EnvelopeResponse.class.getName());

    private final EnvelopeResponse response;
    private volatile boolean begun; // from the dispatcher to the filter

    AnswerForwards(EnvelopeResponse response) {
        this.response = response;
    }

    /** The filter sees a forward; returns whether the answer ends with it. */
    boolean enter(ServletResponse given) {
        if (begun) {
            begun = false; // the dispatcher has done it, and filters in front may have written since
            return true;
        }
        if (given.equals(response)) {
            begin();
            return true;
        }
        if (HiddenResponse.isNeededBelow(response)) {
            response.setResponse(HiddenResponse.of((HttpServletResponse) response.getResponse()));
        }
        return false;
    }

    /** The dispatcher forwards with our response. */
    void beginAtDispatcher() {
        begin();
        begun = true;
    }

    /** It forwards with a wrapper: what some containers then do to their own response is done to ours. */
    void passAtDispatcher() {
        if (response.answer.wire().ways().clearsOnForward()) {
            begin();
        }
    }

    private void begin() {
        if (response.isIncluding() || response.answer.isCommitted()) {
            return;
        }
        response.answer.lock();
        try {
            response.answer.body().resetBuffer();
            response.answer.head().forgetWriter();
            if (response.answer.wire().ways().clearsOnForward()) {
                response.answer.wire().forgetPrinter();
            }
        } finally {
            response.answer.unlock();
        }
        response.forgetDoor();
    }

    /** A forward came back to the servlet that asked for it; the filter must have been called in between. */
    void comeBack() {
        begun = false;
        if (!response.isIncluding()
                && !response.owners().hasCycle()
                && !response.answer.isEnding()
                && !response.answer.isRaw()) {
            LOG.log(
                    Level.ERROR,
                    "A forward bypassed the filter, and this container may drop its response. Add"
                            + " <dispatcher>FORWARD</dispatcher> to Signet's filter-mapping");
        }
    }
}
