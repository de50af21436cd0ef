package dev.signet.envelope;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The half of the writer that encodes what the application prints as UTF-8, whatever the container's default: bytes that
 * are held, and JSON. Not thread-safe; the answer is.
 */
abstract class Utf8Writer extends PrintWriter {

    private static final Writer NOWHERE = Writer.nullWriter();
    private static final EncodingChunks CHUNKS = new EncodingChunks();
    private static final int LONGEST = 4; // bytes of one character

    final Answer answer;
    private int filled; // of the chunk that is lent for a call; empty in between
    private char high; // first half of a pair that a write was cut in

    Utf8Writer(Answer answer) {
        super(NOWHERE);
        this.answer = answer;
    }

    final void encode(char[] chars, int offset, int count) throws IOException {
        byte[] chunk = CHUNKS.take(); // never seen by another thread, whoever else prints
        try {
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
                    encode(chars[i++], chunk);
                }
            }
            drain(chunk);
        } finally {
            filled = 0;
            CHUNKS.give(chunk);
        }
    }

    final void encode(String text, int offset, int count) throws IOException {
        byte[] chunk = CHUNKS.take(); // never seen by another thread, whoever else prints
        try {
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
                    encode(text.charAt(i++), chunk);
                }
            }
            drain(chunk);
        } finally {
            filled = 0;
            CHUNKS.give(chunk);
        }
    }

    /** Writes what is left of a half character, as Java's encoders do. */
    final void settle() throws IOException {
        if (high != 0) {
            high = 0;
            answer.write(new byte[] {'?'}, 0, 1);
        }
    }

    private void encode(char c, byte[] chunk) throws IOException {
        if (filled > chunk.length - LONGEST) {
            drain(chunk);
        }
        if (high != 0) {
            if (Character.isLowSurrogate(c)) {
                int point = Character.toCodePoint(high, c);
                high = 0;
                put(0xf0 | point >> 18, chunk);
                put(0x80 | point >> 12 & 0x3f, chunk);
                put(0x80 | point >> 6 & 0x3f, chunk);
                put(0x80 | point & 0x3f, chunk);
                return;
            }
            high = 0;
            put('?', chunk);
        }
        if (c < 0x80) {
            put(c, chunk);
        } else if (c < 0x800) {
            put(0xc0 | c >> 6, chunk);
            put(0x80 | c & 0x3f, chunk);
        } else if (Character.isHighSurrogate(c)) {
            high = c;
        } else if (Character.isLowSurrogate(c)) {
            put('?', chunk);
        } else {
            put(0xe0 | c >> 12, chunk);
            put(0x80 | c >> 6 & 0x3f, chunk);
            put(0x80 | c & 0x3f, chunk);
        }
    }

    private void put(int b, byte[] chunk) {
        chunk[filled++] = (byte) b;
    }

    private void drain(byte[] chunk) throws IOException {
        int count = filled;
        filled = 0;
        answer.write(chunk, 0, count);
    }
}
