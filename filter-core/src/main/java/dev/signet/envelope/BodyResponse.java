package dev.signet.envelope;

import dev.signet.envelope.AnswerDoors.Door;
import dev.signet.envelope.AnswerState.Stage;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
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
abstract class BodyResponse extends HeaderResponse implements EnvelopeOutput.Listening {

    private @Nullable ServletOutputStream stream;
    private @Nullable AnswerWriter writer;
    private volatile @Nullable ReadyListener ready;

    BodyResponse(Answer answer, HttpServletResponse response) {
        super(answer, response);
    }

    abstract ApplicationFailures failures();

    @Override
    public void listen(WriteListener listener) {
        ReadyListener between = new ReadyListener(listener, answer, failures());
        ready = between;
        answer.wire().listen(between);
    }

    /** Runs this when all that was written has left; at once, where writing blocks. */
    void whenDrained(Runnable next) {
        ReadyListener between = ready;
        if (between == null) {
            next.run();
        } else {
            between.whenDrained(next);
        }
    }

    /** Writes what the application's writer still keeps. */
    final void settle() throws IOException {
        AnswerWriter known = writer;
        if (known != null) {
            known.settle();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        AnswerWriter encoder = writer;
        if (encoder != null) {
            if (!takesBytesBesideWriter()) {
                throw new IllegalStateException("getWriter() was called for this response");
            }
            encoder.settle();
        }
        ServletOutputStream known = stream;
        if (known == null) {
            if (encoder == null) { // else the container's stream is not chosen, whose writer may still have to be
                open(Door.STREAM);
            }
            known = new EnvelopeOutput(answer, this);
            stream = known;
        }
        return known;
    }

    /**
     * Jetty asks its own response whether a writer is in use, and that one knows nothing of ours. And Undertow would make
     * characters of an included file's bytes, one of each.
     */
    private boolean takesBytesBesideWriter() {
        return answer.isPrinting()
                ? includesBytes() && Callers.areOf("io.undertow.")
                : Callers.areOf("org.eclipse.jetty.");
    }

    /**
     * Whether what a container includes may be the bytes of a file, which are kept as they are: nobody has said what the
     * answer is, so that its characters are held in a charset of our own.
     */
    private boolean includesBytes() {
        return answer.isIncluding()
                && answer.ask(() -> answer.state().is(Stage.HELD)
                        && answer.head().declared().isUndecided()
                        && "ISO-8859-1"
                                .equalsIgnoreCase(answer.head().declared().charset()));
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        AnswerWriter known = writer;
        if (known == null) {
            open(stream == null ? Door.WRITER : Door.WRITER_TOO);
            known = new AnswerWriter(answer);
            writer = known;
        } else if (answer.isPrinting() && includesBytes() && Callers.areOf("org.eclipse.jetty.", "getWriter")) {
            known.settle();
            return new PrintWriter(new IncludedBytes(answer));
        }
        return known;
    }

    private void open(Door door) throws IOException {
        if (answer.owners().isBypassed() && !answer.isRaw() && Callers.areServlets()) {
            answer.notes().bypassed();
            answer.step(answer.body()::passHeld); // nobody would send it in the end
        }
        answer.open(door);
    }

    /** Stream and writer are open to choose again. */
    final void forgetDoor() {
        stream = null;
        writer = null;
    }

    /** Sends what the application has flushed as it is: what may follow is no part of an answer. */
    final void passHeld() throws IOException {
        settle();
        answer.step(() -> {
            answer.body().passHeld();
            answer.wire().flush();
        });
    }

    @Override
    public void flushBuffer() throws IOException {
        answer.flush();
    }

    /** A flush within an include is one of the includer, and some containers have done nothing so far. */
    final void flushBehindInclude() throws IOException {
        if (answer.wire().ways().flushesBehindIncludes()
                && !isIncluding()
                && answer.is(state -> state.flushed && state.is(Stage.PASSED))) {
            answer.step(answer.wire()::flush);
        }
    }

    @Override
    public boolean isCommitted() {
        return answer.isCommitted();
    }

    @Override
    public void setBufferSize(int size) {
        boolean including = answer.isIncluding();
        if (including && !answer.wire().ways().takesBuffersOfIncludes()) {
            return;
        }
        if (!including || !answer.wire().ways().flushesBehindIncludes()) {
            mustNotBeCommitted();
        }
        answer.lock();
        try {
            answer.body().bufferSize(size);
        } finally {
            answer.unlock();
        }
    }

    @Override
    public int getBufferSize() {
        answer.lock();
        try {
            return answer.head().bufferSize();
        } finally {
            answer.unlock();
        }
    }

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> supplier) {
        if (answer.isIncluding()) {
            return;
        }
        if (!answer.is(AnswerState::takesTrailers)) {
            throw new IllegalStateException("the response is committed");
        }
        answer.lock();
        try {
            answer.head().trailers(supplier);
        } finally {
            answer.unlock();
        }
    }

    @Override
    public void reset() {
        if (answer.isIncluding()) {
            return;
        }
        mustNotBeCommitted();
        answer.lock();
        try {
            answer.body().reset();
        } finally {
            answer.unlock();
        }
        forgetDoor();
    }

    @Override
    public void resetBuffer() {
        if (answer.isIncluding()) {
            answer.ask(() -> answer.state().clearAsked = true);
            return;
        }
        mustNotBeCommitted();
        answer.lock();
        try {
            answer.body().resetBuffer();
        } finally {
            answer.unlock();
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, null);
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        if (answer.isIncluding()) {
            return;
        }
        mustNotBeCommitted();
        answer.step(
                () -> answer.ending().sendError(status, message, answer.owners().isDispatchThread()));
        if (status >= 400 && answer.wire().ways().opensDoorsByError()) {
            forgetDoor();
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        redirect(true, location, HttpServletResponse.SC_FOUND, () -> container().sendRedirect(location));
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        redirect(
                clearBuffer,
                location,
                HttpServletResponse.SC_FOUND,
                () -> container().sendRedirect(location, clearBuffer));
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        redirect(true, location, status, () -> container().sendRedirect(location, status));
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        redirect(clearBuffer, location, status, () -> container().sendRedirect(location, status, clearBuffer));
    }

    /** The container has asked the caller to say who he is, or has sent him to where he can. */
    final void endByChallenge() throws IOException {
        boolean untouched = stream == null && writer == null && !answer.isIncluding();
        if (untouched && answer.wire().ways().endsByChallenge() && answer.status() >= 300) {
            answer.step(answer.ending()::end);
        }
    }

    private HttpServletResponse container() {
        return (HttpServletResponse) getResponse();
    }

    /** A redirect is the container's own answer; it knows how to spell the location. */
    private void redirect(boolean clears, @Nullable String location, int status, Answer.Step redirect)
            throws IOException {
        if (answer.isIncluding()) {
            return;
        }
        mustNotBeCommitted();
        answer.step(() -> {
            long length = answer.head().shown().length();
            if (!clears) {
                answer.head().refuseRedirect(location, status);
                answer.body().passHeld();
            }
            boolean taken = false;
            try {
                answer.ending().passes();
                redirect.take();
                taken = true;
            } finally {
                if (!taken) { // the answer is what it was
                    answer.head().shown().restore(length);
                    answer.body().reconsider();
                }
            }
            answer.ending().answered();
            answer.state().shut |= writer != null && answer.wire().ways().tellsErrorBehindClose();
        });
        if (clears && answer.wire().ways().opensDoorsByRedirect()) {
            forgetDoor();
        }
    }
}
