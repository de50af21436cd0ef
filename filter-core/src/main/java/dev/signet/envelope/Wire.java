package dev.signet.envelope;

import dev.signet.text.JsonEscapes;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * The container's side of one answer's body, and the only user of its stream or writer. Used under the lock of
 * {@link Turn}, which it gives up while bytes go to the socket: in pieces, so that an end can come in between.
 */
final class Wire {

    /** Bytes or characters at a time. */
    static final int PIECE = 8192;

    private final HttpServletResponse real;
    private final Turn turn;
    private final ContainerWays ways;
    private @Nullable PrintWriter printer; // where the container's writer is in use, by the application or in front
    private @Nullable Transcoder decoder; // of bytes on their way to that writer
    private boolean ascii; // JSON for a writer whose charset may lack letters: they are spelled as escapes
    private boolean refused; // the container had no writer for the charset
    private long left = Long.MAX_VALUE; // of the length that the container was told
    private int dropped; // bytes that exceed it
    private boolean cut; // an end came: what is still on its way must not follow
    private final @Nullable SentBytes sent; // null where nobody asks
    private volatile boolean clientGone;
    private volatile @Nullable Backlog backlog; // where the container must not block

    Wire(HttpServletResponse real, Turn turn, ContainerWays ways, @Nullable SentBytes sent) {
        this.real = real;
        this.turn = turn;
        this.ways = ways;
        this.sent = sent;
    }

    /** What this container does in its own way. */
    ContainerWays ways() {
        return ways;
    }

    /** The count of what was sent; null where nobody asks. */
    @Nullable
    SentBytes sent() {
        return sent;
    }

    boolean isCommitted() {
        return real.isCommitted();
    }

    boolean isClientGone() {
        return clientGone;
    }

    boolean isNonBlocking() {
        return backlog != null;
    }

    /** Whether a thread is at the socket, or about to go there. */
    boolean isSending() {
        return turn.isTaken();
    }

    /** Whether the container's writer is in use, so that its stream is not to be had. */
    boolean isPrinting() {
        return printer != null || refused;
    }

    /** The container's own writer, which fixes the charset as it would without us. */
    void openPrinter() throws IOException {
        try {
            printer = real.getWriter();
        } catch (IOException e) {
            refused = true; // some containers then believe that it is in use
            throw e;
        }
    }

    /** The container's stream, which refuses where its writer is in use; a forward may have undone that. */
    void openStream() throws IOException {
        if (!InFront.isWrapped(real)) { // else it may begin with bytes of its own, which a reset would take
            real.getOutputStream();
        }
        forgetPrinter();
    }

    /** The container has taken its writer back. */
    void forgetPrinter() {
        printer = null;
        decoder = null;
    }

    /** Everything that was chosen is open again, as after {@code reset()}. */
    void forget() {
        refused = false;
        dropped = 0;
        left = Long.MAX_VALUE;
        SentBytes.clear(sent);
        forgetPrinter();
        Backlog late = backlog;
        if (late != null) {
            late.listenAgain();
        }
    }

    /** No bytes may follow but those of the end. */
    void cut() {
        cut = true;
    }

    /** The bytes of the end. */
    void uncut() {
        cut = false;
    }

    /** From now on the bytes are JSON, whose letters can be spelled in any charset. */
    void writesJson() {
        ascii = !"UTF-8".equalsIgnoreCase(real.getCharacterEncoding());
    }

    void write(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return; // a write of nothing makes some containers drop the connection
        }
        Backlog late = backlog;
        if (late != null) {
            late.add(bytes, offset, count);
            SentBytes.add(sent, count);
            drain();
            return;
        }
        ServletOutputStream stream = stream();
        if (stream == null) {
            Transcoder utf8 = decoder == null ? Transcoder.keepingMarks() : decoder;
            decoder = utf8;
            String text = utf8.decode(bytes, offset, count);
            text = ascii ? JsonEscapes.ascii(text) : text;
            print(text, 0, text.length());
            return;
        }
        if (ways.lengths().dropsBeyond()) {
            dropped += (int) Math.max(0, count - left);
            count = (int) Math.min(count, left);
            left -= count;
        }
        for (int at = 0; at < count; at += PIECE) {
            piece();
            try {
                SentBytes.add(sent, Math.min(PIECE, count - at));
                stream.write(bytes, offset + at, Math.min(PIECE, count - at));
            } catch (IOException e) {
                throw gone(e);
            } finally {
                turn.comeBack();
            }
        }
    }

    /** The container was told that so many bytes come. */
    void promise(long length) {
        left = length;
    }

    /** How many bytes the container has not got, of those that were written. */
    int dropped() {
        return dropped;
    }

    /** Declares the length of what is written next as the whole body; not where its bytes become others. */
    void declare(long length) throws IOException {
        ServletOutputStream to = stream();
        if (to != null && !InFront.mayChange(to, real)) {
            real.setContentLengthLong(length);
        }
    }

    /** What is written next has no length, because trailers follow (RFC 9112 §6.2). */
    void beginChunks() throws IOException {
        if (ways.lengths().areAdded()) {
            flush(); // which is held back until there is another
            flush();
        }
    }

    /** Characters for the container's writer, in its charset. */
    void print(String text, int offset, int count) throws IOException {
        PrintWriter open = printer == null ? real.getWriter() : printer;
        printer = open;
        for (int at = 0; at < count; at += PIECE) {
            piece();
            try {
                open.write(text, offset + at, Math.min(PIECE, count - at));
                if (sent != null) {
                    sent.add(text, offset + at, Math.min(PIECE, count - at), real.getCharacterEncoding());
                }
            } finally {
                turn.comeBack();
            }
        }
    }

    private void piece() throws IOException {
        if (cut) {
            throw new IOException("the response has ended");
        }
        turn.depart();
    }

    /** The container's stream, or null where its writer is in use. */
    private @Nullable ServletOutputStream stream() throws IOException {
        if (printer != null) {
            return null;
        }
        try {
            return real.getOutputStream();
        } catch (IllegalStateException e) { // somebody in front has opened the writer
            return null;
        }
    }

    void flush() throws IOException {
        PrintWriter open = printer;
        if (open == null && !drain()) {
            return;
        }
        turn.depart();
        try {
            if (open != null) {
                open.flush();
            }
            real.flushBuffer();
        } catch (IOException e) {
            throw gone(e);
        } finally {
            turn.comeBack();
        }
    }

    /** Commits what there is and lets nothing follow. */
    void close() throws IOException {
        Backlog late = backlog;
        if (late != null && !drain() && late.closeLater()) {
            return;
        }
        if (ways.mustStayOpen()) {
            if (late == null) {
                flush();
            } // else the end of the cycle does
            return;
        }
        ServletOutputStream stream = stream();
        turn.depart();
        try {
            if (stream == null && refused) {
                real.flushBuffer(); // there is no writer, and some containers believe that it is in use
            } else if (stream == null) {
                real.getWriter().close();
            } else {
                stream.close();
            }
        } catch (IOException e) {
            throw gone(e);
        } finally {
            turn.comeBack();
        }
    }

    /** What the container does about a write behind the end is the application's to hear. */
    void writeBehindTheEnd(byte[] bytes, int offset, int count) throws IOException {
        ServletOutputStream stream = stream();
        if (stream != null) {
            stream.write(bytes, offset, count);
        }
    }

    void sendError(int status, @Nullable String message) throws IOException {
        if (message == null) {
            real.sendError(status);
        } else {
            real.sendError(status, message);
        }
    }

    void resetBuffer() {
        real.resetBuffer();
        SentBytes.clear(sent);
        decoder = null;
        Backlog late = backlog;
        if (late != null) {
            late.clear();
        }
    }

    /**
     * Sends what had to wait.
     *
     * @return whether a write would not block; false promises a call of {@code onWritePossible}
     */
    boolean drain() throws IOException {
        try {
            Backlog late = backlog;
            return late == null || late.drain();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    void listen(WriteListener between) {
        Backlog before = backlog;
        Backlog begun = new Backlog(real, between);
        backlog = begun; // first: some containers call the listener on another thread before this one comes back
        try {
            begun.listen();
        } catch (RuntimeException e) {
            backlog = before;
            throw e;
        }
    }

    /** A failure of the container's stream behind the commit means that the caller went away; one of the body does not. */
    private IOException gone(IOException e) {
        clientGone |= real.isCommitted();
        return e;
    }
}
