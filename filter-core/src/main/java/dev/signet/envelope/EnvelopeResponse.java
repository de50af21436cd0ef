package dev.signet.envelope;

import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The response an application sees: it accepts everything, and what reaches the caller is one envelope.
 *
 * <p>Made by {@link #wrap}; ended by {@link #finish}, {@link #fail} or {@link #refuse}. Belongs to one request; its end
 * may come from any thread.
 */
public final class EnvelopeResponse extends BodyResponse {

    private static final Logger LOG = System.getLogger(EnvelopeResponse.class.getName());

    /** A way to end an answer; false where bytes are lost. */
    private interface Ending {
        boolean end() throws IOException;
    }

    private final EnvelopeSettings settings;
    private volatile @Nullable AsyncCycle cycle;
    private volatile boolean dispatching; // the application is being called on the container's thread
    private volatile @Nullable ReadyListener ready;

    private EnvelopeResponse(
            HttpServletRequest request, HttpServletResponse response, EnvelopeSettings settings, boolean untouched) {
        super(request, response, settings, untouched);
        this.settings = settings;
    }

    /**
     * Puts the envelope between an application and the container.
     *
     * @param request the request that is answered
     * @param response the container's response
     * @param settings how answers are wrapped
     * @param untouched whether the application's own answer is left alone; a refusal is an envelope all the same
     * @return the response for the application
     */
    public static EnvelopeResponse wrap(
            HttpServletRequest request, HttpServletResponse response, EnvelopeSettings settings, boolean untouched) {
        return new EnvelopeResponse(request, response, settings, untouched);
    }

    /**
     * Answers with an error instead of calling the application.
     *
     * @param code what the caller is told
     * @throws IOException when the caller went away
     */
    public void refuse(ErrorCode code) throws IOException {
        refuse(code, code.status());
    }

    /**
     * Answers with an error that has a status of its own.
     *
     * @param code what the caller is told
     * @param status the HTTP status before it becomes 200
     * @throws IOException when the caller went away
     */
    public void refuse(ErrorCode code, int status) throws IOException {
        head.reset();
        head.status(status);
        answer.replace(new Failure(code.code(), null, status));
        answer.finish();
    }

    /**
     * Ends the answer after the application returned. Does nothing when it was ended before.
     *
     * @throws IOException when the caller went away, or the answer cannot be whole and must be seen to be broken
     */
    public void finish() throws IOException {
        end(answer::finish);
    }

    /** Ends the answer, or the part of it that a forward is. */
    private void end(Ending ending) throws IOException {
        try {
            settle();
            if (!ending.end()) {
                LOG.log(Level.ERROR, "The container sent an answer of its own, and what the application wrote is lost");
            }
        } catch (BrokenBodyException e) {
            if (!answer.isReplaceable()) {
                answer.abandon();
                throw e;
            }
            LOG.log(Level.ERROR, "An answer of a JSON type was not JSON; the caller gets -30 instead", e);
            answer.replace(Failure.of(ErrorCode.SERVER_ERROR));
            answer.finish();
        }
    }

    /**
     * Ends the answer after the application threw. While nothing was sent the caller gets an error envelope and the
     * exception is logged; afterwards the answer is left visibly broken.
     *
     * @param thrown what the application threw
     * @return whether the exception is answered; if not, the caller of this method rethrows it
     * @throws IOException when the caller went away
     */
    public boolean fail(Throwable thrown) throws IOException {
        dispatching = false;
        if (answer.wire().isClientGone()) {
            LOG.log(Level.DEBUG, "The caller went away before the answer was sent", thrown);
            answer.abandon();
            return false;
        }
        if (answer.isUntouched() || !answer.isReplaceable()) {
            answer.abandon();
            return false;
        }
        if (thrown instanceof VirtualMachineError) {
            failBeyondRepair(thrown);
            return true;
        }
        Failure failure = settings.errors.ofException(thrown);
        LOG.log(
                settings.errors.names(thrown) ? Level.INFO : Level.ERROR,
                "The application threw; the caller gets code " + failure.code(),
                thrown);
        head.status(failure.status());
        answer.replace(failure);
        answer.finish();
        return true;
    }

    /** There may be no memory for anything but the answer; it is made of bytes that exist already. */
    private void failBeyondRepair(Throwable thrown) throws IOException {
        Failure failure = Failure.SERVER_ERROR;
        head.status(failure.status());
        answer.replace(failure);
        answer.finish();
        try {
            LOG.log(Level.ERROR, "The application threw; the caller gets code -30", thrown);
        } catch (VirtualMachineError again) {
            return; // not even for a line in the log
        }
    }

    /** A forward begins: what the forwarding servlet wrote is forgotten, as the specification says. */
    public void enterForward() {
        if (!isIncluding() && !answer.isCommitted()) {
            answer.resetBuffer();
        }
    }

    /**
     * A forward ended, and with it the answer: some containers close the response right behind it.
     *
     * @throws IOException when the caller went away
     */
    public void exitForward() throws IOException {
        if (!isIncluding()) {
            end(() -> {
                answer.finishForward();
                return true;
            });
        }
    }

    /** A forward came back to the servlet that asked for it; the filter must have been called in between. */
    void afterForward() {
        if (!isIncluding() && !isAsync() && !answer.isUntouched() && !answer.isEnded()) {
            LOG.log(
                    Level.ERROR,
                    "A forward went past the filter, and this container may drop its answer. Add"
                            + " <dispatcher>FORWARD</dispatcher> to Signet's filter-mapping");
        }
    }

    /**
     * Whether the application's own answer is left alone.
     *
     * @return true for an excluded path, a preflight and TRACE
     */
    public boolean isUntouched() {
        return answer.isUntouched();
    }

    /**
     * Whether the application chose to answer by itself, so that an error page is its own, too.
     *
     * @return true for an untouched answer and one with {@code dev.signet.raw}
     */
    public boolean isLeftAlone() {
        return answer.isRaw();
    }

    /**
     * Whether the application has begun an asynchronous cycle in this dispatch; what is then left to do is done when
     * the cycle ends, also where it has ended by now.
     *
     * @return true from {@code startAsync()} to the next dispatch
     */
    public boolean isAsync() {
        return cycle != null;
    }

    /** A new dispatch begins: cycles of the one before are over. */
    public void enterDispatch() {
        cycle = null;
        dispatching = true;
    }

    /** The application has returned. */
    public void exitDispatch() {
        dispatching = false;
    }

    /** Some containers report an asynchronous error here, when nobody else would end the answer. */
    @Override
    void afterSendError() throws IOException {
        if (!dispatching) {
            finish();
        }
    }

    /** Ends the asynchronous cycle, if one was begun, after its answer was ended by a failure. */
    public void endAsync() {
        AsyncCycle known = cycle;
        if (known != null) {
            known.complete();
        }
    }

    @Nullable
    AsyncCycle cycle() {
        return cycle;
    }

    void cycle(@Nullable AsyncCycle known) {
        cycle = known;
    }

    AsyncCycle beginCycle(boolean original, @Nullable String home) {
        AsyncCycle begun = new AsyncCycle(this, original, home);
        cycle = begun;
        return begun;
    }

    @Override
    void listen(WriteListener listener) {
        ReadyListener between = new ReadyListener(listener, this, answer);
        ready = between;
        answer.wire().listen(between);
    }

    /** Runs this when all that was written has left; at once, where writing blocks. */
    void whenDrained(Runnable next) {
        ReadyListener between = ready;
        if (between == null) {
            next.run();
        } else {
            between.whenDrained(next);
        }
    }

    boolean isReplaceable() {
        return answer.isReplaceable() && !answer.isUntouched();
    }

    /** Leaves the answer visibly broken and gives its memory back. */
    public void abandon() {
        answer.abandon();
    }

    /** The container ended an asynchronous cycle without being asked by us. */
    void endedBehindUs() {
        if (!answer.isEnded() && !answer.isUntouched()) {
            LOG.log(Level.ERROR, "The container ended an asynchronous request before its answer was finished");
        }
        answer.abandon();
    }
}
