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
final class AnswerEnd extends AnswerBody {

    private final @Nullable EndListener heard; // null where nobody listens
    private boolean looked; // whoever listens has asked the request, which may be another call's by now
    private boolean told; // that it has ended
    private @Nullable Ended untold; // until the lock is given back

    AnswerEnd(EnvelopeComposer composer, AnswerHead head, Wire wire, @Nullable EndListener heard) {
        super(composer, head, wire);
        this.heard = heard;
    }

    /** Who wants to learn how it ends; null where nobody does. */
    @Nullable
    EndListener heard() {
        return heard;
    }

    /** The application closed its stream or writer. */
    void close() throws IOException {
        settleLength();
        shut |= isOpen() && !is(Stage.FAILING) && !forwardLeft; // which are ends already
        switch (now()) {
            case HELD, STREAMED -> {
                if (!wire.isNonBlocking() && isWhole()) { // else the end of the cycle decides
                    end();
                } else {
                    closed = true;
                }
            }
            case PASSED -> end();
            default -> {}
        }
    }

    private boolean isWhole() {
        return switch (now()) {
            case HELD -> composer.isSure(held);
            case STREAMED -> broken() == null && composer.isStreamComplete();
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
                head.commitBroken(); // as some containers mean it
            }
            breakOff();
        } else if (status < 200) {
            if (wire.ways().sendsInterim(status)) {
                wire.sendError(status, null);
            }
        } else {
            resetBuffer();
            head.status(status);
            head.shown().forgetLength(); // of a body that does not come
            refused |= status >= 400;
            refusedHere |= dispatched && status >= 400;
            if (status < 400) {
                end();
            } else if (status == 500 && dispatched) {
                become(Stage.FAILING); // Jersey tells the status and then throws
            } else {
                replace(composer.settings.errors.ofStatus(status));
            }
        }
    }

    /** The container is about to answer by itself. */
    void passes() {
        if (!composer.isRaw()) {
            composer.addToPassed();
        }
    }

    /** The container has answered by itself. */
    void answered() {
        become(Stage.ENDED);
        held.release();
        composer.removeErrorAttributes();
        tell(End.PASSED);
    }

    /** The container answers in its own way from here on. */
    void leave() {
        become(Stage.AWAY);
        held.release();
        tell(End.PASSED);
    }

    /** Before its last bytes leave: whoever has them all may come again at once. */
    private void tellEnding() {
        giveBack();
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
        SentBytes sent = wire.sent();
        if (sent == null) {
            return null;
        }
        Verdict verdict = composer.sent();
        return verdict == null
                ? new Ended(how, head.lastStatus(), 0, sent.count())
                : new Ended(how, verdict.status(), composer.sentCode(), sent.count());
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
        giveBack(); // the answer in its place is made at once
        return before;
    }

    /** What a write behind the end does to the application's own thread is the container's to say. */
    void late(byte[] bytes, int offset, int count, AnswerOwners owners) throws IOException {
        if (owners.isDispatchThread()
                && !is(Stage.BROKEN)
                && !shut
                && (wire.ways().dropsWhatIsLate() || wire.ways().dropsBehindRedirect() && head.isRedirect())) {
            return;
        }
        if (isAway() && !composer.isRaw() && owners.isDispatchThread()) {
            return; // behind an upgrade
        }
        if (!is(Stage.ENDED) || !owners.isDispatchThread() || wire.ways().mustStayOpen()) {
            throw new IOException("the response has ended");
        }
        wire.writeBehindTheEnd(bytes, offset, Math.min(count, 1));
    }

    /** Ends the answer, as it is or by what takes its place, unless it has ended. */
    void end(@Nullable Verdict failure) throws IOException {
        settleLength();
        if (failure == null || closed && isWhole()) {
            end(); // which the close has meant
        } else if (isReplaceable()) {
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
        Stage before = now();
        if (!isOpen()) {
            return;
        }
        try {
            if (is(Stage.HELD) && composer.takesFile()) {
                composer.readFile(this::write);
                before = now();
            }
            become(Stage.ENDED); // set first: what comes while bytes go out comes too late
            tellEnding();
            switch (before) {
                case HELD -> decide();
                case STREAMED -> {
                    mustBeWhole();
                    composer.endStream();
                }
                case FAILING -> {
                    replace(composer.settings.errors.ofStatus(head.status()));
                    return;
                }
                default -> {}
            }
            seal(before == Stage.STREAMED ? End.STREAMED : composer.sent() == null ? End.PASSED : End.WRAPPED);
        } catch (IOException | RuntimeException e) { // a body that is none, or a head that the container refuses
            become(before);
            if (wire.isCommitted() || wire.isClientGone()) {
                breakOff();
                throw e;
            }
            composer.notes()
                    .noted(
                            Level.ERROR,
                            "A response could not be sent as the application produced it; the caller gets -30",
                            e);
            replace(Verdict.SERVER_ERROR);
        }
    }

    private void mustBeWhole() throws BrokenBodyException {
        BrokenBodyException broken = broken();
        if (broken != null) {
            throw broken;
        }
    }

    private void decide() throws IOException {
        if (wire.isCommitted()) { // an upgrade, or a response used past this wrapper
            if (held.length() > 0) {
                composer.notes()
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
        MediaKind kind = head.kind();
        if (composer.passes(kind)
                || !composer.compose(held, kind, head.declared().foreignCharset())) {
            if (composer.isOfAnotherLength(held)) {
                throw new BrokenBodyException("the body length differs from the declared length");
            }
            composer.declareEmpty(held);
            boolean part = composer.isPartOfHead();
            if (part) {
                held.clear();
            }
            putPassed(true);
            if (part) {
                wire.flush(); // before the container counts what is no whole body
            }
        }
    }

    /** Puts an error envelope in the place of the answer, and ends it. */
    void replace(Verdict failure) throws IOException {
        boolean begun = isSending();
        become(Stage.ENDED);
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
        if (is(Stage.ENDED)) {
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
        if (!is(Stage.ENDED) && !is(Stage.AWAY)) {
            become(Stage.BROKEN);
            wire.cut();
            if (!wire.isClientGone() && !composer.isHead()) { // of an answer to HEAD no bytes are missing
                new ContainerMethods(wire.ways(), head.real).cut(composer.request.getProtocol());
            }
            tell(wire.isClientGone() ? End.GONE : End.BROKEN);
        }
        if (!wire.isSending()) {
            held.release();
        }
    }
}
