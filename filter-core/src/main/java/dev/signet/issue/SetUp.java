package dev.signet.issue;

import dev.signet.event.Event;
import dev.signet.event.Events;
import jakarta.servlet.ServletConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sets a servlet up, and tries again while that has failed: what was missing, like a bean of a context that starts later, may
 * have come. What is wrong is told once, however often it is tried. Thread-safe.
 *
 * @param <T> what answers when it is set up
 */
final class SetUp<T> {

    /** How often it is tried. */
    static final Duration RETRY = Duration.ofSeconds(5);

    private final String failure;
    private final Function<ServletConfig, T> opening;
    private final Consumer<T> closing;
    private final Clock clock;
    private final Events events;
    private final AtomicBoolean trying = new AtomicBoolean();
    private volatile long lastTry;
    private volatile @Nullable T opened;
    private volatile boolean closed; // a try that has begun before may still open something
    private volatile @Nullable String toldWhy;

    /**
     * Prepares it.
     *
     * @param failure what the log says where it fails
     * @param opening throws IllegalArgumentException with a message that lists every problem, or whatever a class of the
     *     application's own throws while it is made
     * @param closing ends what was set up
     */
    SetUp(String failure, Function<ServletConfig, T> opening, Consumer<T> closing, Clock clock, Events events) {
        this.closing = closing;
        this.failure = failure;
        this.opening = opening;
        this.clock = clock;
        this.events = events;
        this.lastTry = clock.millis();
    }

    /** Tries it. */
    void open(ServletConfig config) {
        try {
            opened = opening.apply(config);
            if (closed) {
                closeOpened(); // the servlet has stopped meanwhile
            }
        } catch (IllegalArgumentException e) {
            failed(failure + ": " + e.getMessage(), e.getCause());
        } catch (Throwable e) { // an Error, too: some containers drop a servlet whose init throws
            failed(e);
        } finally {
            lastTry = clock.millis(); // however long it took
        }
    }

    /** It cannot even be tried. */
    void failed(Throwable thrown) {
        failed(failure, thrown);
    }

    private void failed(String message, @Nullable Throwable thrown) {
        String why = message + (thrown == null ? "" : thrown.toString());
        if (!why.equals(toldWhy)) {
            toldWhy = why;
            events.tell(new Event.NotProtecting(message, thrown));
        }
    }

    /** What answers, after another try where it is time for one; null while it is not set up. */
    @Nullable
    T ready(@Nullable ServletConfig config) {
        T ready = opened;
        if (ready != null || config == null || closed) {
            return ready;
        }
        if (isDue() && trying.compareAndSet(false, true)) { // however long a try takes, there is one at a time
            try {
                if (isDue() && opened == null) {
                    open(config);
                }
            } finally {
                trying.set(false);
            }
        }
        return opened;
    }

    private boolean isDue() {
        return Math.abs(clock.millis() - lastTry) >= RETRY.toMillis();
    }

    /** The servlet stops: what was set up ends, also where a try is under way just now. */
    void close() {
        closed = true;
        closeOpened();
    }

    /** Once, whoever comes first. */
    private synchronized void closeOpened() {
        T ending = opened;
        opened = null;
        if (ending != null) {
            closing.accept(ending);
        }
    }
}
