package dev.signet.clients;

import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether the tables can be asked. Finds out by itself, because where no call comes nobody else does; but seldom, because
 * anybody may want to know. A probe that has to wait for a database that is away counts as failed where it comes from, long
 * before what was read is stale: so only the first one waits for its answer. Thread-safe.
 */
final class Pulse {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final long NEVER = Long.MIN_VALUE;

    private final Database database;
    private final DataSourceSettings settings;
    private final Clock clock;
    private final AtomicLong askedAt = new AtomicLong(NEVER);
    private volatile boolean answered; // once at least
    private volatile boolean failed; // the last that has ended
    private volatile long unansweredSince = NEVER; // the first without an answer behind it
    private volatile @Nullable Future<?> question; // one at a time: those behind it would wait for the same threads

    /** Nothing is asked yet. */
    Pulse(Database database, DataSourceSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Asks where that is due; true where they can be asked, or what was read last is still believed. */
    boolean beat() {
        long now = clock.millis();
        long last = askedAt.get();
        Future<?> before = question;
        boolean due =
                (last == NEVER || Math.abs(now - last) >= INTERVAL.toMillis()) && (before == null || before.isDone());
        if (due && askedAt.compareAndSet(last, now)) {
            begin(now);
        }
        return answered && !isStale(now);
    }

    private boolean isStale(long now) {
        long since = unansweredSince;
        if (since == NEVER) {
            return false;
        }
        long passed = Math.abs(now - since);
        return (failed || passed >= settings.timeout().toMillis())
                && passed >= settings.stale().toMillis();
    }

    private void begin(long now) {
        if (unansweredSince == NEVER) {
            unansweredSince = now;
        }
        try {
            Future<?> asked = database.begin(this::ask);
            question = asked;
            Duration patience = answered ? PATIENCE : settings.timeout();
            asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // it goes on, and who asks later hears of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException e) {
            failed = true; // this webapp is being stopped, or there is too much to do
        }
    }

    private void ask() {
        try {
            database.ask(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement
                            .executeQuery("SELECT id FROM signet_client WHERE id = ''")
                            .next();
                }
            });
            failed = false;
            unansweredSince = NEVER;
            answered = true;
        } catch (ClientsUnavailableException e) { // told by the database, once for an outage
            failed = true;
        }
    }
}
