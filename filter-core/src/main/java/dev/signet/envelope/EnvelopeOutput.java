package dev.signet.envelope;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stream the application writes to; one of the two doors of an {@link Answer}. */
final class EnvelopeOutput extends ServletOutputStream {

    /** Learns who listens for when the application may write without being blocked. */
    interface Listening {
        void listen(WriteListener listener);
    }

    private final Answer answer;
    private final Listening listening;
    private byte @Nullable [] single;

    EnvelopeOutput(Answer answer, Listening listening) {
        this.answer = answer;
        this.listening = listening;
    }

    @Override
    public void write(int b) throws IOException {
        byte[] one = single == null ? new byte[1] : single;
        single = one;
        one[0] = (byte) b;
        answer.write(one, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        answer.write(bytes, offset, count);
    }

    @Override
    public void write(ByteBuffer buffer) throws IOException {
        if (buffer.hasArray()) {
            int count = buffer.remaining();
            answer.write(buffer.array(), buffer.arrayOffset() + buffer.position(), count);
            buffer.position(buffer.limit());
        } else {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            answer.write(bytes, 0, bytes.length);
        }
    }

    /** The servlet API's ISO-8859-1 throws at the first Chinese character, so it is for what is not ours alone. */
    @Override
    public void print(@Nullable String text) throws IOException {
        byte[] bytes = encode(String.valueOf(text));
        if (bytes == null) {
            super.print(text);
        } else {
            answer.write(bytes, 0, bytes.length);
        }
    }

    private byte @Nullable [] encode(String text) throws IOException {
        answer.lock();
        try {
            return answer.body().doors().encode(text);
        } finally {
            answer.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        answer.flush();
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }

    @Override
    public boolean isReady() {
        return answer.makeReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        listening.listen(listener);
    }
}
