package dev.signet.envelope;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Arrays in which what is printed becomes bytes, each lent for one call of a writer, so that printing costs no garbage. They
 * come back empty: nothing of a response is left for the next one, or for a heap dump. Thread-safe.
 */
final class EncodingChunks {

    private static final int SIZE = 1024;

    private static final int SLOTS = 64;

    private final AtomicReferenceArray<byte @Nullable []> slots = new AtomicReferenceArray<>(SLOTS);

    byte[] take() {
        byte[] kept = slots.getAndSet(slot(), null);
        return kept == null ? new byte[SIZE] : kept;
    }

    void give(byte[] chunk) {
        Arrays.fill(chunk, (byte) 0);
        slots.set(slot(), chunk);
    }

    /** Threads have different ones, so that they seldom meet. */
    private static int slot() {
        return (int) (Thread.currentThread().getId() % SLOTS);
    }
}
