package dev.signet.envelope;

import dev.signet.envelope.AnswerDoors.Door;
import dev.signet.envelope.AnswerState.Stage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way from the application to the container, and the one place through which everything goes that
 * touches it. Both doors of the response, the stream and the writer, lead here.
 *
 * <p>Thread-safe: an asynchronous application may still write while a timeout ends its answer, and a byte that comes too
 * late must not reach the next answer. One thread at a time uses the container's response. Whoever ends the answer while
 * another thread is at the socket leaves that to it, so that no callback of the container ever waits for a slow reader.
 */
final class Answer extends AnswerOwners {

    /** An end that came while another thread's bytes were on their way. */
    private record Due(@Nullable Verdict failure, Runnable next) {}

    /** Something that is done under the lock. */
    interface Step {
        void take() throws IOException;
    }

    private final Turn turn = new Turn();
    private final AnswerEnd end; // and with it state, body, head and wire
    private @Nullable Due due;

    Answer(
            HttpServletRequest request,
            HttpServletResponse real,
            EnvelopeSettings settings,
            @Nullable EndListener heard) {
        AnswerHead head = new AnswerHead(real, settings);
        Wire wire = new Wire(real, turn, head.ways(), heard == null ? null : SentBytes.of(request));
        EnvelopeComposer composer = new EnvelopeComposer(request, wire, head, settings);
        this.end = new AnswerEnd(composer, head, wire, heard);
    }

    /** Who wants to learn how it ends; null where nobody does. */
    @Nullable
    EndListener heard() {
        return end.heard();
    }

    EnvelopeComposer composer() {
        return end.composer;
    }

    AnswerNotes notes() {
        return end.composer.notes();
    }

    AnswerOwners owners() {
        return this;
    }

    /** The head; to be used between {@link #lock} and {@link #unlock}. */
    AnswerHead head() {
        return end.head;
    }

    /** The body; to be used between {@link #lock} and {@link #unlock}. */
    AnswerBody body() {
        return end;
    }

    /** Where it is on its way; to be used between {@link #lock} and {@link #unlock}. */
    AnswerState state() {
        return end;
    }

    /** Its end; to be used in a {@link #step}. */
    AnswerEnd ending() {
        return end;
    }

    Wire wire() {
        return end.wire;
    }

    void lock() {
        turn.lock();
    }

    void unlock() {
        turn.unlock();
    }

    /** Takes a step when it is this thread's turn at the container's stream. */
    void step(Step step) throws IOException {
        turn.take();
        try {
            step.take();
        } finally {
            give();
        }
    }

    /** Gives the turn back, and ends the answer first where an end has come meanwhile. */
    private void give() {
        Due left = due;
        if (left == null) {
            giveAndTell();
            return;
        }
        due = null;
        end.wire.uncut();
        try {
            end.end(left.failure);
        } catch (IOException | RuntimeException e) {
            notes().noted(Level.DEBUG, "A response could not be completed and is left incomplete", e);
            end.breakOff();
        } finally {
            giveAndTell();
            left.next.run();
        }
    }

    private void giveAndTell() {
        Ended ended = end.taken();
        turn.give();
        Ended.tell(ended, end.heard());
    }

    <T> T ask(Supplier<T> question) {
        lock();
        try {
            return question.get();
        } finally {
            unlock();
        }
    }

    /** Asks for something of the state, without an object for the question. */
    boolean is(Predicate<AnswerState> question) {
        lock();
        try {
            return question.test(end);
        } finally {
            unlock();
        }
    }

    /** Whether the answer would pass, by what is known of it now. */
    boolean passes() {
        return ask(() -> end.composer.passes());
    }

    /** The status as the application set it. */
    int status() {
        return ask(() -> end.head.status());
    }

    boolean isIncluding() {
        return end.isIncluding();
    }

    boolean isRaw() {
        return end.composer.isRaw();
    }

    boolean isCommitted() {
        return is(AnswerState::isCommitted);
    }

    void write(byte[] bytes, int offset, int count) throws IOException {
        turn.take();
        try {
            end.noteWrite();
            if (!end.write(bytes, offset, count)) {
                end.late(bytes, offset, count, this);
            }
        } finally {
            give();
        }
    }

    /** The application chooses stream or writer. */
    void open(Door door) throws IOException {
        turn.take();
        try {
            end.open(door);
        } finally {
            give();
        }
    }

    /** Flushes, where the application asks for it. */
    void flush() throws IOException {
        if (!end.wire.ways().isFlushedByItself()) {
            step(end::flush);
        }
    }

    /**
     * The application closed its stream or writer; an included servlet cannot, they belong to its includer. Behind a
     * forward it is the container that does.
     */
    void close() throws IOException {
        if (!isIncluding() || ask(() -> end.forwardLeft)) {
            step(end::close);
        }
    }

    /** Whether characters are for the container's writer; may change until they get there. */
    boolean isPrinting() {
        return end.wire.isPrinting();
    }

    /**
     * Prints where an answer passes by the container's own writer.
     *
     * @return false where the characters are ours to encode
     */
    boolean print(String text, int offset, int count) throws IOException {
        turn.take();
        try {
            if (!end.isPrinting()) {
                return false;
            }
            end.noteWrite();
            end.print(text, offset, count);
            return true;
        } finally {
            give();
        }
    }

    /** Sends what had to wait; returns whether a write would not block, as while bytes are held it never does. */
    boolean makeReady() {
        return !is(AnswerState::isSending) || drain();
    }

    /** Sends what had to wait; returns whether all has left, else the container calls its write listener again. */
    boolean drain() {
        lock();
        try {
            return end.wire.drain();
        } catch (IOException e) {
            return true; // the caller went away: a write tells, and at the end there is nothing to wait for
        } finally {
            unlock();
        }
    }

    /**
     * Ends the answer, unless it has ended.
     *
     * @param failure what takes its place, or null where it ends as it is
     * @return whether the caller has a whole answer, this one or one that ended before
     * @throws IOException when the caller went away, or {@link BrokenBodyException} where the answer cannot be whole
     */
    boolean end(@Nullable Verdict failure) throws IOException {
        turn.take();
        try {
            end.end(failure);
            return !end.is(Stage.BROKEN);
        } finally {
            give();
        }
    }

    /**
     * Ends the answer from a thread that must not wait.
     *
     * @param next what else is to be done, where another thread is at the socket and has to see to the end
     * @return false where such a thread was found
     */
    boolean endWithoutWaiting(@Nullable Verdict failure, Runnable next) throws IOException {
        if (!turn.tryToTake()) {
            if (due == null) {
                end.wire.cut();
                due = new Due(failure, next);
            }
            turn.unlock();
            return false;
        }
        try {
            end.end(failure);
            return true;
        } finally {
            give();
        }
    }

    /** Waits for the thread that sees to the end; throws where the answer must be seen to be broken. */
    void awaitEnd() throws IOException {
        step(end::mustNotBeBroken);
    }

    /** Whether all is decided, or will be when the thread at the socket comes back. */
    boolean isEnding() {
        return ask(() -> due != null || end.is(Stage.ENDED) || end.is(Stage.BROKEN));
    }

    /** Whether the answer is visibly broken. */
    boolean isBroken() {
        return ask(() -> end.is(Stage.BROKEN));
    }

    /** Whether bytes are on their way that cannot be taken back, and nobody is at the socket. */
    boolean isCutShort() {
        return ask(() -> end.isUnderWay() && !turn.isTaken());
    }

    /** Leaves the answer visibly broken, unless it has ended. */
    void abandon() {
        Ended.tell(
                ask(() -> {
                    end.breakOff();
                    return end.taken();
                }),
                end.heard());
    }

    /** The same where another answer comes in its place; returns who still wants to hear how that one ends. */
    @Nullable
    EndListener abandonForAnother() {
        boolean told = ask(end::keepSilent);
        abandon();
        return told ? null : end.heard();
    }
}
