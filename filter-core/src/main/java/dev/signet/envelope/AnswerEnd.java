package dev.signet.envelope;

import dev.signet.envelope.AnswerState.Stage;
import dev.signet.envelope.EndListener.End;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * How one answer ends: as it is, by an error in its place, by an answer of the container's own, or visibly broken. An
 * ended answer is committed and final.
 *
 * <p>Used under the lock of its {@link Answer}.
 */
final class AnswerEnd {

    private final EnvelopeSettings settings;
    private final EnvelopeComposer composer;
    private final AnswerHead head;
    private final AnswerBody body;
    private final HeldBytes held;
    private final Wire wire;
    private final AnswerState state;
    private final @Nullable SentBytes sent; // null where nobody listens
    private final @Nullable EndListener heard; // likewise
    private boolean looked; // whoever listens has asked the request, which may be another call's by now
    private boolean told; // that it has ended
    private @Nullable Ended untold; // until the lock is given back

    AnswerEnd(
            EnvelopeComposer composer,
            AnswerHead head,
            AnswerBody body,
            Wire wire,
            AnswerState state,
            EnvelopeSettings settings,
            @Nullable SentBytes sent,
            @Nullable EndListener heard) {
        this.settings = settings;
        this.sent = sent;
        this.heard = heard;
        this.composer = composer;
        this.head = head;
        this.body = body;
        this.held = body.held();
        this.wire = wire;
        this.state = state;
    }

    /** The application closed its stream or writer. */
    void close() throws IOException {
        state.shut |= state.isOpen() && !state.is(Stage.FAILING) && !state.forwardLeft; // which are ends already
        switch (state.now()) {
            case HELD, STREAMED -> {
                if (!wire.isNonBlocking() && isWhole()) { // else the end of the cycle decides
                    end();
                } else {
                    state.closed = true;
                }
            }
            case PASSED -> end();
            default -> {}
        }
    }

    private boolean isWhole() {
        return switch (state.now()) {
            case HELD -> composer.isSure(held);
            case STREAMED -> body.broken() == null && composer.isStreamComplete();
            default -> false;
        };
    }

    /**
     * Ends the answer by a status.
     *
     * @param dispatched whether the application's thread will come back, perhaps with an exception
     */
    void sendError(int status, @Nullable String message, boolean dispatched) throws IOException {
        if (composer.isRaw()) {
            held.clear();
            wire.sendError(status, message);
            leave();
        } else if (status < 100) {
            if (!wire.isCommitted()) {
                wire.breakHead(); // as some containers mean it
            }
            breakOff();
        } else if (status < 200) {
            if (wire.ways().sendsInterim(status)) {
                wire.sendError(status, null);
            }
        } else {
            body.resetBuffer();
            head.status(status);
            head.shown().forgetLength(); // of a body that does not come
            state.refused |= status >= 400;
            state.refusedHere |= dispatched && status >= 400;
            if (status < 400) {
                end();
            } else if (status == 500 && dispatched) {
                state.become(Stage.FAILING); // Jersey tells the status and then throws
            } else {
                replace(settings.errors.ofStatus(status));
            }
        }
    }

    /** The container is about to answer by itself. */
    void passes() {
        if (!composer.isRaw()) {
            composer.envelope().pass();
        }
    }

    /** The container has answered by itself. */
    void answered() {
        state.become(Stage.ENDED);
        held.release();
        composer.removeErrorAttributes();
        tell(End.PASSED);
    }

    /** The container answers in its own way from here on. */
    void leave() {
        state.become(Stage.AWAY);
        held.release();
        tell(End.PASSED);
    }

    /** Before its last bytes leave: whoever has them all may come again at once. */
    private void tellEnding() {
        state.giveBack();
        if (heard != null) {
            heard.ending();
        }
    }

    private void tell(End how) {
        if (!told && !looked) {
            look();
        }
        tell(told ? null : seen(how));
    }

    private void look() {
        looked = true;
        tellEnding();
    }

    /** What whoever listens is told at the end. */
    private @Nullable Ended seen(End how) {
        if (sent == null) {
            return null;
        }
        Verdict verdict = composer.envelope().sent();
        return verdict == null
                ? new Ended(how, head.lastStatus(), 0, sent.count())
                : new Ended(how, verdict.status(), composer.envelope().sentCode(), sent.count());
    }

    private void tell(@Nullable Ended ended) {
        untold = told ? untold : ended;
        told = true;
    }

    /** What is to be told, once. */
    @Nullable
    Ended taken() {
        Ended taken = untold;
        untold = null;
        return taken;
    }

    /** Nobody is told any more; returns whether somebody was. */
    boolean keepSilent() {
        boolean before = told;
        told = true;
        state.giveBack(); // the answer in its place is made at once
        return before;
    }

    /** What a write behind the end does to the application's own thread is the container's to say. */
    void late(byte[] bytes, int offset, int count, AnswerOwners owners) throws IOException {
        if (owners.isDispatchThread()
                && !state.is(Stage.BROKEN)
                && !state.shut
                && (wire.ways().dropsWhatIsLate() || wire.ways().dropsBehindRedirect() && head.isRedirect())) {
            return;
        }
        if (state.isAway() && !composer.isRaw() && owners.isDispatchThread()) {
            return; // behind an upgrade
        }
        if (!state.is(Stage.ENDED) || !owners.isDispatchThread() || wire.ways().mustStayOpen()) {
            throw new IOException("the response has ended");
        }
        wire.writeBehindTheEnd(bytes, offset, Math.min(count, 1));
    }

    /** Ends the answer, as it is or by what takes its place, unless it has ended. */
    void end(@Nullable Verdict failure) throws IOException {
        if (failure == null || state.closed && isWhole()) {
            end(); // which the close has meant
        } else if (state.isReplaceable()) {
            replace(failure);
        } else {
            breakOff();
        }
    }

    /**
     * Ends the answer as it is, unless it has ended; {@link BrokenBodyException} where it cannot be whole and must be
     * seen to be broken.
     */
    void end() throws IOException {
        Stage before = state.now();
        if (!state.isOpen()) {
            return;
        }
        try {
            if (state.is(Stage.HELD) && composer.takesFile()) {
                composer.readFile(body::write);
                before = state.now();
            }
            state.become(Stage.ENDED); // set first: what comes while bytes go out comes too late
            tellEnding();
            switch (before) {
                case HELD -> decide();
                case STREAMED -> {
                    mustBeWhole();
                    composer.endStream();
                }
                case FAILING -> {
                    replace(settings.errors.ofStatus(head.status()));
                    return;
                }
                default -> {}
            }
            seal(
                    before == Stage.STREAMED
                            ? End.STREAMED
                            : composer.envelope().sent() == null ? End.PASSED : End.WRAPPED);
        } catch (IOException | RuntimeException e) { // a body that is none, or a head that the container refuses
            state.become(before);
            if (wire.isCommitted() || wire.isClientGone()) {
                breakOff();
                throw e;
            }
            composer.envelope()
                    .notes()
                    .noted(
                            Level.ERROR,
                            "A response could not be sent as the application produced it; the caller gets -30",
                            e);
            replace(Verdict.SERVER_ERROR);
        }
    }

    private void mustBeWhole() throws BrokenBodyException {
        BrokenBodyException broken = body.broken();
        if (broken != null) {
            throw broken;
        }
    }

    private void decide() throws IOException {
        if (wire.isCommitted()) { // an upgrade, or a response used past this wrapper
            if (held.length() > 0) {
                composer.envelope()
                        .notes()
                        .noted(
                                Level.ERROR,
                                "The container sent a response of its own ahead of what the application wrote",
                                null);
                wire.write(held.array(), held.start(), held.length());
            }
            leave();
            return;
        }
        mustBeWhole();
        if (composer.passes() || !composer.compose(held, head.declared().foreignCharset())) {
            if (composer.isOfAnotherLength(held)) {
                throw new BrokenBodyException("the body length differs from the declared length");
            }
            composer.declareEmpty(held);
            body.putPassed();
        }
    }

    /** Puts an error envelope in the place of the answer, and ends it. */
    void replace(Verdict failure) throws IOException {
        boolean begun = state.isSending();
        state.become(Stage.ENDED);
        tellEnding();
        try {
            wire.resetBuffer(); // also what filters in front have written
            held.clear();
            composer.composeFailure(failure, held, begun);
            seal(End.REPLACED);
        } catch (IOException | RuntimeException e) {
            tell(wire.isClientGone() ? End.GONE : End.BROKEN);
            throw e;
        }
    }

    /** An ended answer is committed, always: no valve, timeout or late error can change it. */
    private void seal(End how) throws IOException {
        held.release();
        if (state.is(Stage.ENDED)) {
            composer.removeErrorAttributes();
            if (!told) {
                look(); // now: once all is sent the container may reuse its objects
            }
            Ended ended = told ? null : seen(how);
            wire.close();
            tell(ended);
        }
    }

    /** No suffix, no envelope: what was sent must not parse. */
    void breakOff() {
        if (!state.is(Stage.ENDED) && !state.is(Stage.AWAY)) {
            state.become(Stage.BROKEN);
            wire.breakOff();
            tell(wire.isClientGone() ? End.GONE : End.BROKEN);
        }
        if (!wire.isSending()) {
            held.release();
        }
    }
}
