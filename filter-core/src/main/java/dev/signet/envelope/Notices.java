package dev.signet.envelope;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an operator is told once, although it happens with every answer. Thread-safe. */
final class Notices {

    private static final int MOST = 100; // subjects come from the application: they are few, and bounded all the same

    private final AnswerListener listener;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Notices(AnswerListener listener) {
        this.listener = listener;
    }

    /** Warns where that was not done before. */
    void once(String subject, String warning) {
        if (told.size() < MOST && told.add(subject)) {
            listener.noted(null, null, Level.WARNING, warning, null);
        }
    }
}
