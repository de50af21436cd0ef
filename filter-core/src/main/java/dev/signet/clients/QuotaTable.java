package dev.signet.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;

/** The table {@code signet_quota}: how often clients have called on a day. Each addition is a transaction of its own. */
final class QuotaTable {

    private static final String CALLS = "SELECT calls FROM signet_quota WHERE client_id = ? AND day = ?";
    private static final String MORE = "UPDATE signet_quota SET calls = calls + ? WHERE client_id = ? AND day = ?";
    private static final String FIRST = "INSERT INTO signet_quota (calls, client_id, day) VALUES (?, ?, ?)";

    private QuotaTable() {}

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

    /** Adds what was counted, and learns what others have; what is not added stays to be added. */
    static void add(Connection connection, DayCount count) throws SQLException {
        if (count.isDoubtful()) {
            count.settle(read(connection, count));
            end(connection);
        }
        long calls = count.takeUnwritten();
        boolean added = false;
        boolean commits = true;
        try {
            commits = connection.getAutoCommit();
            connection.setAutoCommit(false);
            if (calls != 0 && set(connection, MORE, count, calls) == 0 && !isFirst(connection, count, calls)) {
                set(connection, MORE, count, calls); // another node was
            }
            long total = read(connection, count);
            added = true; // from here on nobody but the row knows
            commit(connection, count, total, calls);
        } finally {
            boolean over = true;
            if (!added) {
                count.putBack(calls);
                over = isRolledBack(connection);
            }
            if (commits && over) { // it would commit
                connection.setAutoCommit(true);
            }
        }
    }

    private static void commit(Connection connection, DayCount count, long total, long calls) throws SQLException {
        boolean known = false;
        try {
            connection.commit();
            known = true;
            count.learn(total, calls);
        } finally {
            if (!known && calls != 0) {
                count.doubt(total, calls);
            }
        }
    }

    private static void end(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static boolean isFirst(Connection connection, DayCount count, long calls) throws SQLException {
        try {
            set(connection, FIRST, count, calls);
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

    private static int set(Connection connection, String statement, DayCount count, long calls) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setLong(1, calls);
            prepared.setString(2, count.client());
            prepared.setString(3, count.day());
            return prepared.executeUpdate();
        }
    }

    private static boolean isRolledBack(Connection connection) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            return false; // the database does so by itself when the connection is gone
        }
    }
}
