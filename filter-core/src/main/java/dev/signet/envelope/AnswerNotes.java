package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** What is to be said of one answer, with the id by which its caller may ask for it. Made when there is something. */
final class AnswerNotes {

    private final EnvelopeSettings settings;
    private final HttpServletRequest request;
    private final HttpServletResponse real;

    AnswerNotes(EnvelopeSettings settings, HttpServletRequest request, HttpServletResponse real) {
        this.settings = settings;
        this.request = request;
        this.real = real;
    }

    void noted(Level level, String text, @Nullable Throwable thrown) {
        settings.listener.noted(request, id(level), level, text, thrown);
    }

    /** A dispatch leads past the filter, so that nobody would end the answer: what its target writes goes out as it is. */
    void bypassed() {
        noted(
                Level.ERROR,
                "An asynchronous dispatch bypassed the filter, and its response has no envelope. Add"
                        + " <dispatcher>ASYNC</dispatcher> to Signet's filter-mapping",
                null);
        request.setAttribute(EnvelopeAttributes.RAW, true);
    }

    /** The id of the call. */
    @Nullable
    String requestId() {
        return settings.requestIds.of(request, real);
    }

    /** Nobody has asked for one because of what only those hear who search. */
    private @Nullable String id(Level level) {
        try {
            return level.getSeverity() < Level.INFO.getSeverity() ? RequestIds.known(request) : requestId();
        } catch (RuntimeException e) { // of objects that serve another call
            return null;
        }
    }
}
