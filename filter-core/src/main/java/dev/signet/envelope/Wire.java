package dev.signet.envelope;

import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The container's side of one answer: its stream or writer, what outer filters had set, and whether the caller is still
 * there. Used under the lock of its {@link Answer}.
 *
 * <p>A container that must not block refuses a second write before it is ready and keeps the array of the first. What it
 * cannot take yet waits here, in an array of its own.
 */
final class Wire {

    private final HttpServletResponse real;
    private @Nullable OuterHeaders outer; // taken when the container first learns of our headers
    private @Nullable PrintWriter printer;
    private volatile boolean clientGone;
    private volatile @Nullable WriteListener listener;
    private byte @Nullable [] backlog;
    private boolean closing; // as soon as the backlog has left

    Wire(HttpServletResponse real) {
        this.real = real;
    }

    boolean isCommitted() {
        return real.isCommitted();
    }

    boolean isClientGone() {
        return clientGone;
    }

    boolean isNonBlocking() {
        return listener != null;
    }

    /** To be called before our headers reach the container, so that they can be taken back. */
    void keepOuterHeaders() {
        outer = OuterHeaders.of(real);
    }

    /** Takes an uncommitted answer back; what outer filters had set stays. */
    void takeBack() {
        if (outer != null) {
            outer.resetTo(real);
        } else {
            real.resetBuffer();
        }
        printer = null;
        backlog = null;
        WriteListener known = listener;
        if (known != null) {
            try {
                real.getOutputStream().setWriteListener(known); // Tomcat forgets it with the headers
            } catch (IOException | IllegalStateException e) {
                return; // the others do not
            }
        }
    }

    /** The container's own writer, for an answer that passes in the container's charset. */
    PrintWriter openPrinter() throws IOException {
        PrintWriter opened = real.getWriter();
        printer = opened;
        return opened;
    }

    @Nullable
    PrintWriter printer() {
        return printer;
    }

    void write(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return; // a write of nothing makes some containers drop the connection
        }
        if (isNonBlocking()) {
            byte[] waiting = backlog == null ? new byte[0] : backlog;
            byte[] joined = Arrays.copyOf(waiting, waiting.length + count);
            System.arraycopy(bytes, offset, joined, waiting.length, count);
            backlog = joined;
            isReady();
            return;
        }
        try {
            real.getOutputStream().write(bytes, offset, count);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    void flush() throws IOException {
        PrintWriter passed = printer;
        if (passed != null) {
            passed.flush();
        } else if (isReady()) {
            try {
                real.flushBuffer();
            } catch (IOException e) {
                throw gone(e);
            }
        }
    }

    void close() throws IOException {
        PrintWriter passed = printer;
        if (passed != null) {
            passed.close();
        } else if (isReady() || backlog == null) {
            try {
                real.getOutputStream().close();
            } catch (IOException e) {
                throw gone(e);
            }
        } else {
            closing = true;
        }
    }

    void sendError(int status) throws IOException {
        real.sendError(status);
    }

    void resetBuffer() {
        real.resetBuffer();
    }

    /**
     * Whether a write would not block; sends first what had to wait.
     *
     * <p>False promises a call of {@code onWritePossible}.
     */
    boolean isReady() throws IOException {
        if (!isNonBlocking()) {
            return true;
        }
        byte[] waiting = backlog;
        if (waiting != null) {
            if (!real.getOutputStream().isReady()) {
                return false;
            }
            backlog = null;
            try {
                real.getOutputStream().write(waiting);
                if (closing) {
                    real.getOutputStream().close();
                    return true;
                }
            } catch (IOException e) {
                throw gone(e);
            }
        }
        return closing || real.getOutputStream().isReady();
    }

    void listen(WriteListener between) {
        try {
            real.getOutputStream().setWriteListener(between);
            listener = between;
        } catch (IOException e) {
            throw new IllegalStateException("the container has no stream for this answer", e);
        }
    }

    /** A failure of the container's stream means that the caller went away; one of the body does not. */
    private IOException gone(IOException e) {
        clientGone = true;
        return e;
    }
}
