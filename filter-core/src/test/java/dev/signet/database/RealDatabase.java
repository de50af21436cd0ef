package dev.signet.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A database server of its own process, with Signet's tables in it. */
interface RealDatabase extends AutoCloseable {

    /** Connections to it, a new one each time; none while it is killed. */
    DataSource source();

    /** The name of its script in the jar. */
    String script();

    /** Ends all its processes at once, as a power cut would: no transaction is finished, no connection closed. */
    void kill() throws IOException;

    /** Starts it again, at the same port and with what it had kept; nothing where it runs. */
    void restart() throws IOException;

    /** Ends it, and removes what it had kept. */
    @Override
    void close() throws IOException;

    /** Executes statements, one by one and each committed. */
    default void execute(String... statements) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Back to how it was, however a test has left it: running, and every table empty. */
    default RealDatabase fresh() throws IOException, SQLException {
        restart();
        for (String table : new String[] {"secret", "client", "revoked", "failure", "quota"}) {
            execute("DELETE FROM signet_" + table);
        }
        return this;
    }
}
