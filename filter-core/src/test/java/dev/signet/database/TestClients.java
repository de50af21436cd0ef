package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.SecretHash;
import dev.signet.testing.TestWebapp;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;

/** Rows of the tables, and tokens of those that they are about. */
final class TestClients {

    /** Of every client. */
    static final String SECRET = "sesame-Yk3vQ8rTz1LxW0bN";

    private static final String NAME = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";

    /** How often is asked again at most, until an answer changes. */
    private static final int MOST_REQUESTS = 200_000;

    private TestClients() {}

    /** Adds clients with the secret of all, whatever is in their ids. */
    static void add(RealDatabase database, String... ids) throws SQLException {
        try (Connection connection = database.source().getConnection()) {
            for (String id : ids) {
                update(connection, "INSERT INTO signet_client (id) VALUES (?)", id);
                update(
                        connection,
                        "INSERT INTO signet_secret (client_id, hash) VALUES (?, ?)",
                        id,
                        SecretHash.sha256(SECRET));
            }
        }
    }

    /** Executes a statement with texts for its question marks. */
    static int update(RealDatabase database, String sql, String... values) throws SQLException {
        try (Connection connection = database.source().getConnection()) {
            return update(connection, sql, values);
        }
    }

    private static int update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** A number that the database tells. */
    static long count(RealDatabase database, String sql) throws SQLException {
        try (Connection connection = database.source().getConnection();
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Revokes a token. */
    static void revoke(RealDatabase database, String token) throws SQLException {
        update(
                database,
                "INSERT INTO signet_revoked (jti, expires) VALUES (?, " + member(token, "exp") + ")",
                member(token, "jti"));
    }

    /** A member of a token's payload that is text or a number. */
    static String member(String token, String name) {
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return payload.replaceAll(".*\"" + name + "\":\"?([^\",}]+)[\",}].*", "$1");
    }

    /** A genuine token of our issuer for any name, spelled as in JSON. */
    static String tokenOf(String name) {
        return TestWebapp.token(
                "{\"exp\":4070908800,\"iss\":\"" + Node.ISSUER + "\",\"" + NAME + "\":\"" + name + "\"}");
    }

    /** Something that can be asked again. */
    @FunctionalInterface
    interface Question {
        boolean ask() throws Exception;
    }

    /** Asks until it is so; time passes by itself, and ever more of it where nothing happens. */
    static void until(Question question, String what) throws Exception {
        boolean is = false;
        for (int i = 0; i < MOST_REQUESTS && !is; i++) {
            is = question.ask();
        }
        assertTrue(is, what);
    }
}
