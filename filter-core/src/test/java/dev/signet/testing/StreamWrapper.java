package dev.signet.testing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that hands on what it is told to another one. */
public class StreamWrapper extends ServletOutputStream {

    private final OutputStream stream;

    /** Hands on to this one; only a stream of the servlet API is asked whether it is ready. */
    public StreamWrapper(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        stream.write(bytes, offset, count);
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    @Override
    public boolean isReady() {
        return !(stream instanceof ServletOutputStream servlets) || servlets.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        if (!(stream instanceof ServletOutputStream servlets)) {
            throw new IllegalStateException("blocking only");
        }
        servlets.setWriteListener(listener);
    }
}
