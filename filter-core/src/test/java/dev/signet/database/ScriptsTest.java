package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts that lie in the jar, on the servers they are for. */
class ScriptsTest {

    private static final List<String> LOOK_ALIKES = List.of(
            "acme",
            "Acme",
            "ACME",
            "acme ",
            "acme  ",
            " acme",
            "acme\t",
            "acmé",
            "acme\u0301",
            "äcme",
            "a\u0308cme",
            "\u0430cme",
            "ａｃｍｅ",
            "acme\u200b",
            "acme\ufeff",
            "straße",
            "strasse",
            "\ud83d\ude00",
            "\ud83d\ude01",
            "客户");

    @ParameterizedTest
    @EnumSource
    void scriptWhenIdsLookAlikeThenEachIsItsOwnRow(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        try (Connection connection = database.source().getConnection()) {
            for (String id : LOOK_ALIKES) {
                insert(connection, "INSERT INTO signet_client (id, label) VALUES (?, ?)", id, id);
                insert(connection, "INSERT INTO signet_secret (client_id, hash) VALUES (?, ?)", id, "hash of " + id);
                insert(connection, "INSERT INTO signet_revoked (jti, expires) VALUES (?, length(?))", id, id);
            }
            for (String id : LOOK_ALIKES) {
                assertEquals(List.of(id), texts(connection, "SELECT label FROM signet_client WHERE id = ?", id));
                assertEquals(
                        List.of("hash of " + id),
                        texts(connection, "SELECT hash FROM signet_secret WHERE client_id = ?", id));
                assertEquals(List.of(id), texts(connection, "SELECT jti FROM signet_revoked WHERE jti = ?", id));
            }
            assertThrows(
                    SQLException.class,
                    () -> insert(connection, "INSERT INTO signet_client (id, label) VALUES (?, ?)", "acme", "again"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void scriptWhenClientIsDeletedThenItsSecretsAreToo(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        database.execute(
                "INSERT INTO signet_client (id) VALUES ('acme')",
                "INSERT INTO signet_client (id) VALUES ('other')",
                "INSERT INTO signet_secret (client_id, hash) VALUES ('acme', 'a')",
                "INSERT INTO signet_secret (client_id, hash) VALUES ('acme', 'b')",
                "INSERT INTO signet_secret (client_id, hash) VALUES ('other', 'a')",
                "DELETE FROM signet_client WHERE id = 'acme'");
        assertThrows(
                SQLException.class,
                () -> database.execute("INSERT INTO signet_secret (client_id, hash) VALUES ('acme', 'c')"));
        try (Connection connection = database.source().getConnection()) {
            assertEquals(
                    List.of("other"), texts(connection, "SELECT client_id FROM signet_secret WHERE hash <> ?", "c"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void scriptWhenOnlyAnIdIsGivenThenTheRowMeansAnEnabledClientWithoutAnything(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        database.execute("INSERT INTO signet_client (id) VALUES ('acme')");
        try (Connection connection = database.source().getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT id, scopes, roles, networks, disabled, not_before, label, subject,"
                                        + " lifetime_s, calls_per_second, burst, calls_per_day, concurrent FROM signet_client")) {
            row.next();
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                values.add(row.getString(column));
            }
            assertEquals("[acme, , , , 0, 0, null, null, null, null, null, null, null]", values.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void databaseWhenKilledThenWhatWasCommittedIsThere(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        database.execute("INSERT INTO signet_revoked (jti, expires) VALUES ('before', 1)");
        database.kill();
        assertThrows(SQLException.class, () -> database.execute("DELETE FROM signet_revoked"));
        database.restart();
        try (Connection connection = database.source().getConnection()) {
            assertEquals(
                    List.of("before"), texts(connection, "SELECT jti FROM signet_revoked WHERE jti <> ?", "other"));
        }
    }

    private static void insert(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static List<String> texts(Connection connection, String sql, String value) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
        }
        return texts;
    }
}
