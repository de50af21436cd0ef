package dev.signet.envelope;

import java.io.IOException;

/**
 * Encodes what the application prints as UTF-8, whatever the container's default: bytes that are held, and JSON. Not
 * thread-safe; the answer is.
 */
final class Utf8Encoder {

    private static final int LEAST = 128;
    private static final int MOST = 1024;
    private static final int LONGEST = 4; // bytes of one character

    private final Answer answer;
    private byte[] chunk = {};
    private int filled;
    private char high; // first half of a pair that a write was cut in

    Utf8Encoder(Answer answer) {
        this.answer = answer;
    }

    void write(char[] chars, int offset, int count) throws IOException {
        prepare(count);
        int i = offset;
        int to = offset + count;
        while (i < to) {
            int end = filled + Math.min(to - i, chunk.length - filled);
            int at = filled;
            if (high == 0) {
                while (at < end && chars[i] < 0x80) {
                    chunk[at++] = (byte) chars[i++];
                }
            }
            filled = at;
            if (i < to) {
                encode(chars[i++]);
            }
        }
        drain();
    }

    void write(String text, int offset, int count) throws IOException {
        prepare(count);
        int i = offset;
        int to = offset + count;
        while (i < to) {
            int end = filled + Math.min(to - i, chunk.length - filled);
            int at = filled;
            if (high == 0) {
                while (at < end && text.charAt(i) < 0x80) {
                    chunk[at++] = (byte) text.charAt(i++);
                }
            }
            filled = at;
            if (i < to) {
                encode(text.charAt(i++));
            }
        }
        drain();
    }

    /** Writes what is left of a half character, as Java's encoders do. */
    void settle() throws IOException {
        if (high != 0) {
            high = 0;
            prepare(1);
            put('?');
            drain();
        }
    }

    /** Most answers are printed in one or a few pieces; a chunk is as long as the longest of them, within bounds. */
    private void prepare(int count) {
        if (chunk.length < MOST && chunk.length < count + LONGEST) {
            chunk = new byte[Math.min(MOST, Math.max(LEAST, count + LONGEST))];
        }
    }

    private void encode(char c) throws IOException {
        if (filled > chunk.length - LONGEST) {
            drain();
        }
        if (high != 0) {
            if (Character.isLowSurrogate(c)) {
                int point = Character.toCodePoint(high, c);
                high = 0;
                put(0xf0 | point >> 18);
                put(0x80 | point >> 12 & 0x3f);
                put(0x80 | point >> 6 & 0x3f);
                put(0x80 | point & 0x3f);
                return;
            }
            high = 0;
            put('?');
        }
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xc0 | c >> 6);
            put(0x80 | c & 0x3f);
        } else if (Character.isHighSurrogate(c)) {
            high = c;
        } else if (Character.isLowSurrogate(c)) {
            put('?');
        } else {
            put(0xe0 | c >> 12);
            put(0x80 | c >> 6 & 0x3f);
            put(0x80 | c & 0x3f);
        }
    }

    private void put(int b) {
        chunk[filled++] = (byte) b;
    }

    private void drain() throws IOException {
        int count = filled;
        filled = 0;
        answer.write(chunk, 0, count);
    }
}
