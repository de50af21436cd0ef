package dev.signet.envelope;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The response an application sees: it accepts everything, and what reaches the caller is one envelope.
 *
 * <p>It ends when the last of its owners lets go: the dispatches under way and an asynchronous cycle
 * that is not complete; or by {@link #fail} or {@link #refuse}. Belongs to one request; its end may come from any thread.
 *
 * @hidden public for the filter alone
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public final class EnvelopeResponse extends BodyResponse {

    /** The request attribute in which a filter keeps it; what is excluded has none. */
    public static final String ATTRIBUTE = "dev.signet.answer";

    private @Nullable Object gate; // that admitted the call without a token
    private @Nullable Object rule; // by which it did
    private volatile @Nullable AnswerForwards forwards; // most answers see none
    private volatile boolean failed; // the application threw

    /**
     * Puts the envelope between an application and the container.
     *
     * @param request the request that is answered
     * @param response the container's response
     * @param settings how answers are wrapped
     * @param heard learns how the answer ends; null where nobody wants to
     */
    public EnvelopeResponse(
            HttpServletRequest request,
            HttpServletResponse response,
            EnvelopeSettings settings,
            @Nullable EndListener heard) {
        super(new Answer(request, response, settings, heard), response);
        InFront.look(response, settings.notices);
    }

    /** {@return who learns how the answer ends; null where nobody does} */
    public @Nullable EndListener heard() {
        return answer.heard();
    }

    /**
     * The answer that a response leads to.
     *
     * @param response any response
     * @return the one of these that it is or wraps, or null where it leads past Signet
     */
    public static @Nullable EnvelopeResponse of(ServletResponse response) {
        for (ServletResponse at = response; ; ) {
            if (at instanceof EnvelopeResponse found) {
                return found;
            }
            if (!(at instanceof ServletResponseWrapper wrapper)) {
                return null;
            }
            at = wrapper.getResponse();
        }
    }

    /**
     * The request that is answered, as it arrived.
     *
     * @return the container's request, or what a filter in front made of it
     */
    @Override
    public HttpServletRequest request() {
        return answer.composer().request;
    }

    /**
     * The call was admitted without a token.
     *
     * @param by the gate that admitted it
     * @param deciding the rule by which it did; null where none decided
     */
    public void admittedBy(Object by, @Nullable Object deciding) {
        gate = by;
        rule = deciding;
    }

    /** {@return the gate that admitted the call without a token, or null} */
    public @Nullable Object gate() {
        return gate;
    }

    /** {@return the rule by which it did, or null} */
    public @Nullable Object rule() {
        return rule;
    }

    /**
     * The answer is to a call that needs a token, so that it is watched for what shared caches may do with it.
     *
     * @param rule that asks for a token, by its {@code toString}; null where none does
     */
    public void guardedBy(@Nullable Object rule) {
        if (rule != null) {
            answer.head().guardedBy(rule);
        }
    }

    /**
     * The call holds something until its answer ends, however it ends.
     *
     * @param giveBack gives it back, must not wait, and is run at once behind the end
     * @throws IOException when the caller went away
     */
    public void lends(Runnable giveBack) throws IOException {
        answer.step(() -> answer.state().lend(giveBack));
    }

    /**
     * Answers with an error instead of calling the application.
     *
     * @param code what the caller is told
     * @param status the HTTP status before it becomes 200
     * @param reason why; {@code errors.reasons} may have another code for it
     * @param challenge the {@code WWW-Authenticate} of an answer whose status stays on the wire, or null
     * @param hint what the caller may learn of the reason
     * @throws IOException when the caller went away
     */
    public void refuse(ErrorCode code, int status, String reason, @Nullable String challenge, String hint)
            throws IOException {
        answer.end(answer.composer().settings.errors.ofRefusal(code, status, reason, challenge, hint));
    }

    /**
     * Answers with an error that has a status of its own.
     *
     * @param code what the caller is told
     * @param status the HTTP status before it becomes 200
     * @throws IOException when the caller went away
     */
    public void refuse(ErrorCode code, int status) throws IOException {
        answer.end(new Verdict(code.code(), null, status));
    }

    /**
     * Ends the answer of an error dispatch by the status that the container gave it.
     *
     * @param status the HTTP status
     * @throws IOException when the caller went away
     */
    public void endByStatus(int status) throws IOException {
        answer.end(answer.composer().settings.errors.ofStatus(status));
    }

    /** Ends the answer, unless it has ended. Returns whether the caller has a whole one. */
    boolean finish() throws IOException {
        settle();
        return answer.end(null);
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
        failed = true;
        return failures().answer(thrown);
    }

    /** The same on a thread that can tell nobody. */
    void failQuietly(Throwable thrown) {
        failures().answerQuietly(thrown);
    }

    @Override
    ApplicationFailures failures() {
        return new ApplicationFailures(answer, answer.composer().settings);
    }

    /**
     * A forward begins. Where it was given this response, what the forwarding servlet wrote is forgotten, as the
     * specification says, and the target may choose stream or writer anew. Where it was given a wrapper of the
     * application's, the body may come later, out of that wrapper.
     *
     * @param response what the container forwards with
     * @return whether the answer ends with the forward
     */
    public boolean enterForward(ServletResponse response) {
        return forwards().enter(response, this);
    }

    AnswerForwards forwards() {
        AnswerForwards known = forwards;
        if (known == null) {
            known = new AnswerForwards(answer, this::forgetDoor);
            forwards = known;
        }
        return known;
    }

    /**
     * A forward ended, and with it the answer where it was given this response: some containers close the response right
     * behind it. Within an include they do so, too, whatever the includer meant to add.
     *
     * @param response what the container forwarded with
     * @param ends whether the answer ends with it
     * @throws IOException when the caller went away, or the answer is not as long as it was declared
     */
    public void exitForward(ServletResponse response, boolean ends) throws IOException {
        if (!ends) {
            forwards().leave();
            return;
        }
        if (answer.owners().hasCycle() || forwards().keepOpen(response, this)) {
            return;
        }
        try {
            finish();
        } catch (IOException e) { // the answer is broken, and a write behind it says so
            if (!answer.wire().ways().closesForwardsSilently()) {
                throw e;
            }
        }
    }

    /** {@return whether the application chose to answer by itself, so that an error page is its own, too} */
    public boolean isRaw() {
        return answer.isRaw();
    }

    /** {@return whether the answer has ended, or will when a thread that is writing comes back: all is said} */
    public boolean isEnding() {
        return answer.isEnding();
    }

    /**
     * Whether a dispatch that comes now is not for the application: the answer has failed, or it was made to wait.
     *
     * @return true where {@link #awaitEnd} is all that is left to do
     */
    public boolean isOver() {
        return failed && answer.isEnding() && !new CycleErrors(answer).isAskedForByListener()
                || answer.is(AnswerState::stopsDispatches)
                || answer.owners().isParked();
    }

    /**
     * Waits for the thread that sees to the end.
     *
     * @throws IOException where the answer must be seen to be broken
     */
    public void awaitEnd() throws IOException {
        new CycleErrors(answer).stopDispatch();
        answer.owners().awaitSettled();
        answer.awaitEnd();
    }

    /** The application is called: this dispatch owns the answer until {@link #exitDispatch}. */
    public void enterDispatch() {
        new CycleErrors(answer).enterDispatch();
    }

    /**
     * The application has returned. The answer ends, unless an asynchronous cycle goes on.
     *
     * @throws IOException when the caller went away, or the answer cannot be whole and must be seen to be broken
     */
    public void exitDispatch() throws IOException {
        AnswerOwners owners = answer.owners();
        boolean last = owners.exit() || answer.is(AnswerState::stopsDispatches);
        try {
            if (last && !finish() && !answer.wire().isClientGone()) {
                throw new IOException("the application aborted its response");
            }
        } finally {
            owners.settled();
            new CycleErrors(answer).exitDispatch();
        }
    }

    /** The application has thrown, and its answer has ended: so does the asynchronous cycle, if one was begun. */
    public void endAsync() {
        answer.owners().exit();
        answer.owners().settled();
        answer.owners().endWithDispatch();
    }

    /**
     * The response that an asynchronous application gave to {@code startAsync}; what stands in front of it on the way
     * back would keep to itself what the application says.
     *
     * @param dispatched what the container dispatches with
     * @return the application's own, where it leads here
     */
    public ServletResponse resumed(ServletResponse dispatched) {
        ServletResponse given = answer.owners().given();
        return given != null && of(given) == this ? given : this == of(dispatched) ? dispatched : this;
    }

    /** Leaves the answer visibly broken and gives its memory back. */
    public void abandon() {
        answer.abandon();
    }

    /**
     * The same where a container answers the request anew.
     *
     * @return who wants to learn how that answer ends; null where nobody does, or has learned how this one did
     */
    public @Nullable EndListener abandonForAnother() {
        return answer.abandonForAnother();
    }

    /** The container ended an asynchronous cycle without being asked by us. */
    void endedBehindUs() {
        failures().endedBehindUs();
    }
}
