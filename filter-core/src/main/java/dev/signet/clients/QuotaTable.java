package dev.signet.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code signet_quota}: how often clients have called on a day. Each addition is a transaction of its own, and moves
 * the mark of this node on: a row of no client and no calls, whose name ends with a number. When a commit fails nobody can say
 * whether it was kept, least of all by how much the row has grown, to which others add; but the mark is where it was, or
 * where it was to be. Used by one thread at a time.
 */
final class QuotaTable {

    private static final String CALLS = "SELECT calls FROM signet_quota WHERE client_id = ? AND day = ?";
    private static final String MORE = "UPDATE signet_quota SET calls = calls + ? WHERE client_id = ? AND day = ?";
    private static final String FIRST = "INSERT INTO signet_quota (calls, client_id, day) VALUES (?, ?, ?)";
    private static final String MOVE = "UPDATE signet_quota SET client_id = ?, day = ? WHERE client_id = ? AND day = ?";

    /** Of the day that was added to last, so that it is deleted like all rows of old days. */
    private record Mark(String name, String day) {}

    /** An addition that may have been kept, or not. */
    private record Doubt(DayCount count, long calls, Mark mark) {}

    private final String node = "node:" + UUID.randomUUID() + ":";
    private long additions;
    private @Nullable Mark mark; // null before the first addition
    private @Nullable Doubt doubt;

    /** What the row says; 0 where there is none. */
    static long read(Connection connection, DayCount count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CALLS)) {
            statement.setString(1, count.client());
            statement.setString(2, count.day());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Whether an addition may have been kept, or not. */
    boolean isDoubtful() {
        return doubt != null;
    }

    /** Finds out whether the last addition was kept, where that is not known; in front of any other. */
    void settle(Connection connection) throws SQLException {
        Doubt open = doubt;
        if (open == null) {
            return;
        }
        boolean commits = begin(connection);
        boolean kept = !insertFirst(connection, 0, open.mark.name, open.mark.day); // waits for whoever is still at it
        long total = read(connection, open.count);
        connection.rollback();
        end(connection, commits);
        doubt = null;
        if (kept) {
            mark = open.mark;
            open.count.learn(total, open.calls);
        } else {
            open.count.putBack(open.calls);
        }
    }

    /** Adds what was counted, and learns what others have; what is not added stays to be added. */
    void add(Connection connection, DayCount count) throws SQLException {
        long calls = count.takeUnwritten();
        boolean added = false;
        boolean commits = true;
        try {
            commits = begin(connection);
            Mark next = mark;
            if (calls != 0) {
                if (set(connection, MORE, calls, count.client(), count.day()) == 0
                        && !insertFirst(connection, calls, count.client(), count.day())) {
                    set(connection, MORE, calls, count.client(), count.day()); // another node was
                }
                next = moved(connection, count.day());
            }
            long total = read(connection, count);
            added = true; // from here on nobody but the mark knows
            commit(connection, count, total, calls, next);
        } finally {
            boolean over = true;
            if (!added) {
                count.putBack(calls);
                over = rollBack(connection);
            }
            if (over) { // else it would commit
                end(connection, commits);
            }
        }
    }

    private void commit(Connection connection, DayCount count, long total, long calls, @Nullable Mark next)
            throws SQLException {
        boolean known = false;
        try {
            connection.commit();
            known = true;
            mark = next;
            count.learn(total, calls);
        } finally {
            if (!known && calls != 0 && next != null) {
                doubt = new Doubt(count, calls, next);
            }
        }
    }

    private Mark moved(Connection connection, String day) throws SQLException {
        Mark before = mark;
        Mark next = new Mark(node + ++additions, day);
        if (before == null || !move(connection, before, next)) { // the first, or somebody has emptied the table
            set(connection, FIRST, 0, next.name, next.day);
        }
        return next;
    }

    /** Moves the mark in its row; false where that has none, or another. */
    private static boolean move(Connection connection, Mark before, Mark next) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(MOVE)) {
            prepared.setString(1, next.name);
            prepared.setString(2, next.day);
            prepared.setString(3, before.name);
            prepared.setString(4, before.day);
            return prepared.executeUpdate() == 1;
        }
    }

    /** Begins a transaction; returns whether the connection commits by itself otherwise. */
    private static boolean begin(Connection connection) throws SQLException {
        boolean commits = connection.getAutoCommit();
        connection.setAutoCommit(false);
        return commits;
    }

    private static void end(Connection connection, boolean commits) throws SQLException {
        if (commits) {
            connection.setAutoCommit(true);
        }
    }

    /** Adds the row; false where there is one already. */
    private static boolean insertFirst(Connection connection, long calls, String client, String day)
            throws SQLException {
        try {
            set(connection, FIRST, calls, client, day);
            return true;
        } catch (SQLException e) {
            if (!(e instanceof SQLIntegrityConstraintViolationException)
                    && !String.valueOf(e.getSQLState()).startsWith("23")) {
                throw e;
            }
            connection.rollback(); // PostgreSQL takes nothing more in this transaction
            return false;
        }
    }

    private static int set(Connection connection, String statement, long calls, String client, String day)
            throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setLong(1, calls);
            prepared.setString(2, client);
            prepared.setString(3, day);
            return prepared.executeUpdate();
        }
    }

    /** Takes the transaction back; false where the connection is gone. */
    private static boolean rollBack(Connection connection) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            return false; // the database does so by itself when the connection is gone
        }
    }
}
