package dev.signet.envelope;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the container is to hear of an asynchronous cycle as soon as the dispatch that started it has returned (Servlet 6.1,
 * {@code AsyncContext}): that it is complete, or where it is dispatched to. Thread-safe.
 */
final class Postponed {

    private final AnswerOwners owners;
    private final AtomicReference<@Nullable Runnable> what = new AtomicReference<>();

    Postponed(AnswerOwners owners) {
        this.owners = owners;
    }

    /** Does something when the dispatch has returned, which may just have happened. */
    void postpone(Runnable next) {
        what.set(next);
        if (!owners.isDispatching()) {
            run();
        }
    }

    /** The dispatch has returned, and what it left has been sent. */
    void run() {
        Runnable next = what.getAndSet(null);
        if (next != null) {
            next.run();
        }
    }

    /** Refuses what contradicts something that the container does not know yet. */
    void mustBeNone() {
        if (what.get() != null) {
            throw new IllegalStateException("the asynchronous cycle was dispatched");
        }
    }
}
