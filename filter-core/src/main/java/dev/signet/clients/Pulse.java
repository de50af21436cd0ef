package dev.signet.clients;

import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the tables can be asked. Finds out by itself, because where no call comes nobody else does; but seldom, because
 * anybody may want to know. Thread-safe.
 */
final class Pulse {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final long NEVER = Long.MIN_VALUE;

    private final Database database;
    private final Duration stale;
    private final Clock clock;
    private final AtomicLong askedAt = new AtomicLong(NEVER);
    private volatile boolean answered; // once at least
    private volatile long failingSince = NEVER;

    /** Nothing is asked yet. */
    Pulse(Database database, Duration stale, Clock clock) {
        this.database = database;
        this.stale = stale;
        this.clock = clock;
    }

    /** Whether they can be asked, or what was read last is still believed. */
    boolean isAlive() {
        long now = clock.millis();
        long last = askedAt.get();
        boolean due = last == NEVER || Math.abs(now - last) >= INTERVAL.toMillis();
        if (due && askedAt.compareAndSet(last, now)) {
            ask(now);
        }
        long since = failingSince;
        return since == NEVER || answered && Math.abs(now - since) < stale.toMillis();
    }

    private void ask(long now) {
        try {
            database.ask(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement
                            .executeQuery("SELECT id FROM signet_client WHERE id = ''")
                            .next();
                }
            });
            answered = true;
            failingSince = NEVER;
        } catch (ClientsUnavailableException e) { // told by the database, once for an outage
            if (failingSince == NEVER) {
                failingSince = now;
            }
        }
    }
}
