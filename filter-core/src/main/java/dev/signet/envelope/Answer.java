package dev.signet.envelope;

import dev.signet.envelope.AnswerDoors.Door;
import dev.signet.envelope.AnswerState.Stage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
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
final class Answer {

    /** An end that came while another thread's bytes were on their way. */
    private record Due(@Nullable Verdict failure, Runnable next) {}

    /** Something that is done under the lock. */
    interface Step {
        void take() throws IOException;
    }

    private final Turn turn = new Turn();
    private final @Nullable EndListener heard; // null where nobody listens
    private final AnswerOwners owners = new AnswerOwners();
    private final AnswerHead head;
    private final Wire wire;
    private final AnswerState state;
    private final AnswerBody body;
    private final AnswerEnd end;
    private final EnvelopeComposer composer;
    private @Nullable Due due;

    Answer(
            HttpServletRequest request,
            HttpServletResponse real,
            EnvelopeSettings settings,
            @Nullable EndListener heard) {
        this.heard = heard;
        ContainerWays ways = new ContainerWays(request, real);
        this.head = new AnswerHead(real, ways, settings.crossOrigin);
        SentBytes sent = heard == null ? null : SentBytes.of(request);
        this.wire = new Wire(real, turn, ways, sent);
        this.composer = new EnvelopeComposer(request, real, wire, head, settings);
        this.state = new AnswerState(wire);
        this.body = new AnswerBody(composer, head, wire, state, settings);
        this.end = new AnswerEnd(composer, head, body, wire, state, settings, sent, heard);
    }

    /** Who wants to learn how it ends; null where nobody does. */
    @Nullable
    EndListener heard() {
        return heard;
    }

    AnswerNotes notes() {
        return composer.envelope().notes();
    }

    AnswerOwners owners() {
        return owners;
    }

    /** The head; to be used between {@link #lock} and {@link #unlock}. */
    AnswerHead head() {
        return head;
    }

    /** The body; to be used between {@link #lock} and {@link #unlock}. */
    AnswerBody body() {
        return body;
    }

    /** Where it is on its way; to be used between {@link #lock} and {@link #unlock}. */
    AnswerState state() {
        return state;
    }

    /** Its end; to be used in a {@link #step}. */
    AnswerEnd ending() {
        return end;
    }

    Wire wire() {
        return wire;
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
        wire.uncut();
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
        Ended.tell(ended, heard);
    }

    <T> T ask(Supplier<T> question) {
        lock();
        try {
            return question.get();
        } finally {
            unlock();
        }
    }

    /** Whether the answer would pass, by what is known of it now. */
    boolean passes() {
        return ask(composer::passes);
    }

    /** The status as the application set it. */
    int status() {
        return ask(() -> head.status());
    }

    boolean isIncluding() {
        return state.isIncluding();
    }

    boolean isRaw() {
        return composer.isRaw();
    }

    boolean isCommitted() {
        return ask(() -> state.isCommitted());
    }

    void write(byte[] bytes, int offset, int count) throws IOException {
        turn.take();
        try {
            state.write();
            if (!body.write(bytes, offset, count)) {
                end.late(bytes, offset, count, owners);
            }
        } finally {
            give();
        }
    }

    /** The application chooses stream or writer. */
    void open(Door door) throws IOException {
        turn.take();
        try {
            body.open(door);
        } finally {
            give();
        }
    }

    /** Flushes, where the application asks for it. */
    void flush() throws IOException {
        if (!wire.ways().isFlushedByItself()) {
            step(body::flush);
        }
    }

    /**
     * The application closed its stream or writer; an included servlet cannot, they belong to its includer. Behind a
     * forward it is the container that does.
     */
    void close() throws IOException {
        if (!isIncluding() || ask(() -> state.forwardLeft)) {
            step(end::close);
        }
    }

    /** Whether characters are for the container's writer; may change until they get there. */
    boolean isPrinting() {
        return wire.isPrinting();
    }

    /**
     * Prints where an answer passes by the container's own writer.
     *
     * @return false where the characters are ours to encode
     */
    boolean print(String text, int offset, int count) throws IOException {
        turn.take();
        try {
            if (!body.isPrinting()) {
                return false;
            }
            state.write();
            body.print(text, offset, count);
            return true;
        } finally {
            give();
        }
    }

    /** Sends what had to wait; returns whether a write would not block, as while bytes are held it never does. */
    boolean makeReady() {
        return !ask(state::isSending) || drain();
    }

    /** Sends what had to wait; returns whether all has left, else the container calls its write listener again. */
    boolean drain() {
        lock();
        try {
            return wire.drain();
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
            return !state.is(Stage.BROKEN);
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
                wire.cut();
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
        step(state::mustNotBeBroken);
    }

    /** Whether all is decided, or will be when the thread at the socket comes back. */
    boolean isEnding() {
        return ask(() -> due != null || state.is(Stage.ENDED) || state.is(Stage.BROKEN));
    }

    /** Whether the answer is visibly broken. */
    boolean isBroken() {
        return ask(() -> state.is(Stage.BROKEN));
    }

    /** Whether bytes are on their way that cannot be taken back, and nobody is at the socket. */
    boolean isCutShort() {
        return ask(() -> state.isUnderWay() && !turn.isTaken());
    }

    /** Leaves the answer visibly broken, unless it has ended. */
    void abandon() {
        Ended.tell(
                ask(() -> {
                    end.breakOff();
                    return end.taken();
                }),
                heard);
    }

    /** The same where another answer comes in its place; returns who still wants to hear how that one ends. */
    @Nullable
    EndListener abandonForAnother() {
        boolean told = ask(end::keepSilent);
        abandon();
        return told ? null : heard;
    }
}
