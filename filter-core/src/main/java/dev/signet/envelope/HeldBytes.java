package dev.signet.envelope;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of an answer, held until it is decided what becomes of them.
 *
 * <p>The arrays come from a small bounded pool that all answers of one filter share, so that holding costs no garbage.
 * Not thread-safe; the pool is.
 */
final class HeldBytes {

    private static final byte[] EMPTY = {};

    private final Pool pool;
    private final int limit;
    private byte[] bytes = EMPTY;
    private int length;

    HeldBytes(Pool pool, int limit) {
        this.pool = pool;
        this.limit = limit;
    }

    /** Whether this many more bytes stay within the limit. */
    boolean hasRoomFor(int count) {
        return count <= limit - length;
    }

    void add(byte[] source, int offset, int count) {
        if (count > bytes.length - length) {
            grow(length + count);
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Forgets the bytes; the array is kept for more. */
    void clear() {
        length = 0;
    }

    /** Gives the array back; nothing may be held afterwards without asking for a new one. */
    void release() {
        pool.give(bytes);
        bytes = EMPTY;
        length = 0;
    }

    private void grow(int needed) {
        byte[] larger = bytes == EMPTY ? pool.take(needed) : null;
        if (larger == null) {
            larger = Arrays.copyOf(bytes, Math.max(needed, Math.min(limit, Math.max(4096, bytes.length * 2))));
            pool.give(bytes);
        }
        bytes = larger;
    }

    /** Arrays of one size, at most {@value #SLOTS} of them kept. */
    static final class Pool {

        private static final int SLOTS = 64;
        private static final int LARGEST = 65_536;

        private final int size;
        private final AtomicReferenceArray<byte @Nullable []> slots = new AtomicReferenceArray<>(SLOTS);

        Pool(int limit) {
            this.size = Math.min(limit, LARGEST);
        }

        byte @Nullable [] take(int needed) {
            if (needed > size) {
                return null;
            }
            int start = start();
            for (int i = 0; i < SLOTS; i++) {
                byte[] array = slots.getAndSet((start + i) % SLOTS, null);
                if (array != null) {
                    return array;
                }
            }
            return new byte[size];
        }

        void give(byte[] array) {
            if (array.length != size) {
                return; // grown beyond the pool, or nothing was held
            }
            int start = start();
            for (int i = 0; i < SLOTS; i++) {
                if (slots.compareAndSet((start + i) % SLOTS, null, array)) {
                    return;
                }
            }
        }

        /** Threads begin at different slots, so that they seldom meet. */
        private static int start() {
            return (int) (Thread.currentThread().getId() & 0x3f);
        }
    }
}
