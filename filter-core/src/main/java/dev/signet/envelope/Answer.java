package dev.signet.envelope;

import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way from the application to the container. It is held, and as late as possible becomes passed,
 * wrapped, streamed or replaced; both doors of the response, the stream and the writer, lead here.
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

    private final HttpServletResponse real;
    private final EnvelopeSettings settings;
    private final EnvelopeComposer composer;
    private final AnswerHead head;
    private final HeldBytes held;
    private final boolean untouched; // row 1 and 2 of the decision table, known before the application is called
    private State state;
    private @Nullable Failure failure;
    private @Nullable OuterHeaders outer; // taken when the container first learns of our headers
    private @Nullable StreamedBody streamed;
    private @Nullable PrintWriter passed;
    private boolean flushed; // the application may believe that the answer is committed
    private boolean closed;
    private boolean trailers;
    private boolean clientGone;
    private boolean encoded; // the body was written through our UTF-8 writer
    private int includes;

    Answer(
            HttpServletRequest request,
            HttpServletResponse real,
            AnswerHead head,
            EnvelopeSettings settings,
            boolean untouched) {
        this.real = real;
        this.head = head;
        this.settings = settings;
        this.composer = new EnvelopeComposer(request, real, head, settings);
        this.held = new HeldBytes(settings.pool, settings.bufferBytes);
        this.untouched = untouched;
        this.state = untouched ? State.PASSED : State.HELD;
    }

    AnswerHead head() {
        return head;
    }

    boolean isUntouched() {
        return untouched;
    }

    /** Whether header setters must reach the container at once. */
    boolean isPassing() {
        return state == State.PASSED;
    }

    /** What the servlet specification calls committed, as the application may see it. */
    boolean isCommitted() {
        return switch (state) {
            case HELD -> flushed || closed;
            case PASSED -> real.isCommitted() || flushed;
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
        trailers = true;
        composer.useTrailers();
    }

    void useWriter() {
        encoded = true;
    }

    void write(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return;
        }
        if (state == State.HELD && closed) {
            throw new IOException("the answer is closed");
        }
        if (state == State.HELD && passes()) {
            pass();
        }
        switch (state) {
            case HELD -> hold(bytes, offset, count);
            case PASSED -> send(bytes, offset, count);
            case STREAMED -> stream(bytes, offset, count);
            case REPLACED -> {} // sendError has spoken; the specification drops what comes after
            default -> throw new IOException("the answer is finished");
        }
    }

    /** The container's own writer where nothing of this answer is ours to encode, else null. */
    @Nullable
    PrintWriter passingWriter() throws IOException {
        if (state == State.HELD && !closed && held.length() == 0 && passes()) {
            pass();
            passed = real.getWriter();
        }
        return passed;
    }

    void flush() throws IOException {
        if (state == State.HELD && passes()) {
            pass();
        }
        flushed |= includes == 0;
        switch (state) {
            case PASSED -> {
                if (passed != null) {
                    passed.flush();
                } else {
                    guarded(real::flushBuffer);
                }
            }
            case STREAMED -> guarded(() -> real.getOutputStream().flush());
            default -> {} // a virtual commit: the held bytes can still be replaced
        }
    }

    /** The application closed its stream or writer. */
    void close() throws IOException {
        if (includes > 0) {
            return;
        }
        closed = true;
        if (state == State.HELD && (passes() || composer.isWholeJson(held, foreignCharset()))) {
            finish();
        }
        if (state == State.DONE || state == State.PASSED) {
            guarded(this::closeReal);
        }
    }

    private void closeReal() throws IOException {
        if (passed != null) {
            passed.close();
        } else {
            real.getOutputStream().close();
        }
    }

    boolean isReady() {
        if (state == State.PASSED || state == State.STREAMED) {
            try {
                return real.getOutputStream().isReady();
            } catch (IOException e) {
                return true; // the write that follows tells
            }
        }
        return true;
    }

    void setWriteListener(WriteListener listener) {
        try {
            real.getOutputStream().setWriteListener(listener);
        } catch (IOException e) {
            throw new IllegalStateException("the container has no stream for this answer", e);
        }
    }

    /** Forgets the body, as {@code resetBuffer()} and the entry of a forward do. */
    void resetBuffer() {
        if (state == State.PASSED) {
            takeBack();
        }
        held.clear();
    }

    /** Takes an uncommitted answer back from the container; what outer filters had set stays. */
    private void takeBack() {
        if (untouched) {
            real.resetBuffer();
            return;
        }
        if (outer != null) {
            outer.resetTo(real);
        }
        passed = null;
        streamed = null;
        state = State.HELD;
    }

    void sendError(int status) throws IOException {
        if (state == State.HELD && isRaw()) {
            pass();
        }
        if (state == State.PASSED && isRaw()) {
            real.sendError(status);
            return;
        }
        head.status(status);
        replace(settings.errors.ofStatus(status));
    }

    /** Lets an upgrade reach the container, which answers it behind this wrapper. */
    void passUpgrade() {
        outer = OuterHeaders.of(real);
        state = State.PASSED;
        composer.passHead(trailers);
    }

    /** Lets {@code sendRedirect} reach the container. */
    void passRedirect() {
        if (state == State.PASSED) {
            takeBack();
        }
        if (state == State.HELD) {
            held.release();
            passUpgrade();
        }
    }

    /** Puts an error envelope in the place of the answer; it is sent by {@link #finish}. */
    void replace(Failure what) {
        if (state == State.PASSED || state == State.STREAMED || state == State.DONE) {
            takeBack();
        }
        held.clear();
        failure = what;
        state = State.REPLACED;
    }

    /** Whether an error envelope can still take the place of the answer. */
    boolean isReplaceable() {
        return !clientGone && state != State.FAILED && !real.isCommitted();
    }

    boolean isClientGone() {
        return clientGone;
    }

    /** Ends the answer: whole, or {@link BrokenBodyException} where it cannot be. */
    void finish() throws IOException {
        try {
            switch (state) {
                case HELD -> decide();
                case REPLACED -> sendFailure();
                case STREAMED -> endStream();
                default -> {}
            }
        } finally {
            held.release();
        }
    }

    /** No suffix, no envelope: what was sent must not parse. */
    void abandon() {
        state = State.FAILED;
        held.release();
    }

    boolean isRaw() {
        return untouched || composer.isRaw();
    }

    private boolean passes() {
        return head.statusPasses() || head.bodyPasses(settings.wrapTextPlain) || composer.isRaw();
    }

    private void hold(byte[] bytes, int offset, int count) throws IOException {
        if (held.hasRoomFor(count)) {
            held.add(bytes, offset, count);
            return;
        }
        if (head.status() >= 400) {
            replace(settings.errors.ofStatus(head.status())); // too long to become data
        } else if (head.kind() == MediaKind.NONE) {
            pass();
            send(bytes, offset, count);
        } else {
            beginStream(bytes, offset, count);
        }
    }

    private void beginStream(byte[] bytes, int offset, int count) throws IOException {
        outer = OuterHeaders.of(real);
        Charset charset = foreignCharset();
        int bom = composer.byteOrderMark(held, charset);
        JsonScanner scanner = settings.check ? new JsonScanner() : null;
        boolean asString = head.kind() != MediaKind.JSON;
        if (!asString && scanner != null && charset == null) {
            // one look ahead, while the bytes can still become a string
            JsonScanner trial = new JsonScanner();
            asString = !trial.feed(held.array(), bom, held.length()) || !trial.feed(bytes, offset, offset + count);
        }
        composer.beginStreamedEnvelope();
        StreamedBody body = new StreamedBody(real.getOutputStream(), charset, asString ? null : scanner, asString);
        streamed = body;
        state = State.STREAMED;
        if (composer.isHead()) {
            return;
        }
        guarded(() -> {
            real.getOutputStream().write(composer.prefix());
            body.begin();
            body.write(held.array(), bom, held.length() - bom);
            body.write(bytes, offset, count);
        });
        held.release();
    }

    private void stream(byte[] bytes, int offset, int count) throws IOException {
        StreamedBody body = streamed;
        if (body != null && !composer.isHead()) {
            guarded(() -> body.write(bytes, offset, count));
        }
    }

    private void endStream() throws IOException {
        StreamedBody body = streamed;
        if (body != null && !composer.isHead()) {
            guarded(() -> {
                body.end();
                real.getOutputStream().write(composer.suffix());
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
        boolean mine = guarded(() -> composer.compose(held, foreignCharset()));
        if (!mine) {
            state = State.HELD;
            pass();
        }
    }

    private void sendFailure() throws IOException {
        Failure what = failure != null ? failure : settings.errors.ofStatus(500);
        state = State.DONE;
        guarded(() -> composer.composeFailure(what, head.statusPasses()));
    }

    private void pass() throws IOException {
        outer = OuterHeaders.of(real);
        state = State.PASSED;
        composer.passHead(trailers);
        if (held.length() > 0) {
            send(held.array(), 0, held.length());
        }
        held.release();
    }

    private void send(byte[] bytes, int offset, int count) throws IOException {
        guarded(() -> {
            OutputStream out = real.getOutputStream();
            out.write(bytes, offset, count);
        });
    }

    /** Bytes of our own writer are UTF-8 whatever charset was declared. */
    private @Nullable Charset foreignCharset() {
        return encoded ? null : head.foreignCharset();
    }

    /** A write to the container. */
    private interface Write {
        void run() throws IOException;
    }

    /** A decision that may decline. */
    private interface Decision {
        boolean run() throws IOException;
    }

    /** Runs a write; a failure of the container's stream means that the client went away. */
    private void guarded(Write write) throws IOException {
        guarded(() -> {
            write.run();
            return true;
        });
    }

    private boolean guarded(Decision decision) throws IOException {
        try {
            return decision.run();
        } catch (BrokenBodyException e) {
            throw e;
        } catch (IOException e) {
            clientGone = true;
            state = State.FAILED;
            throw e;
        }
    }
}
