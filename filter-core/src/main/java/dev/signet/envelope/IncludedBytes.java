package dev.signet.envelope;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The characters that a container makes of the bytes of a file that is included behind a writer, one of each: the bytes. */
final class IncludedBytes extends Writer {

    private final Answer answer;

    IncludedBytes(Answer answer) {
        this.answer = answer;
    }

    @Override
    public void write(char[] chars, int offset, int count) throws IOException {
        byte[] bytes = new String(chars, offset, count).getBytes(StandardCharsets.ISO_8859_1);
        answer.write(bytes, 0, bytes.length);
    }

    @Override
    public void flush() throws IOException {
        answer.flush();
    }

    @Override
    public void close() {} // the writer is the includer's
}
