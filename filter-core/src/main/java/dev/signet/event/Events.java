package dev.signet.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one place to which a filter or an endpoint tells what happens. The log hears of it first; a listener that throws
 * stops nobody. Thread-safe.
 *
 * @hidden public for the filter and the endpoint alone
 */
public final class Events {

    /** Hears of what happens, on the thread to which it happens; so it must not wait for anything. Thread-safe. */
    @FunctionalInterface
    public interface Listener extends AutoCloseable {
        /**
         * Something has happened.
         *
         * @param event what
         */
        void happened(Event event);

        /** {@return whether it wants to hear just now} */
        default boolean isHearing() {
            return true;
        }

        /** The filter stops, and perhaps starts again. */
        @Override
        default void close() {}
    }

    private final Logger log;
    private final List<Listener> always;
    private final Pace thrown = new Pace(Clock.systemUTC(), Duration.ofMinutes(1));
    private volatile List<Listener> listeners;
    private volatile LineBudget budget = new LineBudget(50, Clock.systemUTC()); // of lines that strangers can cause

    private Events(Logger log, List<Listener> always) {
        this.log = log;
        this.always = always;
        this.listeners = always;
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
     * A filter has read who else wants to hear; whom it read before hears no more.
     *
     * @param read who they are
     * @param refusals how many lines about refused calls there may be
     */
    void hear(List<Listener> read, LineBudget refusals) {
        listeners = Stream.concat(always.stream(), read.stream()).toList();
        budget = refusals;
    }

    /** A filter or an endpoint stops. */
    public void close() {
        for (Listener listener : listeners) {
            try {
                listener.close();
            } catch (RuntimeException | LinkageError e) { // of a registry, say; the others stop all the same
                log.log(Level.WARNING, "A listener of Signet's events threw", e);
            }
        }
        say(budget.rest());
    }

    /**
     * Whether anybody but the log hears; what happens with every call is told only then.
     *
     * @return false where no one does
     */
    public boolean isHeard() {
        List<Listener> known = listeners;
        for (int i = 0; i < known.size(); i++) { // asked for each call
            if (known.get(i).isHearing()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether anybody hears of what a log says at a level.
     *
     * @param level of what is to be told
     * @return false where it need not be put into words
     */
    public boolean isTold(Level level) {
        return !always.isEmpty() || log.isLoggable(level); // who was read hears of whole calls alone
    }

    /**
     * Tells everybody.
     *
     * @param event what has happened
     */
    public void tell(Event event) {
        if (event.level() != Level.OFF && log.isLoggable(event.level()) && spend(event)) {
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
            } catch (RuntimeException | LinkageError e) { // of what a library needs that is not there
                if (thrown.happened(1) > 0) {
                    log.log(Level.WARNING, "A listener of Signet's events threw", e);
                }
            }
        }
    }

    /** What a stranger can make happen as often as he likes takes a line of the budget; false where none is left. */
    private boolean spend(Event event) {
        String reason = event instanceof Event.CallRefused refused
                ? refused.reason()
                : event instanceof Event.CallReported reported ? reported.reason() : null;
        if (reason == null) {
            return true;
        }
        boolean affordable = budget.spend(reason);
        say(budget.due());
        return affordable;
    }

    private void say(@Nullable String summary) {
        if (summary != null) {
            log.log(Level.INFO, summary);
        }
    }

    /** How many listen. */
    @Override
    public String toString() {
        return "events for the log and " + listeners.size() + " listeners";
    }
}
