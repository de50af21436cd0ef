package dev.signet.envelope;

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
     * @param level how a log says it
     * @param text what it says
     * @param thrown what caused it, or null
     */
    void noted(Level level, String text, @Nullable Throwable thrown);
}
