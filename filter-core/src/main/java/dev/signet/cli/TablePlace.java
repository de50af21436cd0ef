package dev.signet.cli;

import dev.signet.clients.ClientRows;
import dev.signet.clients.KnownClient;
import dev.signet.config.ProblemList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a database. Each change is one transaction that holds the client's row, and reads the client again as token
 * endpoint and filter read it: what they would refuse is rolled back.
 */
final class TablePlace implements ClientPlace {

    private static final String PLACE = "the database";

    private final Connection connection;

    /**
     * Takes over a connection.
     *
     * @param connection without a transaction
     */
    TablePlace(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void add(NewClient client, Showing secret) throws CommandException {
        change(() -> {
            try {
                update(
                        "INSERT INTO signet_client (id, label, subject, scopes, roles, networks, lifetime_s,"
                                + " calls_per_second, burst, calls_per_day, concurrent)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        client.id(),
                        client.label(),
                        client.subject(),
                        String.join(" ", client.scopes()),
                        String.join(" ", client.roles()),
                        String.join(" ", client.networks()),
                        client.lifetimeSeconds(),
                        client.perSecond(),
                        client.burst(),
                        client.perDay(),
                        client.concurrent());
            } catch (SQLException e) {
                throw isAboutKeys(e) ? ClientPlace.known(client.id(), PLACE) : DatabaseErrors.sentence(e);
            }
            insert(client.id(), client.secret());
            check(client.id());
            mustBeKept(client);
            secret.show();
            return true;
        });
    }

    @Override
    public void rotate(String id, NewSecret fresh, Rotation older, Showing secret) throws CommandException {
        change(() -> {
            hold(id);
            for (SecretTimes each : secrets(id)) {
                Instant end = end(older, each);
                if (end == null) {
                    update("DELETE FROM signet_secret WHERE client_id = ? AND hash = ?", id, each.hash());
                } else {
                    update(
                            "UPDATE signet_secret SET not_after = ? WHERE client_id = ? AND hash = ?",
                            end.getEpochSecond(),
                            id,
                            each.hash());
                }
            }
            insert(id, fresh);
            check(id);
            secret.show();
            return true;
        });
    }

    private static @Nullable Instant end(Rotation older, SecretTimes secret) throws CommandException {
        try {
            return older.endOf(ClientRows.instant(secret.notBefore()), ClientRows.instant(secret.notAfter()));
        } catch (IllegalArgumentException e) {
            throw CommandException.failed("a secret of this client has a time that cannot be read (" + e.getMessage()
                    + "); correct its row in signet_secret first");
        }
    }

    @Override
    public boolean disable(String id, boolean disabled) throws CommandException {
        return change(() -> {
            boolean was = hold(id).disabled();
            if (was != disabled) {
                update("UPDATE signet_client SET disabled = ? WHERE id = ?", disabled ? 1 : 0, id);
            }
            return was != disabled;
        });
    }

    @Override
    public Instant revoke(String id, Instant second) throws CommandException {
        return change(() -> {
            long from = Math.max(hold(id).notBefore(), second.getEpochSecond());
            update("UPDATE signet_client SET not_before = ? WHERE id = ?", from, id);
            return Instant.ofEpochSecond(from);
        });
    }

    @Override
    public List<ListedClient> list() throws CommandException {
        return change(() -> {
            List<ListedClient> all = new ArrayList<>();
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT id, label, networks FROM signet_client ORDER BY id");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String id = row.getString(1);
                    ProblemList problems = new ProblemList();
                    KnownClient known =
                            ClientRows.read(connection, id, problems).orElse(null);
                    List<String> networks = ClientRows.words(row.getString(3));
                    all.add(new ListedClient(id, row.getString(2), problems.isEmpty() ? known : null, networks));
                }
            }
            return all;
        });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // what was to be kept has been committed
        }
    }

    /** What stands in the row of a client. */
    private record HeldClient(boolean disabled, long notBefore) {}

    /** When a secret is accepted, as it stands in its row. */
    private record SecretTimes(
            String hash, @Nullable Long notBefore, @Nullable Long notAfter) {}

    /** Keeps others from changing a client until the transaction ends. */
    private HeldClient hold(String id) throws SQLException, CommandException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, disabled, not_before FROM signet_client WHERE id = ? FOR UPDATE")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || !id.equals(row.getString(1))) {
                    throw ClientPlace.unknown(id, PLACE);
                }
                return new HeldClient(row.getInt(2) != 0, row.getLong(3));
            }
        }
    }

    private List<SecretTimes> secrets(String id) throws SQLException {
        List<SecretTimes> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT hash, not_before, not_after FROM signet_secret WHERE client_id = ?")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(new SecretTimes(row.getString(1), ClientRows.whole(row, 2), ClientRows.whole(row, 3)));
                }
            }
        }
        return all;
    }

    private void insert(String id, NewSecret secret) throws SQLException {
        Instant end = secret.notAfter();
        update(
                "INSERT INTO signet_secret (client_id, hash, not_after) VALUES (?, ?, ?)",
                id,
                secret.hash(),
                end == null ? null : end.getEpochSecond());
    }

    /** Some databases cut what is too long, and a network that is cut is a wider one. */
    private void mustBeKept(NewClient typed) throws SQLException, CommandException {
        List<@Nullable String> meant = Arrays.asList(
                typed.label(),
                typed.subject(),
                String.join(" ", typed.scopes()),
                String.join(" ", typed.roles()),
                String.join(" ", typed.networks()));
        List<@Nullable String> kept = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT label, subject, scopes, roles, networks FROM signet_client WHERE id = ?")) {
            statement.setString(1, typed.id());
            try (ResultSet row = statement.executeQuery()) {
                for (int column = 1; column <= meant.size() && (column > 1 || row.next()); column++) {
                    kept.add(row.getString(column));
                }
            }
        }
        if (!meant.equals(kept)) {
            throw CommandException.failed("the client \"" + typed.id() + "\" does not fit into its row, so nothing has"
                    + " been changed; clients.md says how long each column may be");
        }
    }

    private void check(String id) throws SQLException, CommandException {
        ProblemList problems = new ProblemList();
        ClientRows.read(connection, id, problems);
        if (!problems.isEmpty()) {
            throw CommandException.failed(
                    "the client \"" + id + "\" would count as disabled, so nothing has been changed: " + problems);
        }
    }

    /** Numbers are set as such; a driver knows the type of a null by itself. */
    private void update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Class 23: a row with this key is there. */
    private static boolean isAboutKeys(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("23");
    }

    /** A transaction. */
    @FunctionalInterface
    private interface Change<T> {
        T make() throws SQLException, CommandException;
    }

    private <T> T change(Change<T> change) throws CommandException {
        boolean kept = false;
        try {
            connection.setAutoCommit(false);
            T made = change.make();
            commit();
            kept = true;
            return made;
        } catch (SQLException e) {
            throw DatabaseErrors.sentence(e);
        } finally {
            if (!kept) {
                rollBack();
            }
        }
    }

    private void commit() throws CommandException {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw CommandException.failed(
                    "the database did not confirm the change; client list shows whether it was made,"
                            + " and a secret that was printed may be valid: " + DatabaseErrors.reason(e));
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // the database does so by itself when the connection is gone
        }
    }
}
