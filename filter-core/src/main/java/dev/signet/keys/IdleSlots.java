package dev.signet.keys;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few idle objects that are costly to make and serve one thread at a time; like a {@code Mac} with its key. A
 * ThreadLocal would keep the webapp's class loader alive in the container's threads. Thread-safe.
 */
final class IdleSlots<T> {

    /** A power of two; as many threads as this work without making a new one. */
    private static final int SLOTS = 32;

    private final AtomicReferenceArray<@Nullable T> idle = new AtomicReferenceArray<>(SLOTS);

    /** An object that nobody else has now; null where a new one has to be made. */
    @Nullable
    T take() {
        return idle.getAndSet(slot(), null);
    }

    /** Gives an object to the next taker; call it only when the object is as good as new. */
    void give(T object) {
        idle.set(slot(), object);
    }

    private static int slot() {
        return Thread.currentThread().hashCode() & (SLOTS - 1);
    }
}
