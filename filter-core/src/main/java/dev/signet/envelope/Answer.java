package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way from the application to the container. It is held, and as late as possible becomes passed,
 * wrapped, streamed or replaced; both doors of the response, the stream and the writer, lead here.
 *
 * <p>Thread-safe: an asynchronous application may still write while a timeout ends its answer, and a byte that comes
 * too late must not reach the next answer.
 */
final class Answer {

    private enum State {
        HELD, // nothing is decided; the first bytes are kept here
        PASSED, // untouched: everything goes straight to the container
        STREAMED, // too long to hold: prefix sent, body under way
        REPLACED, // an error envelope takes the place of whatever the application wrote
        DONE, // whole and sent
        FAILED // visibly broken; nothing more is sent
    }

    private final EnvelopeSettings settings;
    private final EnvelopeComposer composer;
    private final AnswerHead head = new AnswerHead();
    private final HeldBytes held;
    private final Wire wire;
    private final boolean untouched; // row 1 and 2 of the decision table, known before the application is called
    private volatile State state;
    private Failure failure = Failure.SERVER_ERROR;
    private boolean flushed; // the application may believe that the answer is committed
    private boolean closed;
    private boolean forwarded; // ended by a forward; what the forwarding servlet still writes is dropped

    Answer(HttpServletRequest request, HttpServletResponse real, EnvelopeSettings settings, boolean untouched) {
        this.settings = settings;
        this.wire = new Wire(real);
        this.composer = new EnvelopeComposer(request, real, wire, head, settings);
        this.held = new HeldBytes(settings.pool, settings.bufferBytes);
        this.untouched = untouched;
        this.state = untouched ? State.PASSED : State.HELD;
    }

    AnswerHead head() {
        return head;
    }

    Wire wire() {
        return wire;
    }

    boolean isUntouched() {
        return untouched;
    }

    /** Whether header setters must reach the container at once. */
    boolean isPassing() {
        return state == State.PASSED;
    }

    /** What the servlet specification calls committed, as the application may see it. */
    synchronized boolean isCommitted() {
        return switch (state) {
            case HELD -> flushed || closed;
            case PASSED -> wire.isCommitted() || flushed;
            default -> true;
        };
    }

    /** Whether nothing more is to be decided. */
    boolean isEnded() {
        return state == State.DONE || state == State.FAILED || state == State.PASSED;
    }

    synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return;
        }
        if (state == State.HELD && !closed && head.hasChanged() && composer.passes()) {
            pass();
        }
        switch (state) {
            case HELD -> hold(bytes, offset, count);
            case PASSED -> wire.write(bytes, offset, count);
            case STREAMED -> composer.stream(bytes, offset, count);
            case REPLACED -> {} // sendError has spoken; the specification drops what comes after
            default -> late();
        }
    }

    private void late() throws IOException {
        if (!forwarded) {
            throw new IOException("the answer is finished");
        }
    }

    /** The container's own writer where nothing of this answer is ours to encode, else null. */
    synchronized @Nullable PrintWriter passingWriter() throws IOException {
        if (state == State.HELD && !closed && held.length() == 0 && head.hasChanged() && composer.passes()) {
            pass();
            return wire.openPrinter();
        }
        return state == State.PASSED ? wire.printer() : null;
    }

    /**
     * Sends what is decided.
     *
     * @param commits whether the application may believe that the answer is committed; not inside an include
     */
    synchronized void flush(boolean commits) throws IOException {
        if (state == State.HELD && composer.passes()) {
            pass();
        }
        flushed |= commits;
        if (state == State.PASSED || state == State.STREAMED) {
            wire.flush();
        } // else a virtual commit: the held bytes can still be replaced
    }

    /** The application closed its stream or writer. */
    synchronized void close() throws IOException {
        closed = true;
        if (state == State.HELD
                && !wire.isNonBlocking() // the container may not be ready; the end of the asynchronous cycle is
                && (composer.passes() || composer.isWholeJson(held, head.foreignCharset()))) {
            decide();
        }
        if (state == State.DONE || state == State.PASSED) {
            wire.close();
        }
    }

    /** Whether the application may write without being blocked; while bytes are held it always may. */
    synchronized boolean isReady() {
        return state != State.PASSED && state != State.STREAMED || isDrained();
    }

    /** Whether all that was written has left; if not, the container calls its write listener when it can go on. */
    synchronized boolean isDrained() {
        try {
            return wire.isReady();
        } catch (IOException e) {
            return true; // the caller went away: a write tells, and at the end there is nothing to wait for
        }
    }

    /** Forgets the body, as {@code resetBuffer()} and the entry of a forward do. */
    synchronized void resetBuffer() {
        if (state == State.PASSED) {
            takeBack();
        }
        held.clear();
    }

    /** Takes an uncommitted answer back from the container. */
    private void takeBack() {
        if (untouched) {
            wire.resetBuffer();
            return;
        }
        wire.takeBack();
        head.reconsider();
        state = State.HELD;
    }

    synchronized void sendError(int status) throws IOException {
        if (state == State.HELD && isRaw()) {
            pass();
        }
        if (state == State.PASSED && isRaw()) {
            wire.sendError(status);
            return;
        }
        head.status(status);
        replace(settings.errors.ofStatus(status));
    }

    /** Lets an upgrade or a redirect reach the container, which answers it behind this wrapper. */
    synchronized void passHead() throws IOException {
        if (state == State.PASSED) {
            takeBack();
        }
        if (state == State.HELD) {
            held.clear();
            pass();
        }
    }

    /** Puts an error envelope in the place of the answer; it is sent by {@link #finish}. */
    synchronized void replace(Failure what) {
        if (state == State.PASSED || state == State.STREAMED || state == State.DONE) {
            takeBack();
        }
        held.clear();
        failure = what;
        state = State.REPLACED;
    }

    /** Whether an error envelope can still take the place of the answer. */
    boolean isReplaceable() {
        return !wire.isClientGone() && state != State.FAILED && !wire.isCommitted();
    }

    /** Ends the answer at the end of a forward; the servlet that asked for it has nothing more to say. */
    synchronized void finishForward() throws IOException {
        if (state == State.HELD || state == State.REPLACED) {
            wire.keepOuterHeaders(); // that servlet may still throw, and be answered
        }
        finish();
        forwarded = true;
    }

    /**
     * Ends the answer: whole, or {@link BrokenBodyException} where it cannot be.
     *
     * @return false where bytes are lost, because the container has sent an answer of its own
     */
    synchronized boolean finish() throws IOException {
        forwarded = false;
        boolean behindUs =
                state == State.HELD && wire.isCommitted(); // an upgrade, or a response used past this wrapper
        boolean lost = behindUs && held.length() > 0;
        state = behindUs ? State.DONE : state;
        try {
            switch (state) {
                case HELD -> decide();
                case REPLACED -> {
                    state = State.DONE;
                    composer.composeFailure(failure, held);
                }
                case STREAMED -> {
                    composer.endStream();
                    state = State.DONE;
                }
                default -> {}
            }
            state = state == State.PASSED && !untouched
                    ? State.DONE
                    : state; // what comes later must not reach the next
            return !lost;
        } finally {
            held.release();
        }
    }

    /** No suffix, no envelope: what was sent must not parse. */
    synchronized void abandon() {
        state = untouched ? state : State.FAILED;
        held.release();
    }

    boolean isRaw() {
        return untouched || composer.isRaw();
    }

    private void hold(byte[] bytes, int offset, int count) throws IOException {
        if (closed) {
            throw new IOException("the answer is closed");
        }
        if (held.hasRoomFor(count)) {
            held.add(bytes, offset, count);
        } else if (composer.passes() || head.kind() == MediaKind.NONE && head.status() < 400) {
            pass();
            wire.write(bytes, offset, count);
        } else if (head.status() >= 400) {
            replace(settings.errors.ofStatus(head.status())); // too long to become data
        } else {
            wire.keepOuterHeaders();
            state = State.STREAMED;
            composer.beginStream(held, head.foreignCharset(), bytes, offset, count);
            held.release();
            if (flushed) {
                wire.flush(); // what the application flushed while it was held
            }
        }
    }

    private void decide() throws IOException {
        state = State.DONE; // set first: a failing write must not be decided again
        if (composer.passes() || !composer.compose(held, head.foreignCharset())) {
            pass();
        }
        held.release();
    }

    /** Passes on what is held. */
    private void pass() throws IOException {
        wire.keepOuterHeaders();
        state = State.PASSED;
        composer.passHead();
        wire.write(held.array(), held.start(), held.length());
        held.release();
    }
}
