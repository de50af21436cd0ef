package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** clients.md has the scripts of the jar, and what it tells to do works. */
class ClientsDocTest {

    private static final Pattern SQL = Pattern.compile("(?ms)^```sql\n(.*?)^```$");
    private static final Pattern COLUMN = Pattern.compile("`(signet_\\w+)\\.(\\w+)`");

    /** Tables that the document explains as a whole. */
    private static final Set<String> WHOLE = Set.of("signet_failure");

    private static List<String> blocks(String document) throws IOException {
        String text = Files.readString(Path.of("docs", document));
        return SQL.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = ClientsDocTest.class.getResourceAsStream("/dev/signet/clients/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clients.md", "clients.zh-CN.md"})
    void scriptsWhenComparedThenThoseOfTheJar(String document) throws Exception {
        List<String> blocks = blocks(document);
        assertEquals(
                List.of(resource("postgresql.sql"), resource("mariadb.sql"), resource("mysql.sql")),
                blocks.subList(1, blocks.size()));
    }

    /** The one that no server has read has at least the same tables. */
    @Test
    void scriptsWhenComparedThenTheSameTables() throws Exception {
        String tables = tables("postgresql.sql");
        assertTrue(tables.contains("signet_quota"), tables);
        assertEquals(tables, tables("mariadb.sql"));
        assertEquals(tables, tables("mysql.sql"));
    }

    private static String tables(String script) throws IOException {
        return resource(script).replaceAll("(?m)^--.*\n", "").replaceAll("\\) ENGINE=.*;", ");");
    }

    @ParameterizedTest
    @EnumSource
    void columnsWhenComparedThenThoseOfTheServer(Databases which) throws Exception {
        Set<String> documented = new TreeSet<>();
        String text = Files.readString(Path.of("docs", "clients.md"));
        for (MatchResult found : COLUMN.matcher(text).results().toList()) {
            documented.add(found.group(1) + "." + found.group(2));
        }
        Set<String> there = new TreeSet<>();
        try (Connection connection = which.fresh().source().getConnection();
                ResultSet columns =
                        connection.getMetaData().getColumns(connection.getCatalog(), null, "signet%", null)) {
            while (columns.next()) {
                String table = columns.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (!WHOLE.contains(table)) {
                    there.add(table + "." + columns.getString("COLUMN_NAME"));
                }
            }
        }
        there.remove("signet_secret.client_id"); // the key to the other table
        assertEquals(there, documented);
    }

    @ParameterizedTest
    @EnumSource
    void statementsWhenExecutedThenTheyDoWhatTheDocumentSays(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        String daily = blocks("clients.md").get(0).replaceAll("(?m)^--.*$", "");
        String[] statements = daily.strip().split(";\\s*", 0);
        assertEquals(10, statements.length, daily);
        for (int i = 0; i < statements.length - 1; i++) {
            assertEquals(1, TestClients.update(database, statements[i]), statements[i]);
        }
        assertEquals(2, TestClients.count(database, "SELECT COUNT(*) FROM signet_secret"));
        assertEquals(1, TestClients.count(database, "SELECT COUNT(*) FROM signet_revoked"));
        assertEquals(1, TestClients.update(database, statements[9]));
        assertEquals(0, TestClients.count(database, "SELECT COUNT(*) FROM signet_secret"));
    }
}
