package dev.signet.clients;

import dev.signet.config.ProblemList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client from its rows of {@code signet_client} and {@code signet_secret}. The id in the row is compared with the one
 * that was asked for: some databases find {@code acme} for {@code ACME}. Rows that cannot be read count as a client that is
 * disabled, whatever else is right in them.
 */
public final class ClientRows {

    private static final String CLIENT =
            "SELECT id, subject, scopes, roles, networks, lifetime_s, disabled, not_before,"
                    + " calls_per_second, burst, calls_per_day, concurrent FROM signet_client WHERE id = ?";
    private static final String SECRETS =
            "SELECT hash, not_before, not_after FROM signet_secret WHERE client_id = ? ORDER BY hash";
    private static final List<String> LIMITS = List.of("calls_per_second", "burst", "calls_per_day", "concurrent");
    private static final String BLANKS = "[ \\t\\r\\n]+";

    private ClientRows() {}

    /**
     * Looks for a client.
     *
     * @param connection to the database
     * @param id exactly as in its row
     * @param problems take what cannot be read
     * @return the client, or nothing where there is none
     * @throws SQLException when the database has no answer
     */
    public static Optional<KnownClient> read(Connection connection, String id, ProblemList problems)
            throws SQLException {
        boolean found = false;
        try (PreparedStatement statement = connection.prepareStatement(CLIENT)) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                found = row.next() && id.equals(row.getString(1));
                // also of one that does not exist: who asks could tell it by the time that the second way takes
                List<SecretRow> secrets = secrets(connection, id);
                return found ? Optional.of(client(row, id, secrets, problems)) : Optional.empty();
            }
        } catch (SQLException e) {
            if (!isAboutValues(e)) {
                throw e;
            }
            if (!found) {
                return Optional.empty();
            }
            problems.add("a column has a value of another type");
            return Optional.of(KnownClient.unreadable(id));
        }
    }

    /** Class 22, data exceptions: a text outside the database's charset, a number outside a column's range. */
    private static boolean isAboutValues(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("22");
    }

    /** A secret as it stands in its row. */
    private record SecretRow(
            String hash, @Nullable Long notBefore, @Nullable Long notAfter) {}

    private static List<SecretRow> secrets(Connection connection, String id) throws SQLException {
        List<SecretRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SECRETS)) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new SecretRow(String.valueOf(row.getString(1)), whole(row, 2), whole(row, 3)));
                }
            }
        }
        return rows;
    }

    private static KnownClient client(ResultSet row, String id, List<SecretRow> secretRows, ProblemList problems)
            throws SQLException {
        String subject = row.getString(2);
        List<String> scopes = words(row.getString(3));
        List<String> roles = words(row.getString(4));
        List<String> networks = words(row.getString(5));
        Long seconds = whole(row, 6);
        Duration lifetime = seconds == null ? null : Duration.ofSeconds(seconds);
        boolean disabled = row.getInt(7) != 0;
        long notBefore = row.getLong(8);
        ClientLimits limits = ClientLimits.of(
                LIMITS, Arrays.asList(whole(row, 9), whole(row, 10), whole(row, 11), whole(row, 12)), problems);
        List<KnownClient.Secret> secrets = secrets(secretRows, problems);
        ClientRules.id(id, problems);
        ClientRules.iterations(secrets.stream().map(KnownClient.Secret::hash).toList(), problems);
        ClientRules.text("subject", subject, problems);
        ClientRules.scopes(scopes, problems);
        ClientRules.roles(roles, problems);
        ClientRules.lifetime(lifetime, problems);
        ClientRules.networks(networks, problems);
        if (notBefore < 0) {
            problems.add("not_before: expected seconds since 1970, or 0");
        }
        if (!problems.isEmpty()) {
            return KnownClient.unreadable(id);
        }
        return KnownClient.of(id, disabled, subject, secrets, scopes, roles, lifetime, networks, notBefore, limits);
    }

    /** A client may be without a secret for a while; it then gets no token, and keeps those that it has. */
    private static List<KnownClient.Secret> secrets(List<SecretRow> rows, ProblemList problems) {
        List<KnownClient.Secret> secrets = new ArrayList<>();
        if (!rows.isEmpty()) {
            ClientRules.secretCount(rows.size(), problems);
        }
        for (SecretRow row : rows) {
            try {
                secrets.add(KnownClient.Secret.of(row.hash(), instant(row.notBefore()), instant(row.notAfter())));
            } catch (IllegalArgumentException e) {
                problems.add("secrets[" + rows.indexOf(row) + "]: " + e.getMessage());
            }
        }
        return secrets;
    }

    /**
     * A point in time.
     *
     * @param seconds since 1970, or null
     * @return null for null
     * @throws IllegalArgumentException where there is no such time
     */
    public static @Nullable Instant instant(@Nullable Long seconds) {
        if (seconds == null) {
            return null;
        }
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw new IllegalArgumentException("expected times in seconds since 1970");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /**
     * A number.
     *
     * @param row where it stands
     * @param column of the row
     * @return null where there is none
     * @throws SQLException when it is none
     */
    public static @Nullable Long whole(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    /**
     * The words of a column.
     *
     * @param text with blanks between them; null is none
     * @return the words
     */
    public static List<String> words(@Nullable String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.strip().split(BLANKS));
    }
}
