package dev.signet.envelope;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a container that must not block cannot take yet: it refuses a second write before it is ready, and keeps the array
 * of the first, so that what comes meanwhile waits here in an array of its own. Used under the lock of {@link Turn}.
 */
final class Backlog {

    private final HttpServletResponse real;
    private final WriteListener listener;
    private byte @Nullable [] waiting;
    private boolean closing; // as soon as what waits has left

    Backlog(HttpServletResponse real, WriteListener listener) {
        this.real = real;
        this.listener = listener;
    }

    /** From now on the container does not block, unless it refuses that. */
    void listen() {
        try {
            real.getOutputStream().setWriteListener(listener);
        } catch (IOException e) {
            throw new IllegalStateException("the container has no stream for this response", e);
        }
    }

    /** The response was reset: nothing waits, and Tomcat has forgotten its listener with the headers. */
    void listenAgain() {
        clear();
        try {
            real.getOutputStream().setWriteListener(listener);
        } catch (IOException | IllegalStateException e) {
            return; // the others do not
        }
    }

    void add(byte[] bytes, int offset, int count) {
        byte[] before = waiting == null ? new byte[0] : waiting;
        byte[] joined = Arrays.copyOf(before, before.length + count);
        System.arraycopy(bytes, offset, joined, before.length, count);
        waiting = joined;
    }

    /** Forgets what waits. */
    void clear() {
        waiting = null;
    }

    /** Closes the stream behind what waits; false where nothing does. */
    boolean closeLater() {
        closing = waiting != null;
        return closing;
    }

    /** Sends what had to wait, as far as the container takes it; returns whether a write would not block. */
    boolean drain() throws IOException {
        ServletOutputStream stream = real.getOutputStream();
        byte[] next = waiting;
        if (next != null) {
            if (!stream.isReady()) {
                return false;
            }
            waiting = null;
            stream.write(next);
            if (closing) {
                stream.close();
                return true;
            }
        }
        return closing || stream.isReady();
    }
}
