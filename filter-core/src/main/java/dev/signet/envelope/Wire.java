package dev.signet.envelope;

import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * The container's side of one answer: its stream or writer, what outer filters had set, and whether the caller is still
 * there. Used under the lock of its {@link Answer}.
 */
final class Wire {

    private final HttpServletResponse real;
    private @Nullable OuterHeaders outer; // taken when the container first learns of our headers
    private @Nullable PrintWriter printer;
    private volatile boolean clientGone;
    private volatile @Nullable WriteListener listener;
    private byte @Nullable [] backlog; // accepted while the container was not ready

    Wire(HttpServletResponse real) {
        this.real = real;
    }

    /** Writes to the stream it is given. */
    interface Writing {
        void to(OutputStream out) throws IOException;
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

    /**
     * Sends what one write of the application has become.
     *
     * <p>To a container that must not block it goes in one piece, because a second write without {@code isReady()} is
     * refused; and in an array of its own, because the container keeps it until it is ready again.
     */
    void write(Writing writing) throws IOException {
        if (!isNonBlocking()) {
            guarded(() -> writing.to(real.getOutputStream()));
            return;
        }
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        if (backlog != null) {
            piece.writeBytes(backlog);
        }
        writing.to(piece);
        backlog = piece.size() == 0 ? null : piece.toByteArray();
        isReady();
    }

    /** Sends bytes of the application as they are. */
    void pass(byte[] bytes, int offset, int count) throws IOException {
        if (backlog != null) {
            write(out -> out.write(bytes, offset, count));
        } else {
            guarded(() -> real.getOutputStream().write(bytes, offset, count));
        }
    }

    void flush() throws IOException {
        PrintWriter passed = printer;
        if (passed != null) {
            passed.flush();
        } else if (!isNonBlocking() || isReady()) {
            guarded(real::flushBuffer);
        }
    }

    void close() throws IOException {
        PrintWriter passed = printer;
        if (passed != null) {
            passed.close();
        } else {
            guarded(() -> real.getOutputStream().close());
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
            guarded(() -> real.getOutputStream().write(waiting));
        }
        return real.getOutputStream().isReady();
    }

    void listen(WriteListener between) {
        try {
            real.getOutputStream().setWriteListener(between);
            listener = between;
        } catch (IOException e) {
            throw new IllegalStateException("the container has no stream for this answer", e);
        }
    }

    /** A call of the container. */
    private interface Call {
        void run() throws IOException;
    }

    /** A failure of the container's stream means that the caller went away; one of the body does not. */
    private void guarded(Call call) throws IOException {
        try {
            call.run();
        } catch (BrokenBodyException e) {
            throw e;
        } catch (IOException e) {
            clientGone = true;
            throw e;
        }
    }
}
