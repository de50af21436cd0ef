package dev.signet.envelope;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The half of the response that is about the body: stream and writer, which are two doors of one {@link Answer}, and the
 * calls that take a body back or replace it.
 */
abstract class BodyResponse extends HeaderResponse {

    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter printer;
    private @Nullable EnvelopeWriter writer;
    private int bufferSize = -1;

    BodyResponse(
            HttpServletRequest request, HttpServletResponse response, EnvelopeSettings settings, boolean untouched) {
        super(new Answer(request, response, settings, untouched), response);
    }

    /** The application listens for when it may write without being blocked. */
    abstract void listen(WriteListener listener);

    /** An error took the place of the answer. */
    abstract void afterSendError() throws IOException;

    /** Writes what the application's writer still keeps. */
    final void settle() throws IOException {
        if (writer != null) {
            writer.settle();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (printer != null) {
            throw new IllegalStateException("getWriter() was called for this response");
        }
        ServletOutputStream known = stream;
        if (known == null) {
            known = answer.isUntouched() ? super.getOutputStream() : new EnvelopeOutput(answer, this);
            stream = known;
        }
        return known;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (stream != null) {
            throw new IllegalStateException("getOutputStream() was called for this response");
        }
        PrintWriter known = printer;
        if (known == null) {
            if (answer.isUntouched()) {
                known = super.getWriter();
            } else {
                EnvelopeWriter encoder = new EnvelopeWriter(answer, this);
                writer = encoder;
                known = new IncludablePrinter(encoder);
                head.useWriter();
            }
            printer = known;
        }
        return known;
    }

    @Override
    public void flushBuffer() throws IOException {
        answer.flush(!isIncluding());
    }

    /** The application closed its stream or writer; an included servlet cannot, they belong to its includer. */
    final void closeBody() throws IOException {
        if (!isIncluding()) {
            answer.close();
        }
    }

    @Override
    public boolean isCommitted() {
        return answer.isCommitted();
    }

    @Override
    public void setBufferSize(int size) {
        mustNotBeCommitted();
        bufferSize = size;
        if (answer.isPassing()) {
            super.setBufferSize(size);
        }
    }

    @Override
    public int getBufferSize() {
        return bufferSize < 0 ? super.getBufferSize() : bufferSize;
    }

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> supplier) {
        mustNotBeCommitted();
        head.useTrailers();
        super.setTrailerFields(supplier);
    }

    @Override
    public void reset() {
        mustNotBeCommitted();
        answer.resetBuffer();
        head.reset();
        stream = null;
        printer = null;
        writer = null;
        if (answer.isUntouched()) {
            super.reset();
        }
    }

    @Override
    public void resetBuffer() {
        mustNotBeCommitted();
        answer.resetBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, null);
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        if (isIncluding()) {
            return;
        }
        mustNotBeCommitted();
        answer.sendError(status);
        afterSendError();
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        if (beginRedirect()) {
            super.sendRedirect(location);
        }
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        if (beginRedirect()) {
            super.sendRedirect(location, clearBuffer);
        }
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        if (beginRedirect()) {
            super.sendRedirect(location, status);
        }
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        if (beginRedirect()) {
            super.sendRedirect(location, status, clearBuffer);
        }
    }

    private boolean beginRedirect() {
        if (isIncluding()) {
            return false;
        }
        mustNotBeCommitted();
        passHead();
        return true;
    }

    /** A writer that an included servlet cannot close. */
    private final class IncludablePrinter extends PrintWriter {

        IncludablePrinter(EnvelopeWriter writer) {
            super(writer);
        }

        @Override
        public void close() {
            if (!isIncluding()) {
                super.close();
            }
        }
    }
}
