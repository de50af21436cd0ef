package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way from the application to the container. It is held, and as late as possible becomes passed,
 * wrapped, streamed or replaced; both doors of the response, the stream and the writer, lead here.
 *
 * <p>Thread-safe: an asynchronous application may still write while a timeout ends its answer, and a byte that comes
 * too late must not reach the next answer.
 */
final class Answer {

    /** Where an answer stands. */
    private enum State {
        /** Nothing is decided; the first bytes are kept here. */
        HELD,
        /** Untouched: everything goes straight to the container. */
        PASSED,
        /** Too long to hold: prefix sent, body under way. */
        STREAMED,
        /** An error envelope takes the place of whatever the application wrote. */
        REPLACED,
        /** Whole and sent. */
        DONE,
        /** Visibly broken; nothing more is sent. */
        FAILED
    }

    private final EnvelopeSettings settings;
    private final EnvelopeComposer composer;
    private final AnswerHead head = new AnswerHead();
    private final HeldBytes held;
    private final Wire wire;
    private final boolean untouched; // row 1 and 2 of the decision table, known before the application is called
    private volatile State state;
    private @Nullable Failure failure;
    private @Nullable StreamedBody streamed;
    private boolean flushed; // the application may believe that the answer is committed
    private boolean closed;
    private boolean encoded; // the body was written through our UTF-8 writer
    private int includes;

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

    boolean isIncluding() {
        return includes > 0;
    }

    void enterInclude() {
        includes++;
    }

    void exitInclude() {
        includes--;
    }

    void useTrailers() {
        composer.useTrailers();
    }

    void useWriter() {
        encoded = true;
    }

    synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return;
        }
        if (state == State.HELD && closed) {
            throw new IOException("the answer is closed");
        }
        if (state == State.HELD && passes()) {
            pass();
        }
        try {
            switch (state) {
                case HELD -> hold(bytes, offset, count);
                case PASSED -> wire.pass(bytes, offset, count);
                case STREAMED -> stream(bytes, offset, count);
                case REPLACED -> {} // sendError has spoken; the specification drops what comes after
                default -> throw new IOException("the answer is finished");
            }
        } catch (IOException e) {
            failIfClientGone();
            throw e;
        }
    }

    /** The container's own writer where nothing of this answer is ours to encode, else null. */
    synchronized @Nullable PrintWriter passingWriter() throws IOException {
        if (state == State.HELD && !closed && held.length() == 0 && passes()) {
            pass();
            return wire.openPrinter();
        }
        return state == State.PASSED ? wire.printer() : null;
    }

    synchronized void flush() throws IOException {
        if (state == State.HELD && passes()) {
            pass();
        }
        flushed |= includes == 0;
        if (state == State.PASSED || state == State.STREAMED) {
            wire.flush();
        } // else a virtual commit: the held bytes can still be replaced
    }

    /** The application closed its stream or writer. */
    synchronized void close() throws IOException {
        if (includes > 0) {
            return;
        }
        closed = true;
        if (state == State.HELD && (passes() || composer.isWholeJson(held, foreignCharset()))) {
            if (wire.isNonBlocking()) {
                return; // the container may not be ready; the end of the asynchronous cycle is
            }
            decide();
        }
        if (state == State.DONE || state == State.PASSED) {
            wire.close();
        }
    }

    /** Whether the application may write without being blocked; while bytes are held it always may. */
    synchronized boolean isReady() {
        try {
            return state != State.PASSED && state != State.STREAMED || wire.isReady();
        } catch (IOException e) {
            return true; // the write that follows tells
        }
    }

    /** Whether all that was written has left; if not, the container calls its write listener when it can go on. */
    synchronized boolean isDrained() {
        try {
            return wire.isReady();
        } catch (IOException e) {
            return true; // the caller went away, so there is nothing to wait for
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
        streamed = null;
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
    synchronized void passHead() {
        if (state == State.PASSED) {
            takeBack();
        }
        if (state == State.HELD) {
            held.release();
            wire.keepOuterHeaders();
            state = State.PASSED;
            composer.passHead();
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

    /** Whether bytes of the body may be on their way, so that its thread must not be waited for. */
    boolean isUnderWay() {
        return state != State.HELD && state != State.REPLACED;
    }

    /** Ends the answer: whole, or {@link BrokenBodyException} where it cannot be. */
    synchronized void finish() throws IOException {
        try {
            switch (state) {
                case HELD -> decide();
                case REPLACED -> sendFailure();
                case STREAMED -> endStream();
                default -> {}
            }
            if (state == State.PASSED && !untouched) {
                state = State.DONE; // what is written later must not reach the next answer
            }
        } catch (IOException e) {
            failIfClientGone();
            throw e;
        } finally {
            held.release();
        }
    }

    /** No suffix, no envelope: what was sent must not parse. */
    synchronized void abandon() {
        if (!untouched) {
            state = State.FAILED;
        }
        held.release();
    }

    boolean isRaw() {
        return untouched || composer.isRaw();
    }

    private boolean passes() {
        return head.statusPasses() || head.bodyPasses(settings.wrapTextPlain) || composer.isRaw();
    }

    private void failIfClientGone() {
        if (wire.isClientGone()) {
            state = State.FAILED;
        }
    }

    private void hold(byte[] bytes, int offset, int count) throws IOException {
        if (held.hasRoomFor(count)) {
            held.add(bytes, offset, count);
        } else if (head.status() >= 400) {
            replace(settings.errors.ofStatus(head.status())); // too long to become data
        } else if (head.kind() == MediaKind.NONE) {
            passWith(bytes, offset, count);
        } else {
            beginStream(bytes, offset, count);
        }
    }

    private void beginStream(byte[] bytes, int offset, int count) throws IOException {
        wire.keepOuterHeaders();
        Charset charset = foreignCharset();
        int bom = composer.byteOrderMark(held, charset);
        StreamedBody body = StreamedBody.beginning(
                settings.check, head.kind(), charset, held.array(), bom, held.length(), bytes, offset, count);
        composer.beginStreamedEnvelope();
        streamed = body;
        state = State.STREAMED;
        if (!composer.isHead()) {
            wire.write(out -> {
                out.write(composer.prefix());
                body.begin(out);
                body.write(out, held.array(), bom, held.length() - bom);
                body.write(out, bytes, offset, count);
            });
        }
        held.release();
    }

    private void stream(byte[] bytes, int offset, int count) throws IOException {
        StreamedBody body = streamed;
        if (body != null && !composer.isHead()) {
            wire.write(out -> body.write(out, bytes, offset, count));
        }
    }

    private void endStream() throws IOException {
        StreamedBody body = streamed;
        if (body != null && !composer.isHead()) {
            wire.write(out -> {
                body.end(out);
                out.write(composer.suffix());
            });
        }
        state = State.DONE;
    }

    private void decide() throws IOException {
        if (passes()) {
            pass();
            return;
        }
        state = State.DONE; // set first: a failing write must not be decided again
        if (!composer.compose(held, foreignCharset())) {
            state = State.HELD;
            pass();
        }
        held.release();
    }

    private void sendFailure() throws IOException {
        Failure what = failure != null ? failure : settings.errors.ofStatus(500);
        state = State.DONE;
        composer.composeFailure(what, head.statusPasses());
    }

    private void pass() throws IOException {
        passWith(held.array(), 0, 0);
    }

    /** Passes on what is held, and these bytes behind it. */
    private void passWith(byte[] bytes, int offset, int count) throws IOException {
        wire.keepOuterHeaders();
        state = State.PASSED;
        composer.passHead();
        if (held.length() + count > 0) {
            wire.write(out -> {
                out.write(held.array(), 0, held.length());
                out.write(bytes, offset, count);
            });
        }
        held.release();
    }

    /** Bytes of our own writer are UTF-8 whatever charset was declared. */
    private @Nullable Charset foreignCharset() {
        return encoded ? null : head.foreignCharset();
    }
}
