package dev.signet.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deletes what no longer says anything: a thousand rows at a time, so that nobody waits for locks, at most once an hour.
 * Spelled so that every database understands it, without LIMIT. Thread-safe.
 */
final class ExpiredRows {

    static final Duration INTERVAL = Duration.ofHours(1);

    private static final int AT_ONCE = 1_000;
    private static final long MINUTES_KEPT = 2;
    /** Until its token cannot pass any more, whatever {@code jwt.clock-skew-seconds} is. */
    private static final long LARGEST_SKEW_SECONDS = 600;

    private static final Kind REVOKED = new Kind(
            "SELECT jti, expires FROM signet_revoked WHERE expires < ?",
            "DELETE FROM signet_revoked WHERE jti = ? AND expires = ?");
    private static final Kind FAILURES = new Kind(
            "SELECT caller, minute FROM signet_failure WHERE minute < ?",
            "DELETE FROM signet_failure WHERE caller = ? AND minute = ?");

    private final Database database;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

    ExpiredRows(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Called by whoever has used the tables; nobody waits. */
    void deleteWhereDue() {
        long now = clock.millis();
        long before = last.get();
        if ((before == Long.MIN_VALUE || Math.abs(now - before) >= INTERVAL.toMillis())
                && last.compareAndSet(before, now)) {
            long seconds = now / 1_000;
            later(REVOKED, seconds - LARGEST_SKEW_SECONDS);
            later(FAILURES, seconds / 60 - MINUTES_KEPT);
        }
    }

    /** What identifies rows, and how old they are. */
    private record Kind(String search, String deletion) {}

    private record Row(String key, long age) {}

    private void later(Kind kind, long bound) {
        AtomicBoolean more = new AtomicBoolean();
        database.later(
                connection -> {
                    List<Row> rows = rows(connection, kind, bound);
                    delete(connection, kind, rows);
                    more.set(rows.size() == AT_ONCE);
                    return rows.size();
                },
                whole -> {
                    if (whole && more.get()) { // what was deleted is committed
                        later(kind, bound);
                    }
                });
    }

    private static List<Row> rows(Connection connection, Kind kind, long bound) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(kind.search)) {
            statement.setMaxRows(AT_ONCE);
            statement.setLong(1, bound);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getString(1), row.getLong(2)));
                }
            }
        }
        return rows;
    }

    private static void delete(Connection connection, Kind kind, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(kind.deletion)) {
            for (Row row : rows) {
                statement.setString(1, row.key);
                statement.setLong(2, row.age);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
