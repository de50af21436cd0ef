package dev.signet.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * The one place to which a filter or an endpoint tells what happens. The log hears of it first; a listener that throws
 * stops nobody. Immutable and thread-safe.
 */
public final class Events {

    /** Hears of what happens, on the thread to which it happens; so it must not wait for anything. Thread-safe. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Something has happened.
         *
         * @param event what
         */
        void happened(Event event);
    }

    private final Logger log;
    private final List<Listener> listeners;

    private Events(Logger log, List<Listener> listeners) {
        this.log = log;
        this.listeners = listeners;
    }

    /**
     * Events that are told to a log and to some others.
     *
     * @param logger the name of the logger
     * @param listeners who else hears of them
     * @return the events
     */
    public static Events to(String logger, Listener... listeners) {
        return new Events(System.getLogger(logger), List.of(listeners));
    }

    /**
     * Whether anybody but the log hears; what happens with every call is told only then.
     *
     * @return false where no one does
     */
    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /**
     * Tells everybody.
     *
     * @param event what has happened
     */
    public void tell(Event event) {
        if (event.level() != Level.OFF && log.isLoggable(event.level())) {
            Throwable thrown = event.thrown();
            if (thrown == null) {
                log.log(event.level(), event.text());
            } else {
                log.log(event.level(), event.text(), thrown);
            }
        }
        for (Listener listener : listeners) {
            try {
                listener.happened(event);
            } catch (RuntimeException e) {
                log.log(Level.WARNING, "A listener of Signet's events threw", e);
            }
        }
    }

    /** How many listen. */
    @Override
    public String toString() {
        return "events for the log and " + listeners.size() + " listeners";
    }
}
