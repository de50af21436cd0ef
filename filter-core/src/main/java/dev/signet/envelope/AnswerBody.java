package dev.signet.envelope;

import dev.signet.envelope.AnswerDoors.Door;
import dev.signet.envelope.AnswerState.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one answer while it is open. They are held, and as late as possible passed or streamed; what began to pass
 * can be taken back while the container has not committed.
 *
 * <p>Used under the lock of its {@link Answer}.
 */
abstract class AnswerBody extends AnswerState {

    final EnvelopeComposer composer;
    final HeldBytes held;
    private int asked = -1; // how often the head had been changed when it was last asked
    private boolean passes; // and what it said
    private boolean kept; // what has passed is held as well, for it can still be taken back
    private int dropped; // of what has no body
    private boolean cut; // to a length that was declared behind it, and nothing more is taken
    private boolean exceeded; // more was written than declared, and this container refuses that
    private @Nullable BrokenBodyException broken; // what a streamed body turned out to be
    private @Nullable UntypedValue flushedValue; // what was flushed without a type

    AnswerBody(EnvelopeComposer composer, AnswerHead head, Wire wire) {
        super(head, wire);
        this.composer = composer;
        this.held = new HeldBytes(composer.settings.pool, composer.settings.bufferBytes);
    }

    /** Takes the next bytes; false behind the end. */
    final boolean write(byte[] bytes, int offset, int count) throws IOException {
        if (closed && (is(Stage.HELD) || is(Stage.STREAMED))) {
            if (wire.ways().dropsBehindClose()) {
                return true;
            }
            throw new IOException("the response is closed");
        }
        settleLength();
        boolean open = is(Stage.HELD) || isSending();
        switch (now()) {
            case HELD -> hold(bytes, offset, count);
            case PASSED -> passOn(bytes, offset, count);
            case STREAMED -> streamOn(bytes, offset, count);
            default -> {}
        }
        return open;
    }

    private void passOn(byte[] bytes, int offset, int count) throws IOException {
        if (composer.hasBody()) {
            wire.write(bytes, offset, count);
            keep(bytes, offset, count);
            drop(0);
        } else {
            drop(count);
        }
    }

    /** What exceeds a length, or has a status without a body that came late, makes the container send its head as well. */
    private void drop(int count) throws IOException {
        dropped += count;
        int all = dropped + wire.dropped();
        if (all > 0 && room().isFilledBy(all)) {
            wire.flush();
            flushed = true;
        }
    }

    /** Prints by the container's writer what {@link #isPrinting} said is for it. */
    final void print(String text, int offset, int count) throws IOException {
        if (!composer.hasBody()) {
            drop(count);
            return;
        }
        wire.print(text, offset, count);
        if (kept) {
            byte[] bytes = text.substring(offset, offset + count).getBytes(StandardCharsets.UTF_8);
            keep(bytes, 0, bytes.length);
        }
    }

    /** Until the container commits, what began to pass can become something else. */
    private void keep(byte[] bytes, int offset, int count) throws IOException {
        boolean committed = wire.isCommitted();
        if (kept && !committed && count <= held.limit() - held.length()) {
            held.add(bytes, offset, count);
            return;
        }
        if (kept && !committed) {
            wire.flush(); // too much to be taken back
        }
        kept = false;
        held.release();
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
    final boolean isPrinting() {
        return is(Stage.PASSED) && wire.isPrinting();
    }

    private void hold(byte[] bytes, int offset, int count) throws IOException {
        if (tooLong || cut) {
            return;
        }
        if (flushedValue != null && composer.hasBody() && !flushedValue.feed(bytes, offset, count)) {
            pass(); // no longer one JSON value, and the application has flushed it
            wire.flush();
            wire.write(bytes, offset, count);
            return;
        }
        if (asked != head.changes()) {
            asked = head.changes();
            passes = composer.passes();
        }
        if (exceeded && wire.ways().lengths().countsRefused()
                || head.shown().isExceededBy(held.length() + count)
                        && wire.ways().lengths().refusesWrong()
                        && (passes || !composer.isWrappable())) {
            exceeded |= held.length() < head.shown().length(); // else the container would have sent the whole answer
            throw new IOException("the body is longer than its declared length");
        }
        if (passes ? room().fits(bytes, offset, count) : count <= held.limit() - held.length()) {
            held.add(bytes, offset, count);
            if (passes && composer.hasBody() && head.shown().isReachedBy(held.length())) {
                pass(); // some containers then send it at once
            }
        } else if (!composer.hasBody() && !composer.passes()) {
            tooLong = true;
            held.clear();
        } else if (composer.passes() || head.kind() == MediaKind.NONE && head.status() < 400) {
            pass();
            write(bytes, offset, count);
        } else if (count <= held.limit() - held.length()) {
            held.add(bytes, offset, count); // the head did not tell what an attribute does
        } else if (head.status() >= 400) {
            tooLong = true;
            held.clear();
        } else {
            stream(bytes, offset, count);
        }
    }

    private void stream(byte[] bytes, int offset, int count) throws IOException {
        int first = Math.min(count, Math.max(0, 3 - held.length())); // a byte order mark is seen as a whole
        held.add(bytes, offset, first);
        become(Stage.STREAMED);
        composer.beginStream(held, head.declared().foreignCharset(), bytes, offset + first, count - first);
        held.release();
        if (flushed) {
            wire.flush(); // what the application flushed while it was held
        }
    }

    /** Sends what is decided; else it is a virtual commit, and the held bytes can still be replaced. */
    final void flush() throws IOException {
        settleLength();
        if (exceeded || closed) {
            flushed = true;
            return; // the end tells, as of a write that has failed
        }
        commit();
        if (isSending()) {
            wire.flush();
        }
    }

    /**
     * More comes, or the end: what exceeds a length that is reached is dropped, and the rest is sent as if it were flushed.
     * Not before, for trailers can be set until then, and take the length away.
     */
    final void settleLength() throws IOException {
        if (filled && is(Stage.HELD)) {
            filled = false;
            cut = !head.hasTrailers() && room().cut();
            commit();
        }
    }

    final void commit() throws IOException {
        if (is(Stage.HELD) && (composer.passes() || composer.hasBody() && !tryAsValue())) {
            pass();
        }
        flushed |= isOpen();
    }

    /** Reads untyped bytes as one JSON value, or the beginning of one; those of any other type are what they are. */
    private boolean tryAsValue() {
        if (head.kind() != MediaKind.NONE || head.status() >= 400 || flushedValue != null) {
            return true; // what came since the last flush was looked at when it came
        }
        flushedValue = new UntypedValue();
        return flushedValue.feed(held.array(), held.start(), held.length());
    }

    /** The application chooses its door; behind the end or a close there is nothing to choose any more. */
    final void open(Door door) throws IOException {
        if (isOpen() && !closed) {
            doors().open(door);
        }
    }

    /** Stream and writer. */
    final AnswerDoors doors() {
        return new AnswerDoors(composer, head.declared(), wire, flushed);
    }

    final ContainersRoom room() {
        return new ContainersRoom(composer, head, held, wire);
    }

    /** Why what was written cannot become a whole answer, or null. */
    @Nullable
    final BrokenBodyException broken() {
        return exceeded
                        && composer.hasBody()
                        && held.length() != head.shown().length() // else what came later was as declared
                ? new BrokenBodyException("the body is longer than its declared length")
                : broken;
    }

    /** Forgets the body, as {@code resetBuffer()} and the entry of a forward do. */
    final void resetBuffer() {
        if (is(Stage.HELD) || is(Stage.PASSED)) {
            wire.resetBuffer();
            hold();
        }
    }

    private void hold() {
        held.clear();
        become(Stage.HELD);
        head.shown().begin();
        exceeded &= wire.ways().lengths().countsRefused(); // until all begins anew
        dropped = 0;
    }

    /** Forgets body and head; what filters in front have set stays. */
    final void reset() {
        hold();
        exceeded = false;
        head.reset(wire);
    }

    final void bufferSize(int size) {
        if (held.length() > 0) {
            throw new IllegalStateException("content has been written");
        }
        head.bufferSize(size);
        held.limit(Math.max(size, composer.settings.bufferBytes));
    }

    /**
     * A part of the head was set. What our writer was to encode may be the container's to encode after all; and what
     * began to pass is taken back where it may have become something else.
     */
    final void reconsider() throws IOException {
        if (is(Stage.HELD) && head.declared().isEncoded()) {
            doors().reconsider();
        }
        if (is(Stage.PASSED) && !composer.passes()) {
            takeBack();
        }
    }

    /** Holds again what began to pass, where it still can. */
    final void takeBack() {
        if (is(Stage.PASSED) && kept && !wire.isCommitted()) {
            wire.resetBuffer();
            head.takeBackLength(wire);
            become(Stage.HELD);
        }
    }

    /** Gives the container what is to stand in front of an answer that it makes by itself. */
    final void passHeld() throws IOException {
        if (is(Stage.HELD) && (held.length() > 0 || composer.isRaw())) {
            if (!head.makeRoom(held.length() + 1)) { // a full buffer is sent by some
                throw new IllegalStateException("the response would be committed"); // without us it was before
            }
            head.shown().forgetLength(); // the container counts what it sends
            become(Stage.PASSED);
            doors().pass();
            composer.passHead(null);
            wire.write(held.array(), held.start(), held.length());
            kept = true;
        }
    }

    /** Passes on what is held. */
    private void pass() throws IOException {
        become(Stage.PASSED);
        putPassed(false);
        if (!composer.hasBody()) {
            wire.flush(); // what follows is dropped, and nothing else would commit
            flushed = true; // although within an include some do not yet
        }
        kept = !wire.isCommitted();
        if (!kept) {
            held.release();
        }
    }

    /** Gives the container an answer that is not ours to wrap, as far as it has come, or all of it. */
    final void putPassed(boolean whole) throws IOException {
        if (!composer.hasBody()) {
            held.clear();
        }
        doors().pass();
        composer.passHead(whole ? held : null);
        wire.write(held.array(), held.start(), held.length());
    }
}
