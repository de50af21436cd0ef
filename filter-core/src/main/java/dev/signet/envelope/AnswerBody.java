package dev.signet.envelope;

import dev.signet.envelope.AnswerState.Stage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the bytes of one answer. They are held, and as late as possible passed, wrapped, streamed or replaced;
 * what began to pass or to stream can be taken back while the container has not committed.
 *
 * <p>Used under the lock of its {@link Answer}.
 */
final class AnswerBody {

    private static final Logger LOG = System.getLogger(EnvelopeResponse.class.getName());

    private final EnvelopeSettings settings;
    private final EnvelopeComposer composer;
    private final AnswerHead head;
    private final HeldBytes held;
    private final Wire wire;
    private final AnswerDoors doors;
    private final AnswerState state;
    private boolean passes; // what the head said when it was last asked
    private @Nullable BrokenBodyException broken; // what a streamed body turned out to be
    private @Nullable UntypedValue flushedValue; // what was flushed without a type

    AnswerBody(EnvelopeComposer composer, AnswerHead head, Wire wire, EnvelopeSettings settings) {
        this.settings = settings;
        this.composer = composer;
        this.head = head;
        this.held = new HeldBytes(settings.pool, settings.bufferBytes);
        this.wire = wire;
        this.doors = new AnswerDoors(composer, head, wire);
        this.state = new AnswerState(wire);
    }

    /** Where the answer is on its way. */
    AnswerState state() {
        return state;
    }

    /**
     * Takes the next bytes.
     *
     * @return false behind the end
     */
    boolean write(byte[] bytes, int offset, int count) throws IOException {
        switch (state.now()) {
            case HELD -> hold(bytes, offset, count);
            case PASSED -> {
                if (composer.hasBody()) {
                    wire.write(bytes, offset, count);
                }
            }
            case STREAMED -> streamOn(bytes, offset, count);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What is no JSON any more is not the application's to hear while it writes: the end tells. */
    private void streamOn(byte[] bytes, int offset, int count) throws IOException {
        if (broken != null) {
            return;
        }
        try {
            composer.stream(bytes, offset, count);
        } catch (BrokenBodyException e) {
            broken = e;
        }
    }

    /** Whether characters are for the container's own writer, in its charset. */
    boolean isPrinting() {
        return state.is(Stage.PASSED) && wire.isPrinting();
    }

    private void hold(byte[] bytes, int offset, int count) throws IOException {
        if (state.closed) {
            throw new IOException("the answer is closed");
        }
        if (state.tooLong) {
            return;
        }
        if (flushedValue != null && !flushedValue.goesOn(bytes, offset, count)) {
            pass(); // no longer one JSON value, and the application has flushed it
            wire.flush();
            wire.write(bytes, offset, count);
            return;
        }
        if (head.hasChanged()) {
            passes = composer.passes();
        }
        if (head.shown().isExceededBy(held.length() + count)
                && wire.ways().refusesWrongLengths()
                && !composer.isWrappable()) {
            throw new IOException("the body is longer than its declared length");
        }
        int limit = passes ? head.bufferSize() : held.limit();
        if (count <= limit - held.length()) {
            held.add(bytes, offset, count);
        } else if (!composer.hasBody() && !composer.passes()) {
            state.tooLong = true;
            held.clear();
        } else if (composer.passes() || head.kind() == MediaKind.NONE && head.status() < 400) {
            pass();
            write(bytes, offset, count);
        } else if (count <= held.limit() - held.length()) {
            held.add(bytes, offset, count); // the head did not tell what an attribute does
        } else if (head.status() >= 400) {
            state.tooLong = true;
            held.clear();
        } else {
            stream(bytes, offset, count);
        }
    }

    private void stream(byte[] bytes, int offset, int count) throws IOException {
        int first = Math.min(count, Math.max(0, 3 - held.length())); // a byte order mark is seen as a whole
        held.add(bytes, offset, first);
        state.become(Stage.STREAMED);
        composer.beginStream(held, head.foreignCharset(), bytes, offset + first, count - first);
        held.release();
        if (state.flushed) {
            wire.flush(); // what the application flushed while it was held
        }
    }

    /** Sends what is decided; else it is a virtual commit, and the held bytes can still be replaced. */
    void flush() throws IOException {
        if (state.is(Stage.HELD) && (composer.passes() || !mayBecomeValue())) {
            pass();
        }
        state.flushed |= state.isOpen();
        if (state.isSending()) {
            wire.flush();
        }
    }

    /** Whether untyped bytes are, or can still become, one JSON value; those of any other type are what they are. */
    private boolean mayBecomeValue() {
        if (head.kind() != MediaKind.NONE || head.status() >= 400 || flushedValue != null) {
            return true; // what came since the last flush was looked at when it came
        }
        UntypedValue value = new UntypedValue();
        flushedValue = value;
        return value.goesOn(held.array(), held.start(), held.length());
    }

    /** The application closed its stream or writer. */
    void close() throws IOException {
        state.shut |= state.isOpen();
        switch (state.now()) {
            case HELD -> {
                if (!wire.isNonBlocking() && composer.isSure(held)) { // else the end of the cycle decides
                    end();
                } else {
                    state.closed = true;
                }
            }
            case PASSED -> end();
            case STREAMED -> {
                if (!wire.isNonBlocking() && broken == null && composer.isStreamComplete()) {
                    end();
                }
            }
            default -> {}
        }
    }

    /** The door that the application chooses; null behind the end, where there is nothing to choose any more. */
    @Nullable
    AnswerDoors doors() {
        return state.isOpen() ? doors : null;
    }

    /** Whether something was written that the container knows nothing of. */
    boolean isBegun() {
        return held.length() > 0;
    }

    /** Forgets the body, as {@code resetBuffer()} and the entry of a forward do. */
    void resetBuffer() {
        if (state.is(Stage.HELD) || state.is(Stage.PASSED)) {
            wire.resetBuffer();
            held.clear();
            state.become(Stage.HELD);
        }
    }

    /** Forgets body and head; what filters in front have set stays. */
    void reset() {
        held.clear();
        state.become(Stage.HELD);
        head.reset(wire);
    }

    void bufferSize(int size) {
        if (held.length() > 0) {
            throw new IllegalStateException("content has been written");
        }
        head.bufferSize(size);
        held.limit(Math.max(size, settings.bufferBytes));
    }

    /**
     * A part of the head was set. What our writer was to encode may be the container's to encode after all; and an error
     * takes back what began to pass, for it has no body of its own.
     */
    void reconsider() throws IOException {
        if (state.is(Stage.HELD)) {
            doors.reconsider();
        }
        if (state.is(Stage.PASSED) && head.status() >= 400 && !wire.isCommitted() && !composer.passes()) {
            resetBuffer();
        }
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
            breakOff(); // as some containers mean it
        } else if (status < 200) {
            wire.sendInterim(status);
        } else {
            resetBuffer();
            head.status(status);
            if (status < 400) {
                end();
            } else if (status == 500 && dispatched) {
                state.become(Stage.FAILING); // Jersey tells the status and then throws
            } else {
                replace(settings.errors.ofStatus(status));
            }
        }
    }

    /** Gives the container what is to stand in front of an answer that it makes by itself. */
    void passHeld() throws IOException {
        if (state.is(Stage.HELD)) {
            wire.write(held.array(), held.start(), held.length());
        }
    }

    /** The container has answered by itself. */
    void answered() {
        state.become(Stage.ENDED);
        held.release();
        composer.removeErrorAttributes();
    }

    /** The container answers in its own way from here on. */
    void leave() {
        state.become(Stage.AWAY);
        held.release();
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
                composer.readFile(this);
                before = state.now();
            }
            state.become(Stage.ENDED); // set first: what comes while bytes go out comes too late
            switch (before) {
                case HELD -> decide();
                case STREAMED -> {
                    if (broken != null) {
                        throw broken;
                    }
                    composer.endStream();
                }
                case FAILING -> {
                    replace(settings.errors.ofStatus(head.status()));
                    return;
                }
                default -> {}
            }
            seal();
        } catch (IOException | RuntimeException e) { // a body that is none, or a head that the container refuses
            state.become(before);
            if (wire.isCommitted() || wire.isClientGone()) {
                breakOff();
                throw e;
            }
            LOG.log(Level.ERROR, "An answer could not be sent as the application made it; the caller gets -30", e);
            replace(Failure.SERVER_ERROR);
        }
    }

    private void decide() throws IOException {
        if (wire.isCommitted()) { // an upgrade, or a response used past this wrapper
            if (held.length() > 0) {
                LOG.log(Level.ERROR, "The container sent an answer of its own in front of what the application wrote");
                wire.write(held.array(), held.start(), held.length());
            }
            leave();
            return;
        }
        if (held.length() == 0) {
            head.forgetStaleType();
        }
        if (composer.passes() || !composer.compose(held, head.foreignCharset())) {
            if (composer.isShort(held)) {
                throw new BrokenBodyException("the body is shorter than its declared length");
            }
            putPassed();
        }
    }

    /** Passes on what is held. */
    private void pass() throws IOException {
        state.become(Stage.PASSED);
        putPassed();
    }

    private void putPassed() throws IOException {
        if (!composer.hasBody()) {
            held.clear();
        }
        composer.passHead();
        wire.write(held.array(), held.start(), held.length());
        held.release();
    }

    /** Puts an error envelope in the place of the answer, and ends it. */
    void replace(Failure failure) throws IOException {
        boolean begun = state.isSending();
        state.become(Stage.ENDED);
        wire.resetBuffer(); // also what filters in front have written
        held.clear();
        composer.composeFailure(failure, held, begun);
        seal();
    }

    /** An ended answer is committed, always: no valve, timeout or late error can change it. */
    private void seal() throws IOException {
        held.release();
        if (state.is(Stage.ENDED)) {
            composer.removeErrorAttributes();
            wire.close();
        }
    }

    /** No suffix, no envelope: what was sent must not parse. */
    void breakOff() {
        if (!state.is(Stage.ENDED) && !state.is(Stage.AWAY)) {
            state.become(Stage.BROKEN);
            wire.cut();
        }
        if (!wire.isSending()) {
            held.release();
        }
    }
}
