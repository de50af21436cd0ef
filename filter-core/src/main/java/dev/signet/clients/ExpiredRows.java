package dev.signet.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
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
    /** For whoever wants to know how often clients have called. */
    private static final long DAYS_KEPT = 31;
    /** Until its token cannot pass any more, whatever {@code jwt.clock-skew-seconds} is. */
    private static final long LARGEST_SKEW_SECONDS = 600;

    private static final long SECONDS_OF_DAY = 86_400;

    private static final Kind REVOKED = new Kind(
            "SELECT jti, expires FROM signet_revoked WHERE expires < ?",
            "DELETE FROM signet_revoked WHERE jti = ? AND expires = ?");
    private static final Kind FAILURES = new Kind(
            "SELECT caller, minute FROM signet_failure WHERE minute < ?",
            "DELETE FROM signet_failure WHERE caller = ? AND minute = ?");
    private static final Kind QUOTAS = new Kind(
            "SELECT client_id, day FROM signet_quota WHERE day < ?",
            "DELETE FROM signet_quota WHERE client_id = ? AND day = ?");

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
            later(
                    QUOTAS,
                    LocalDate.ofEpochDay(seconds / SECONDS_OF_DAY - DAYS_KEPT).toString());
        }
    }

    /** What identifies rows, and how old they are. */
    private record Kind(String search, String deletion) {}

    /** The age is a number, or a day; both compare as they should. */
    private record Row(String key, Object age) {}

    private void later(Kind kind, Object bound) {
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

    private static List<Row> rows(Connection connection, Kind kind, Object bound) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(kind.search)) {
            statement.setMaxRows(AT_ONCE);
            statement.setObject(1, bound);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getString(1), bound instanceof Long ? row.getLong(2) : row.getString(2)));
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
                statement.setObject(2, row.age);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
