package dev.signet.envelope;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Encodes what the application prints as UTF-8, whatever the container's default; an answer that passes is printed with
 * the container's own writer, so that its charset rules hold. Used under the lock of its {@link PrintWriter}.
 */
final class EnvelopeWriter extends Writer {

    private static final int LEAST = 128;
    private static final int MOST = 1024;
    private static final int LONGEST = 4; // bytes of one character

    private final Answer answer;
    private final BodyResponse response;
    private byte[] chunk = {};
    private int filled;
    private char high; // first half of a pair that a write was cut in

    EnvelopeWriter(Answer answer, BodyResponse response) {
        this.answer = answer;
        this.response = response;
    }

    @Override
    public void write(char[] chars, int offset, int count) throws IOException {
        PrintWriter passed = answer.passingWriter();
        if (passed != null) {
            passed.write(chars, offset, count);
            return;
        }
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

    @Override
    public void write(String text, int offset, int count) throws IOException {
        PrintWriter passed = answer.passingWriter();
        if (passed != null) {
            passed.write(text, offset, count);
            return;
        }
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

    @Override
    public void write(int c) throws IOException {
        write(new char[] {(char) c}, 0, 1);
    }

    @Override
    public void flush() throws IOException {
        response.flushBuffer();
    }

    @Override
    public void close() throws IOException {
        settle();
        response.closeBody();
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
