package dev.signet.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table {@code signet_revoked}: tokens that were taken back, by their {@code jti}. Thread-safe. */
final class RevokedTable {

    private static final String REVOKED = "SELECT jti FROM signet_revoked WHERE jti = ?";

    /** That of the column. */
    static final int LONGEST = 255;

    private final Database database;
    private final ExpiredRows expired;

    RevokedTable(Database database, ExpiredRows expired) {
        this.database = database;
        this.expired = expired;
    }

    /** Whether a token is taken back. One whose {@code jti} no row could hold could never be, so it counts as such. */
    boolean has(String jti) throws ClientsUnavailableException {
        boolean revoked = !ClientTable.canBeHeld(jti, LONGEST) || database.ask(connection -> has(connection, jti));
        expired.deleteWhereDue();
        return revoked;
    }

    private static boolean has(Connection connection, String jti) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REVOKED)) {
            statement.setString(1, jti);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && jti.equals(row.getString(1));
            }
        }
    }
}
