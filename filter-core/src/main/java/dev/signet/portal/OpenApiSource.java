package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.event.Event;
import dev.signet.event.Events;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The application's own description, asked for within the webapp or read from a file of it, and what was made of it. One
 * thread asks at a time; the others have what there is, or wait for a moment. A description that cannot be had any more is
 * used for ten times as long as one that can. Thread-safe.
 *
 * @param <T> what is made of it
 */
final class OpenApiSource<T> {

    /** Of the request with which we ask, lest the portal be asked for what it is asking for. */
    static final String ASKING = "dev.signet.portal.asking";

    private static final long LONGEST_WAIT_SECONDS = 5;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final String path;
    private final ServletContext webapp;
    private final Duration fresh;
    private final Maker<T> maker;
    private final Clock clock;
    private final Events events;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Made<T> made;
    private volatile long failedAt = Long.MIN_VALUE; // in milliseconds; the least while all is well

    /** Makes something of a description. */
    @FunctionalInterface
    interface Maker<T> {
        T make(JsonNode description) throws IOException;
    }

    private record Made<T>(T value, long at) {
        boolean isYounger(Duration age, long now) {
            return Math.abs(now - at) < age.toMillis();
        }
    }

    /**
     * Prepares it.
     *
     * @param path of the webapp, or of a file below {@code /WEB-INF/}
     * @param fresh how long a description is used
     */
    OpenApiSource(String path, ServletContext webapp, Duration fresh, Maker<T> maker, Clock clock, Events events) {
        this.path = path;
        this.webapp = webapp;
        this.fresh = fresh;
        this.maker = maker;
        this.clock = clock;
        this.events = events;
    }

    /** What is in force; null where there is nothing, or nothing that is young enough. */
    @Nullable
    T get(HttpServletRequest request, HttpServletResponse response) {
        Made<T> known = made;
        if (known != null && known.isYounger(fresh, clock.millis())) {
            return known.value();
        }
        if (isDue() && take(known != null)) {
            try {
                known = made;
                if (isDue() && (known == null || !known.isYounger(fresh, clock.millis()))) {
                    ask(request, response);
                }
            } finally {
                asking.unlock();
            }
        }
        known = made;
        return known != null && known.isYounger(fresh.multipliedBy(10), clock.millis()) ? known.value() : null;
    }

    private boolean isDue() {
        long failed = failedAt;
        return failed == Long.MIN_VALUE || Math.abs(clock.millis() - failed) >= RETRY.toMillis();
    }

    /** Whether it is this thread's turn; who has something to show does not wait for it. */
    private boolean take(boolean hasOther) {
        try {
            return hasOther ? asking.tryLock() : asking.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void ask(HttpServletRequest request, HttpServletResponse response) {
        String why;
        try {
            byte[] text = path.startsWith(PortalSettings.FILES) ? file() : included(request, response);
            made = new Made<>(maker.make(Json.read(text)), clock.millis());
            failedAt = Long.MIN_VALUE;
            return;
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        } catch (Exception | LinkageError | StackOverflowError e) { // of the application, or of what it describes
            why = e.toString();
        }
        boolean first = failedAt == Long.MIN_VALUE;
        failedAt = clock.millis();
        if (first) {
            events.tell(new Event.Warned(
                    "portal.openapi: the description at " + path + " is unavailable: " + why
                            + "; the portal shows the last good one for a while, then responds with -1",
                    null));
        }
    }

    private byte[] file() throws IOException {
        try (InputStream in = webapp.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("there is no such file in this webapp");
            }
            byte[] text = in.readNBytes(Json.MOST_BYTES + 1);
            if (text.length > Json.MOST_BYTES) {
                throw new IOException("it is longer than 4 MB");
            }
            return text;
        }
    }

    private byte[] included(HttpServletRequest request, HttpServletResponse response) throws Exception {
        RequestDispatcher dispatcher = webapp.getRequestDispatcher(path);
        if (dispatcher == null) {
            throw new IOException("the container has no dispatcher for it");
        }
        CapturedResponse captured = new CapturedResponse(response);
        request.setAttribute(ASKING, true);
        try {
            dispatcher.include(new SourceRequest(request, path), captured);
        } finally {
            request.removeAttribute(ASKING);
        }
        return captured.body();
    }
}
