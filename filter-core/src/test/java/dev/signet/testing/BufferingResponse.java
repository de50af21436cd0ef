package dev.signet.testing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/** Holds a body until it is copied out, the way Spring's ContentCachingResponseWrapper does. */
public final class BufferingResponse extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream(1024);
    private final boolean declares;
    private ServletOutputStream stream;
    private PrintWriter writer;
    private Long length;

    /**
     * Around a response.
     *
     * @param declares whether the length of what is copied is declared, as Spring does whatever was written before
     */
    public BufferingResponse(HttpServletResponse response, boolean declares) {
        super(response);
        this.declares = declares;
    }

    /** Gives the response what is held. */
    public void copy() throws IOException {
        copy(true);
    }

    /** What is held. */
    public String text() throws IOException {
        settle();
        return content.toString(getCharacterEncoding());
    }

    private void copy(boolean complete) throws IOException {
        settle();
        if (content.size() == 0) {
            return;
        }
        HttpServletResponse response = (HttpServletResponse) getResponse();
        if (declares && (complete || length != null) && !response.isCommitted()) {
            response.setContentLengthLong(complete || length == null ? content.size() : length);
            length = null;
        }
        try {
            content.writeTo(response.getOutputStream());
        } finally {
            content.reset(); // what was refused is not tried again
        }
        if (complete) {
            response.flushBuffer();
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        copy(false);
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        copy(false);
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        copy(false);
        super.sendRedirect(location);
    }

    /** Whether a writer was asked for; it keeps its charset. */
    public boolean hasWriter() {
        return writer != null;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        settle();
        if (stream == null) {
            stream = new Stream();
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(content, getCharacterEncoding()));
        }
        return writer;
    }

    @Override
    public void flushBuffer() {
        // what is held has not been copied yet
    }

    @Override
    public void setContentLength(int value) {
        length = (long) value;
    }

    @Override
    public void setContentLengthLong(long value) {
        length = value;
    }

    @Override
    public void setBufferSize(int size) {
        // all of it is held
    }

    @Override
    public void resetBuffer() {
        settle();
        content.reset();
    }

    @Override
    public void reset() {
        super.reset();
        resetBuffer();
    }

    /** What was printed stands in front of what comes next. */
    private void settle() {
        if (writer != null) {
            writer.flush();
        }
    }

    /** Writes into the buffer. */
    private final class Stream extends ServletOutputStream {

        @Override
        public void write(int b) {
            content.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            content.write(bytes, offset, count);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
