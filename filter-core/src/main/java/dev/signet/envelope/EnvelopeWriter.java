package dev.signet.envelope;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Encodes what the application prints as UTF-8, whatever the container's default; an answer that passes is printed with
 * the container's own writer, so that its charset rules hold.
 */
final class EnvelopeWriter extends Writer {

    private static final int CHUNK = 1024;

    private final Answer answer;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private char high; // first half of a pair that a write was cut in

    EnvelopeWriter(Answer answer) {
        this.answer = answer;
    }

    @Override
    public void write(char[] chars, int offset, int count) throws IOException {
        PrintWriter passed = answer.passingWriter();
        if (passed != null) {
            passed.write(chars, offset, count);
            return;
        }
        for (int i = offset; i < offset + count; i++) {
            encode(chars[i]);
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
        for (int i = offset; i < offset + count; i++) {
            encode(text.charAt(i));
        }
        drain();
    }

    @Override
    public void write(int c) throws IOException {
        PrintWriter passed = answer.passingWriter();
        if (passed != null) {
            passed.write(c);
            return;
        }
        encode((char) c);
        drain();
    }

    @Override
    public void flush() throws IOException {
        answer.flush();
    }

    @Override
    public void close() throws IOException {
        settle();
        answer.close();
    }

    /** Writes what is left of a half character, as Java's encoders do. */
    void settle() throws IOException {
        if (high != 0) {
            high = 0;
            put('?');
            drain();
        }
    }

    private void encode(char c) throws IOException {
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

    private void put(int b) throws IOException {
        if (filled == CHUNK) {
            drain();
        }
        chunk[filled++] = (byte) b;
    }

    private void drain() throws IOException {
        int count = filled;
        filled = 0;
        if (count > 0) {
            answer.write(chunk, 0, count);
        }
    }
}
