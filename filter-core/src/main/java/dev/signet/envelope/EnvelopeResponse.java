package dev.signet.envelope;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The response an application sees: it accepts everything, and what reaches the caller is one envelope.
 *
 * <p>Made by {@link #wrap}; ended by {@link #finish}, {@link #fail} or {@link #refuse}. Belongs to one request and is
 * used by one thread at a time.
 */
public final class EnvelopeResponse extends HeaderResponse {

    private static final Logger LOG = System.getLogger(EnvelopeResponse.class.getName());

    private final EnvelopeSettings settings;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter printer;
    private @Nullable EnvelopeWriter writer;

    private EnvelopeResponse(
            HttpServletRequest request, HttpServletResponse response, EnvelopeSettings settings, boolean untouched) {
        this(new Answer(request, response, new AnswerHead(), settings, untouched), response, settings);
    }

    private EnvelopeResponse(Answer answer, HttpServletResponse response, EnvelopeSettings settings) {
        super(answer, response);
        this.settings = settings;
    }

    /**
     * Puts the envelope between an application and the container.
     *
     * @param request the request that is answered
     * @param response the container's response
     * @param settings how answers are wrapped
     * @param untouched whether the application's own answer is left alone; a refusal is an envelope all the same
     * @return the response for the application
     */
    public static EnvelopeResponse wrap(
            HttpServletRequest request, HttpServletResponse response, EnvelopeSettings settings, boolean untouched) {
        return new EnvelopeResponse(request, response, settings, untouched);
    }

    /**
     * Answers with an error instead of calling the application.
     *
     * @param code what the caller is told
     * @throws IOException when the caller went away
     */
    public void refuse(ErrorCode code) throws IOException {
        refuse(code, code.status());
    }

    /**
     * Answers with an error that has a status of its own.
     *
     * @param code what the caller is told
     * @param status the HTTP status before it becomes 200
     * @throws IOException when the caller went away
     */
    public void refuse(ErrorCode code, int status) throws IOException {
        head.reset();
        head.status(status);
        answer.replace(new Failure(code.code(), null, status));
        answer.finish();
    }

    /**
     * Ends the answer after the application returned. Does nothing when it was ended before.
     *
     * @throws IOException when the caller went away, or the answer cannot be whole and must be seen to be broken
     */
    public void finish() throws IOException {
        if (writer != null) {
            writer.settle();
        }
        try {
            answer.finish();
        } catch (BrokenBodyException e) {
            if (!answer.isReplaceable()) {
                answer.abandon();
                throw e;
            }
            LOG.log(Level.ERROR, "An answer of a JSON type was not JSON; the caller gets -30 instead", e);
            answer.replace(Failure.of(ErrorCode.SERVER_ERROR));
            answer.finish();
        }
    }

    /**
     * Ends the answer after the application threw. While nothing was sent the caller gets an error envelope and the
     * exception is logged; afterwards the answer is left visibly broken.
     *
     * @param thrown what the application threw
     * @return whether the exception is answered; if not, the caller of this method rethrows it
     * @throws IOException when the caller went away
     */
    public boolean fail(Throwable thrown) throws IOException {
        if (answer.isClientGone()) {
            LOG.log(Level.DEBUG, "The caller went away before the answer was sent", thrown);
            answer.abandon();
            return false;
        }
        if (answer.isUntouched() || !answer.isReplaceable()) {
            answer.abandon();
            return false;
        }
        Failure failure = settings.errors.ofException(thrown);
        LOG.log(
                settings.errors.names(thrown) ? Level.INFO : Level.ERROR,
                "The application threw; the caller gets code " + failure.code(),
                thrown);
        head.status(failure.status());
        answer.replace(failure);
        answer.finish();
        return true;
    }

    /** A forward begins: what the forwarding servlet wrote is forgotten, as the specification says. */
    public void enterForward() {
        if (!answer.isIncluding() && !answer.isCommitted()) {
            answer.resetBuffer();
        }
    }

    /**
     * A forward ended, and with it the answer: some containers close the response right behind it.
     *
     * @throws IOException when the caller went away
     */
    public void exitForward() throws IOException {
        if (!answer.isIncluding()) {
            finish();
        }
    }

    /** A forward came back to the servlet that asked for it; the filter must have been called in between. */
    void afterForward() {
        if (!answer.isIncluding() && !answer.isUntouched() && !answer.isEnded()) {
            LOG.log(
                    Level.ERROR,
                    "A forward went past the filter, and this container may drop its answer. Add"
                            + " <dispatcher>FORWARD</dispatcher> to Signet's filter-mapping");
        }
    }

    /**
     * Whether the application's own answer is left alone.
     *
     * @return true for an excluded path, a preflight and TRACE
     */
    public boolean isUntouched() {
        return answer.isUntouched();
    }

    /**
     * Whether the application chose to answer by itself, so that an error page is its own, too.
     *
     * @return true for an untouched answer and one with {@code dev.signet.raw}
     */
    public boolean isLeftAlone() {
        return answer.isRaw();
    }

    /** An include begins: until its end only bytes count. */
    public void enterInclude() {
        answer.enterInclude();
    }

    /** An include ended. */
    public void exitInclude() {
        answer.exitInclude();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (printer != null) {
            throw new IllegalStateException("getWriter() was called for this response");
        }
        ServletOutputStream known = stream;
        if (known == null) {
            known = answer.isUntouched() ? super.getOutputStream() : new EnvelopeOutput(answer);
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
                EnvelopeWriter encoder = new EnvelopeWriter(answer);
                writer = encoder;
                known = new IncludablePrinter(encoder, answer);
                answer.useWriter();
            }
            printer = known;
        }
        return known;
    }

    @Override
    public void flushBuffer() throws IOException {
        answer.flush();
    }

    @Override
    public boolean isCommitted() {
        return answer.isCommitted();
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
        if (answer.isIncluding()) {
            return;
        }
        mustNotBeCommitted();
        answer.sendError(status);
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
        if (answer.isIncluding()) {
            return false;
        }
        mustNotBeCommitted();
        answer.passRedirect();
        return true;
    }

    /** A writer that an included servlet cannot close: it belongs to its includer. */
    private static final class IncludablePrinter extends PrintWriter {

        private final Answer answer;

        IncludablePrinter(EnvelopeWriter writer, Answer answer) {
            super(writer);
            this.answer = answer;
        }

        @Override
        public void close() {
            if (!answer.isIncluding()) {
                super.close();
            }
        }
    }
}
