package dev.signet.foreign;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Keeps a body as Spring's ContentCachingResponseWrapper does, until it is copied on. */
final class BufferingResponse extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8), true);

    BufferingResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(int b) {
                body.write(b);
            }
        };
    }

    @Override
    public void flushBuffer() {
        writer.flush();
    }

    @Override
    public void resetBuffer() {
        writer.flush();
        body.reset();
    }

    @Override
    public void setContentLength(int length) {
        // known when it is copied
    }

    @Override
    public void setContentLengthLong(long length) {
        // known when it is copied
    }

    /** What was written. */
    String text() {
        writer.flush();
        return body.toString(StandardCharsets.UTF_8);
    }

    /** Copies it to the response behind, with its length, as Spring does. */
    void copy() throws IOException {
        writer.flush();
        if (body.size() > 0) {
            if (!getResponse().isCommitted()) {
                getResponse().setContentLength(body.size());
            }
            body.writeTo(getResponse().getOutputStream());
            body.reset();
            super.flushBuffer();
        }
    }
}
