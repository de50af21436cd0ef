package dev.signet.envelope;

import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** How an asynchronous cycle ends that has been decided to end: its answer first, and then the container's side. Thread-safe. */
final class CycleEnd {

    private final EnvelopeResponse envelope;
    private final ContainerCycle container;

    CycleEnd(EnvelopeResponse envelope, ContainerCycle container) {
        this.envelope = envelope;
        this.container = container;
    }

    /** Ends the answer, here or on the thread that is writing it, and then the cycle. */
    void end(@Nullable Verdict failure) {
        try {
            if (failure == null) {
                envelope.settle();
            }
            if (!envelope.answer.endWithoutWaiting(failure, this::releaseWhenDrained)) {
                return;
            }
        } catch (IOException | RuntimeException e) {
            envelope.abandon();
            envelope.answer
                    .notes()
                    .noted(
                            envelope.answer.wire().isClientGone() ? Level.DEBUG : Level.ERROR,
                            "An asynchronous response could not be completed and is left visibly broken",
                            e);
        }
        releaseWhenDrained();
    }

    /** Ends the cycle as soon as all that was written has left. */
    void releaseWhenDrained() {
        envelope.whenDrained(this::release);
    }

    /** Lets the container end the cycle. */
    void release() {
        release(false);
    }

    /**
     * Lets the container end the cycle.
     *
     * @param cut whether the container cuts the connection of a broken answer by itself
     */
    void release(boolean cut) {
        container.settle();
        if (container.isParked()) {
            return; // the dispatch that waits will
        }
        if (envelope.answer.isBroken() && !envelope.answer.wire().isClientGone() && (cut || container.park())) {
            return; // what is parked will throw, and so cut the connection
        }
        container.complete();
    }
}
