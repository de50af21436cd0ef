package dev.signet.clients;

import jakarta.servlet.ServletContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one user of a data source. Thread-safe.
 *
 * <p>A driver that hangs must not hold a request, and a transaction of the application's own must not get our statements
 * into it: so they run on a few threads of ours, which end when they have nothing to do, and whoever asks waits no longer
 * than {@code data-source.timeout-millis}. After a failure to connect one request in a second tries again; the others are
 * told at once.
 */
public final class Database implements AutoCloseable {

    /** As many questions are asked at once; a pool of the container's seldom has more connections to spare. */
    private static final int THREADS = 8;

    private static final int MOST_WAITING = 1_000;
    private static final long IDLE_SECONDS = 5;
    private static final long COMPLAINT_MILLIS = 60_000;
    private static final long RETRY_MILLIS = 1_000;
    /** How often is looked for a data source that is not there. */
    static final Duration LOOK = Duration.ofSeconds(5);

    /** Asks something. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private final DataSourceName name;
    private final ServletContext webapp;
    private final Duration timeout;
    private final Clock clock;
    private final ClientListener listener;
    private final ThreadPoolExecutor threads;
    private final AtomicLong lastLook = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong failedAt = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong complainedAt = new AtomicLong(Long.MIN_VALUE);
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile @Nullable DataSource source;
    private volatile @Nullable ClientsUnavailableException mistake;

    Database(DataSourceName name, ServletContext webapp, Duration timeout, Clock clock, ClientListener listener) {
        this.name = name;
        this.webapp = webapp;
        this.timeout = timeout;
        this.clock = clock;
        this.listener = listener;
        ClassLoader loader = Thread.currentThread().getContextClassLoader(); // in which drivers look for what is theirs
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> thread(task, loader));
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task, @Nullable ClassLoader loader) {
        Thread thread = new Thread(task, "signet-database");
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }

    /**
     * Looks whether it is there, without a connection; at the start, so that a wrong name is told then.
     *
     * @throws IllegalArgumentException when there is something else under its name
     */
    public void look() {
        try {
            found();
        } catch (ClientsUnavailableException e) {
            if (e.isMisconfigured()) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    }

    /** Asks, and waits for the answer, on a thread of the container. */
    <T> T ask(Question<T> question) throws ClientsUnavailableException {
        DataSource found = found();
        if (!takeTry()) {
            throw unavailable("it failed less than a second ago", null);
        }
        return answer(found, question);
    }

    /** Asks once more before the end, also where it failed a moment ago: there is no later. */
    <T> T askAtLast(Question<T> question) throws ClientsUnavailableException {
        return answer(found(), question);
    }

    private <T> T answer(DataSource found, Question<T> question) throws ClientsUnavailableException {
        Future<T> answer;
        try {
            answer = threads.submit(() -> asked(found, question));
        } catch (RejectedExecutionException e) {
            throw unavailable("too many queries are waiting for it", e);
        }
        try {
            T told = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            answered();
            return told;
        } catch (TimeoutException e) {
            answer.cancel(true);
            if (answer instanceof Runnable waiting) {
                threads.remove(waiting);
            }
            throw failed("it did not respond within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw failed("it failed", e.getCause());
        } catch (CancellationException e) {
            throw unavailable("this webapp is being stopped", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable("the request was interrupted", e);
        }
    }

    /**
     * Has something done that asks and waits by itself, on a thread that ends with the webapp.
     *
     * @throws RejectedExecutionException when there is too much to do, or nothing any more
     */
    Future<?> begin(Runnable work) {
        return threads.submit(work);
    }

    /**
     * Has something done for which nobody waits.
     *
     * @param end is told whether it went well
     * @return false where that is not possible now; nobody is told anything then
     */
    boolean later(Question<?> question, Consumer<Boolean> end) {
        DataSource known = source;
        if (known == null || away.get()) {
            return false;
        }
        try {
            threads.execute(() -> {
                boolean whole = false;
                try {
                    asked(known, question);
                    whole = true;
                } catch (SQLException | RuntimeException e) {
                    tellFailed("it failed", e);
                } finally {
                    end.accept(whole);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false; // there is more important work, or none any more
        }
    }

    @SuppressWarnings("try") // closed, and not used otherwise
    private <T> T asked(DataSource source, Question<T> question) throws SQLException {
        try (Connection connection = source.getConnection();
                SocketTimeout ignored = SocketTimeout.of(connection, timeout)) {
            T told = question.ask(connection);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return told;
        }
    }

    /** So that a thread comes back from a network that is gone; a pooled connection gets its own timeout again. */
    private record SocketTimeout(Connection connection, int before) implements AutoCloseable {

        private static final int UNKNOWN = -1;

        static SocketTimeout of(Connection connection, Duration timeout) {
            try {
                int before = connection.getNetworkTimeout();
                connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
                return new SocketTimeout(connection, before);
            } catch (SQLException | RuntimeException | AbstractMethodError e) {
                return new SocketTimeout(connection, UNKNOWN); // a driver that has none
            }
        }

        @Override
        public void close() {
            if (before != UNKNOWN) {
                try {
                    connection.setNetworkTimeout(Runnable::run, before);
                } catch (SQLException | RuntimeException e) {
                    // it is broken, and its pool will find that out
                }
            }
        }
    }

    private DataSource found() throws ClientsUnavailableException {
        DataSource known = source;
        if (known != null) {
            return known;
        }
        long now = clock.millis();
        long last = lastLook.get();
        boolean due = last == Long.MIN_VALUE || Math.abs(now - last) >= LOOK.toMillis();
        if (due && lastLook.compareAndSet(last, now)) {
            try {
                known = name.find(webapp);
                source = known;
                mistake = null;
            } catch (ClientsUnavailableException e) {
                mistake = e;
            }
        }
        if (known != null) {
            return known;
        }
        ClientsUnavailableException wrong = mistake;
        String why = wrong == null
                ? "there is no data source under \"" + name.text() + "\" yet"
                : String.valueOf(wrong.getMessage());
        tellAway(why, null);
        throw new ClientsUnavailableException(why, wrong != null, null);
    }

    /** While it is away, one in a second may ask: whoever takes that. */
    private boolean takeTry() {
        long failed = failedAt.get();
        if (failed == Long.MIN_VALUE) {
            return true;
        }
        long now = clock.millis();
        return Math.abs(now - failed) >= RETRY_MILLIS && failedAt.compareAndSet(failed, now);
    }

    private void answered() {
        if (failedAt.get() != Long.MIN_VALUE) {
            failedAt.set(Long.MIN_VALUE);
        }
        if (away.get() && away.compareAndSet(true, false)) {
            listener.databaseAvailable();
        }
    }

    private ClientsUnavailableException failed(String what, @Nullable Throwable thrown) {
        tellFailed(what, thrown);
        return unavailable(what, thrown);
    }

    private void tellFailed(String what, @Nullable Throwable thrown) {
        if (thrown != null && isAboutOneQuestion(thrown)) {
            complain(thrown);
        } else {
            failedAt.set(clock.millis());
            tellAway(what, thrown);
        }
    }

    private void complain(Throwable thrown) {
        long now = clock.millis();
        long last = complainedAt.get();
        if ((last == Long.MIN_VALUE || Math.abs(now - last) >= COMPLAINT_MILLIS)
                && complainedAt.compareAndSet(last, now)) {
            listener.questionFailed(thrown);
        }
    }

    private void tellAway(String what, @Nullable Throwable thrown) {
        if (away.compareAndSet(false, true)) {
            listener.databaseUnavailable(what, thrown);
        }
    }

    /** Something else than the way to the database; like a table that is missing, or a value that it cannot hold. */
    private static boolean isAboutOneQuestion(Throwable thrown) {
        return thrown instanceof SQLException failure
                && !(thrown instanceof SQLTransientConnectionException)
                && failure.getSQLState() != null
                && (failure.getSQLState().startsWith("22")
                        || failure.getSQLState().startsWith("23")
                        || failure.getSQLState().startsWith("42"));
    }

    private static ClientsUnavailableException unavailable(String why, @Nullable Throwable thrown) {
        return new ClientsUnavailableException(why, false, thrown);
    }

    /** Whether the last question had no answer. */
    boolean isAway() {
        return away.get();
    }

    /** The webapp stops: nobody waits any longer, and no thread stays. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
