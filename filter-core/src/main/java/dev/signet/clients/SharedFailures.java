package dev.signet.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Failures that count on all nodes: the table {@code signet_failure}, by minutes. A node writes its own at once, on a thread
 * of its own, and looks at all of them when it decides, at most every two seconds for a caller. While the database is away
 * every node counts for itself, and writes later what is not too old. Thread-safe.
 */
public final class SharedFailures {

    private static final String KNOWN =
            "SELECT SUM(failures) FROM signet_failure WHERE caller = ? AND minute BETWEEN ? AND ?";
    private static final String MORE =
            "UPDATE signet_failure SET failures = failures + ? WHERE caller = ? AND minute = ?";
    private static final String FIRST = "INSERT INTO signet_failure (failures, caller, minute) VALUES (?, ?, ?)";

    private static final Duration BELIEVED = Duration.ofSeconds(2);
    private static final int CAPACITY = 10_000;
    private static final long MINUTE_MILLIS = 60_000;

    /** Of whom, and when; the digest of a caller, because others choose how long it is. */
    private record Key(String caller, long minute) {}

    private final Database database;
    private final ExpiredRows expired;
    private final Clock clock;
    private final Remembered<Integer> known;
    private final Map<Key, Integer> unwritten = new ConcurrentHashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    SharedFailures(Database database, ExpiredRows expired, Clock clock) {
        this.database = database;
        this.expired = expired;
        this.clock = clock;
        this.known = new Remembered<>(CAPACITY, BELIEVED, BELIEVED, clock, this::read);
    }

    /**
     * How often a caller has failed, on all nodes, in this minute and the one before.
     *
     * @param digest of the caller, 32 bytes
     * @return the number; 0 where nobody can tell now
     */
    public int of(byte[] digest) {
        if (database.isAway()) {
            return 0;
        }
        writeWhatIsLeft(); // from when it was away
        try {
            return known.get(text(digest));
        } catch (ClientsUnavailableException e) {
            return 0; // what this node has counted holds; the log has heard
        }
    }

    /**
     * The seconds until the failures of the minute before count no longer.
     *
     * @return 1 to 60
     */
    public long secondsToNextMinute() {
        return (MINUTE_MILLIS - Math.floorMod(clock.millis(), MINUTE_MILLIS) + 999) / 1_000;
    }

    /**
     * A caller has failed here.
     *
     * @param digest of the caller, 32 bytes
     */
    public void add(byte[] digest) {
        if (unwritten.size() >= CAPACITY) {
            unwritten.keySet().removeIf(key -> key.minute < minute() - 1);
        }
        if (unwritten.size() < CAPACITY) {
            unwritten.merge(new Key(text(digest), minute()), 1, Integer::sum);
        }
        writeWhatIsLeft();
        expired.deleteWhereDue();
    }

    /** One thread at a time. */
    private void writeWhatIsLeft() {
        if (!unwritten.isEmpty() && writing.compareAndSet(false, true) && !database.later(this::write, this::written)) {
            writing.set(false);
        }
    }

    private void written(boolean whole) {
        writing.set(false);
        if (whole) {
            writeWhatIsLeft(); // what was added behind the last look
        }
    }

    private int write(Connection connection) throws SQLException {
        int written = 0;
        for (Key key : List.copyOf(unwritten.keySet())) {
            Integer failures = unwritten.remove(key);
            if (failures == null || key.minute < minute() - 1) {
                continue;
            }
            try {
                write(connection, key, failures);
                written++;
            } catch (SQLException | RuntimeException e) {
                unwritten.merge(key, failures, Integer::sum);
                throw e;
            }
        }
        return written;
    }

    private static void write(Connection connection, Key key, int failures) throws SQLException {
        if (set(connection, MORE, key, failures) > 0) {
            return;
        }
        try {
            set(connection, FIRST, key, failures);
        } catch (SQLException e) {
            if (!(e instanceof SQLIntegrityConstraintViolationException)
                    && !String.valueOf(e.getSQLState()).startsWith("23")) {
                throw e;
            }
            if (!connection.getAutoCommit()) {
                connection.rollback(); // PostgreSQL takes nothing more in this transaction
            }
            set(connection, MORE, key, failures); // another node was first
        }
    }

    private static int set(Connection connection, String statement, Key key, int failures) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setInt(1, failures);
            prepared.setString(2, key.caller);
            prepared.setLong(3, key.minute);
            int rows = prepared.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit(); // one by one, so that two nodes never wait for each other's rows
            }
            return rows;
        }
    }

    private int read(String caller) throws ClientsUnavailableException {
        long minute = minute();
        return database.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
                statement.setString(1, caller);
                statement.setLong(2, minute - 1);
                statement.setLong(3, minute);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getInt(1) : 0;
                }
            }
        });
    }

    private long minute() {
        return Math.floorDiv(clock.millis(), MINUTE_MILLIS);
    }

    private static String text(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest); // 44 characters
    }
}
