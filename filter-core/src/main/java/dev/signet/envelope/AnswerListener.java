package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Learns what is to be said of answers, on the thread that is at the answer; so it must neither wait nor throw. Thread-safe.
 *
 * @hidden public for the filter alone
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public interface AnswerListener {

    /**
     * Something that an operator should know, or who searches.
     *
     * @param request the call that it is about, or null where it is about many
     * @param requestId by which its caller may ask for it, or null where it has none
     * @param level how a log says it
     * @param text what it says
     * @param thrown what caused it, or null
     */
    void noted(
            @Nullable HttpServletRequest request,
            @Nullable String requestId,
            Level level,
            String text,
            @Nullable Throwable thrown);
}
