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
    private @Nullable Buffer buffer; // where anything is held

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
        Buffer into = roomFor(count);
        System.arraycopy(source, offset, into.array, into.end, count);
        into.end += count;
    }

    /** Holds other bytes instead, whatever the limit is. */
    void replaceBy(byte[] other) {
        clear();
        add(other, 0, other.length);
    }

    /** Puts bytes in front of what is held. */
    void putInFront(byte[] prefix) {
        Buffer into = roomFor(0);
        if (prefix.length > into.start) {
            Buffer moved = new Buffer(prefix.length + length() + BACK, false);
            moved.take(into, prefix.length);
            replaceBy(moved);
            into = moved;
        }
        into.start -= prefix.length;
        System.arraycopy(prefix, 0, into.array, into.start, prefix.length);
    }

    /** Puts the end of an envelope behind what is held. */
    void putBehind(EnvelopeFormat suffix) {
        Buffer into = roomFor(0);
        into.end = suffix.putSuffix(into.array, into.end);
    }

    /** The length of a UTF-8 byte order mark in front, which is no part of JSON (RFC 8259 §8.1). */
    int byteOrderMark() {
        return byteOrderMark(array(), start(), length());
    }

    static int byteOrderMark(byte[] bytes, int from, int count) {
        int end = from + MARK.length;
        return count >= MARK.length && Arrays.equals(bytes, from, end, MARK, 0, MARK.length) ? MARK.length : 0;
    }

    /** Forgets the white space around a value, which is no part of it (RFC 8259 §2). */
    void trim() {
        trimInFront();
        Buffer known = buffer;
        while (known != null && known.start < known.end && isBlank(known.array[known.end - 1])) {
            known.end--;
        }
    }

    void trimInFront() {
        Buffer known = buffer;
        while (known != null && known.start < known.end && isBlank(known.array[known.start])) {
            known.start++;
        }
    }

    /** Whether what is held begins as a value that says by itself where it ends. */
    boolean beginsValue() {
        byte[] bytes = array();
        int i = start();
        while (i < end() && isBlank(bytes[i])) {
            i++;
        }
        return i < end() && (bytes[i] == '{' || bytes[i] == '[' || bytes[i] == '"');
    }

    /** Whether there is nothing but white space behind the first bytes. */
    boolean isBlankFrom(int skipped) {
        byte[] bytes = array();
        for (int i = start() + skipped; i < end(); i++) {
            if (!isBlank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Whether each byte is a character of ASCII. */
    boolean isAscii() {
        return characters(array(), start(), length()) == length();
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
        Buffer known = buffer;
        if (known != null) {
            known.start += count;
        }
    }

    /** A scanner that has seen nothing, until the array is given back or another one is asked for. */
    JsonScanner freshScanner() {
        Buffer known = buffer;
        return known == null ? new JsonScanner() : known.freshScanner();
    }

    /** What is held lies here from {@link #start} to {@link #end}. */
    byte[] array() {
        Buffer known = buffer;
        return known == null ? EMPTY : known.array;
    }

    int start() {
        Buffer known = buffer;
        return known == null ? 0 : known.start;
    }

    int end() {
        Buffer known = buffer;
        return known == null ? 0 : known.end;
    }

    int length() {
        return end() - start();
    }

    /** Keeps the first so many. */
    void shorten(int length) {
        Buffer known = buffer;
        if (known != null) {
            known.end = known.start + length;
        }
    }

    /** Forgets the bytes; the array is kept for more. */
    void clear() {
        Buffer known = buffer;
        if (known != null) {
            known.clear();
        }
    }

    /** Gives the array back. */
    void release() {
        replaceBy((Buffer) null);
    }

    /** What is held, with room for so many bytes and the end of an envelope behind it. */
    private Buffer roomFor(int count) {
        Buffer known = buffer;
        int needed = (known == null ? FRONT : known.end) + count + BACK;
        if (known == null || needed > known.array.length) {
            Buffer larger = known == null ? pool.take(needed) : null;
            if (larger == null) {
                int doubled = known == null ? 0 : known.array.length * 2;
                larger = new Buffer(Math.max(needed, Math.min(limit + FRONT + BACK, doubled)), false);
            }
            if (known != null) {
                larger.take(known, known.start);
            }
            replaceBy(larger);
            known = larger;
        }
        known.used = Math.max(known.used, needed);
        return known;
    }

    private void replaceBy(@Nullable Buffer other) {
        Buffer known = buffer;
        buffer = other;
        if (known != null) {
            known.wipe();
            if (known.pooled) {
                pool.give(known);
            }
        }
    }

    /** An array, where in it something is held, and what checks those bytes. */
    static final class Buffer {

        private final byte[] array;
        private final boolean pooled; // it goes back
        private @Nullable JsonScanner scanner; // made when something is checked
        private int start = FRONT;
        private int end = FRONT;
        private int used; // how far the array may have been written to

        private Buffer(int size, boolean pooled) {
            this.array = new byte[size];
            this.pooled = pooled;
        }

        /** Copies what another one holds to where it shall begin. */
        private void take(Buffer other, int from) {
            int length = other.end - other.start;
            System.arraycopy(other.array, other.start, array, from, length);
            start = from;
            end = from + length;
            used = array.length;
        }

        private JsonScanner freshScanner() {
            JsonScanner known = scanner == null ? new JsonScanner() : scanner;
            scanner = known;
            known.reset();
            return known;
        }

        private void clear() {
            start = FRONT;
            end = FRONT;
        }

        /** Leaves nothing of an answer. */
        private void wipe() {
            Arrays.fill(array, 0, Math.min(used, array.length), (byte) 0);
            used = 0;
            clear();
            if (scanner != null) {
                scanner.reset();
            }
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
            return new Buffer(size, true);
        }

        void give(Buffer buffer) {
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
