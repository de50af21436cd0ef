package dev.signet.envelope;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Learns what becomes of answers, on the thread that is at the answer; so it must neither wait nor throw. Thread-safe.
 *
 * @hidden public for the filter alone
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public interface AnswerListener {

    /** How an answer ends. */
    enum End {
        /** As an envelope, whole. */
        WRAPPED,
        /** As an envelope that was sent while it came. */
        STREAMED,
        /** As the application or the container made it. */
        PASSED,
        /** As an error envelope in its place. */
        REPLACED,
        /** Visibly broken. */
        BROKEN,
        /** Without its caller. */
        GONE
    }

    /**
     * An answer has ended; told once.
     *
     * @param how in which way
     * @param status the status before it became 200
     * @param code the code of the envelope; 0 where there is none
     */
    void ended(End how, int status, int code);

    /**
     * Something that an operator should know, or who searches.
     *
     * @param level how a log says it
     * @param text what it says
     * @param thrown what caused it, or null
     */
    void noted(Level level, String text, @Nullable Throwable thrown);
}
