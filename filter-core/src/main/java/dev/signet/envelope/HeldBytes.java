package dev.signet.envelope;

import dev.signet.text.JsonScanner;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of an answer, held until it is decided what becomes of them, with room around them for the envelope,
 * so that both leave in one write.
 *
 * <p>The arrays come from a small bounded pool that all answers of one filter share, so that holding costs no garbage, and
 * with each of them what checks its bytes. They go back empty: nothing of an answer is left for the next one, or for a heap
 * dump. Not thread-safe; the pool is.
 */
final class HeldBytes {

    /** A UTF-8 byte order mark. */
    static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** In front, for code and message; longer ones move the body. */
    private static final int FRONT = 128;

    /** Behind, for the timestamp. */
    private static final int BACK = 64;

    private static final byte[] EMPTY = {};

    private final Pool pool;
    private int limit;
    private @Nullable Buffer lent; // whose array this is, where the pool's is large enough
    private byte[] bytes = EMPTY;
    private int start = FRONT;
    private int end = FRONT;
    private int used; // how far the array may have been written to

    HeldBytes(Pool pool, int limit) {
        this.pool = pool;
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    /** Holds so many bytes from now on. */
    void limit(int bytes) {
        limit = bytes;
    }

    void add(byte[] source, int offset, int count) {
        makeRoomFor(count);
        System.arraycopy(source, offset, bytes, end, count);
        end += count;
    }

    /** Holds other bytes instead, whatever the limit is. */
    void replaceBy(byte[] other) {
        clear();
        add(other, 0, other.length);
    }

    /** Puts bytes in front of what is held. */
    void putInFront(byte[] prefix) {
        makeRoomFor(0);
        if (prefix.length > start) {
            byte[] moved = new byte[prefix.length + length() + BACK];
            System.arraycopy(bytes, start, moved, prefix.length, length());
            end = prefix.length + length();
            start = prefix.length;
            replace(moved);
            used = moved.length;
        }
        start -= prefix.length;
        System.arraycopy(prefix, 0, bytes, start, prefix.length);
    }

    /** Puts the end of an envelope behind what is held. */
    void putBehind(EnvelopeFormat suffix) {
        makeRoomFor(0);
        end = suffix.putSuffix(bytes, end);
    }

    /** The length of a UTF-8 byte order mark in front, which is no part of JSON (RFC 8259 §8.1). */
    int byteOrderMark() {
        return byteOrderMark(bytes, start, length());
    }

    static int byteOrderMark(byte[] bytes, int from, int count) {
        int end = from + MARK.length;
        return count >= MARK.length && Arrays.equals(bytes, from, end, MARK, 0, MARK.length) ? MARK.length : 0;
    }

    /** Forgets the white space around a value, which is no part of it (RFC 8259 §2). */
    void trim() {
        trimInFront();
        while (start < end && isBlank(bytes[end - 1])) {
            end--;
        }
    }

    void trimInFront() {
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
    }

    /** Whether what is held begins as a value that says by itself where it ends. */
    boolean beginsValue() {
        int i = start;
        while (i < end && isBlank(bytes[i])) {
            i++;
        }
        return i < end && (bytes[i] == '{' || bytes[i] == '[' || bytes[i] == '"');
    }

    /** Whether there is nothing but white space behind the first bytes. */
    boolean isBlankFrom(int skipped) {
        for (int i = start + skipped; i < end; i++) {
            if (!isBlank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** How many characters bytes of UTF-8 are. */
    static int characters(byte[] utf8, int offset, int count) {
        int characters = 0;
        for (int i = offset; i < offset + count; i++) {
            characters += (utf8[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return characters;
    }

    /** Forgets the first bytes. */
    void drop(int count) {
        start += count;
    }

    /** A scanner that has seen nothing, until the array is given back or another one is asked for. */
    JsonScanner freshScanner() {
        Buffer known = lent;
        if (known == null) {
            return new JsonScanner();
        }
        known.scanner.reset();
        return known.scanner;
    }

    /** What is held lies here from {@link #start} to {@link #end}. */
    byte[] array() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int length() {
        return end - start;
    }

    /** Keeps the first so many. */
    void shorten(int length) {
        end = start + length;
    }

    /** Forgets the bytes; the array is kept for more. */
    void clear() {
        start = FRONT;
        end = FRONT;
    }

    /** Gives the array back. */
    void release() {
        replace(EMPTY);
        used = 0;
        clear();
    }

    private void makeRoomFor(int count) {
        int needed = end + count + BACK;
        if (needed <= bytes.length) {
            used = Math.max(used, needed);
            return;
        }
        Buffer pooled = bytes == EMPTY ? pool.take(needed) : null;
        if (pooled != null) {
            lent = pooled;
            bytes = pooled.array;
        } else {
            replace(Arrays.copyOf(bytes, Math.max(needed, Math.min(limit + FRONT + BACK, bytes.length * 2))));
        }
        used = needed;
    }

    private void replace(byte[] other) {
        Arrays.fill(bytes, 0, Math.min(used, bytes.length), (byte) 0);
        bytes = other;
        Buffer known = lent;
        if (known != null) {
            lent = null;
            pool.give(known);
        }
    }

    /** An array, and what checks the bytes that lie in it. */
    static final class Buffer {

        private final byte[] array;
        private final JsonScanner scanner = new JsonScanner();

        private Buffer(int size) {
            this.array = new byte[size];
        }
    }

    /** Buffers of one size, at most {@value #SLOTS} of them kept. */
    static final class Pool {

        private static final int SLOTS = 64;
        private static final int LARGEST = 65_536;

        private final int size;
        private final AtomicReferenceArray<@Nullable Buffer> slots = new AtomicReferenceArray<>(SLOTS);
        private final AtomicInteger lent = new AtomicInteger();

        Pool(int limit) {
            this.size = FRONT + Math.min(limit, LARGEST) + BACK;
        }

        /** How many buffers have been taken and not come back. */
        int lent() {
            return lent.get();
        }

        @Nullable
        Buffer take(int needed) {
            if (needed > size) {
                return null;
            }
            lent.incrementAndGet();
            int first = first();
            for (int i = 0; i < SLOTS; i++) {
                int slot = (first + i) % SLOTS;
                Buffer buffer = slots.get(slot) == null ? null : slots.getAndSet(slot, null);
                if (buffer != null) {
                    return buffer;
                }
            }
            return new Buffer(size);
        }

        void give(Buffer buffer) {
            buffer.scanner.reset();
            lent.decrementAndGet();
            int first = first();
            for (int i = 0; i < SLOTS; i++) {
                int slot = (first + i) % SLOTS;
                if (slots.get(slot) == null && slots.compareAndSet(slot, null, buffer)) {
                    return;
                }
            }
        }

        /** Threads begin at different slots, so that they seldom meet. */
        private static int first() {
            return (int) (Thread.currentThread().getId() % SLOTS);
        }
    }
}
