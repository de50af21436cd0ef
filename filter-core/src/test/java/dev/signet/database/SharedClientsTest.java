package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes with one database: what is written into its tables holds on both within {@code data-source.refresh-seconds}. */
class SharedClientsTest {

    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final MutableClock clock = new MutableClock(System.currentTimeMillis());

    private static void assertCodes(int code, String token, Node... nodes) throws Exception {
        for (Node node : nodes) {
            assertEquals(code, node.call(token));
        }
    }

    private static long refusals(LogCapture log, int code, String reason) {
        return log.lines().stream()
                .filter(line -> line.contains("refused " + code + " " + reason))
                .count();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disabled = 1                  | 10003 | client-disabled",
                "disabled = -1                 | 10003 | client-disabled",
                "not_before = 4070908800       | 10003 | client-revoked",
                "not_before = -1               | 10003 | client-disabled", // no row means less than it says
                "networks = '192.0.2.0/24'     | 16000 | address-not-allowed",
                "networks = '127.0.0.0/8 ::1/128' | 1     | ",
                "networks = '127.0.0.0/8 home' | 10003 | client-disabled",
                "networks = '127.0.0.0/8,::1/128' | 10003 | client-disabled",
                "lifetime_s = 0                | 10003 | client-disabled",
                "subject = ''                  | 10003 | client-disabled",
                "scopes = 'a b'                | 1     | ",
                "scopes = 'a\"b'               | 10003 | client-disabled",
                "label = '\"''--'              | 1     | ",
                "id = 'other'                  | 15000 | client-unknown",
                "id = 'ACME'                   | 15000 | client-unknown",
                "id = 'acme '                  | 15000 | client-unknown",
            })
    void callWhenRowIsUpdatedThenBothNodesKnowWithinTheBound(String change, int code, String reason) throws Exception {
        for (Databases which : Databases.values()) {
            RealDatabase database = which.fresh();
            database.execute("INSERT INTO signet_client (id) VALUES ('acme')");
            String token = TestClients.tokenOf("acme");
            try (Node one = Node.clocked(database, clock, "check.networks", "true");
                    Node two = Node.clocked(database, clock, "check.networks", "true");
                    LogCapture log = LogCapture.open(Level.INFO)) {
                assertCodes(1, token, one, two);
                database.execute("UPDATE signet_client SET " + change);
                clock.advance(REFRESH);
                assertCodes(code, token, one, two);
                assertEquals(
                        reason == null ? 0 : 2, refusals(log, code, String.valueOf(reason)), log.lines()::toString);
                database.execute("DELETE FROM signet_client", "INSERT INTO signet_client (id) VALUES ('acme')");
                clock.advance(REFRESH);
                assertCodes(1, token, one, two);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void callWhenTokenIsRevokedThenThatOneIsRefusedOnBothNodes(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        try (Node one = Node.clocked(database, clock);
                Node two = Node.clocked(database, clock);
                LogCapture log = LogCapture.open(Level.INFO)) {
            String first = one.token("acme", TestClients.SECRET);
            String second = two.token("acme", TestClients.SECRET);
            assertCodes(1, first, one, two);
            assertCodes(1, second, one, two);
            TestClients.revoke(database, first);
            clock.advance(REFRESH);
            assertCodes(10003, first, one, two);
            assertCodes(1, second, one, two);
            assertEquals(2, refusals(log, 10003, "token-revoked"), log.lines()::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void callWhenClientIsRevokedThenItsNextTokenPasses(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        try (Node one = Node.clocked(database, clock);
                Node two = Node.clocked(database, clock)) {
            String before = one.token("acme", TestClients.SECRET);
            assertCodes(1, before, one, two);
            database.execute("UPDATE signet_client SET not_before = " + (clock.millis() / 1_000 + 1));
            clock.advance(REFRESH);
            assertCodes(10003, before, one, two);
            assertCodes(1, two.token("acme", TestClients.SECRET), one, two);
        }
    }

    @ParameterizedTest
    @EnumSource
    void loginWhenRowChangesThenAtOnce(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        try (Node one = Node.clocked(database, clock);
                Node two = Node.clocked(database, clock)) {
            for (Node node : List.of(one, two)) {
                assertEquals(1, node.login("acme", TestClients.SECRET).code());
            }
            for (String change : new String[] {
                "UPDATE signet_client SET disabled = 1",
                "UPDATE signet_client SET disabled = 0, networks = '192.0.2.1/32'",
                "UPDATE signet_client SET networks = '', scopes = 'a\"b'",
                "UPDATE signet_client SET scopes = ''",
                "INSERT INTO signet_secret (client_id, hash) VALUES ('acme', 'sha256:no hash')", // beside a good one
                "DELETE FROM signet_secret WHERE hash = 'sha256:no hash'",
                "UPDATE signet_secret SET not_after = 1",
                "UPDATE signet_secret SET not_after = NULL, not_before = 4070908800",
                "UPDATE signet_secret SET not_before = NULL",
                "DELETE FROM signet_secret",
            }) {
                database.execute(change);
                boolean good = change.endsWith("scopes = ''")
                        || change.endsWith("no hash'")
                        || change.endsWith("not_before = NULL");
                for (Node node : List.of(one, two)) {
                    assertEquals(
                            good ? 1 : 15000,
                            node.login("acme", TestClients.SECRET).code(),
                            change);
                }
            }
        }
    }

    /** As it is installed, by the clock of the machine; the requests go on until both have heard. */
    @ParameterizedTest
    @EnumSource
    void callWhenInstalledByParametersThenBothNodesHear(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme", "other");
        try (LogCapture log = LogCapture.open(Level.INFO);
                Node one = Node.installed(database, "data-source.refresh-seconds", "1");
                Node two = Node.installed(database, "data-source.refresh-seconds", "1")) {
            assertTrue(
                    log.lines().stream().anyMatch(line -> line.contains("check.clients=false switches that off")),
                    log.lines()::toString);
            String token = one.token("acme", TestClients.SECRET);
            String revoked = two.token("other", TestClients.SECRET);
            assertCodes(1, token, one, two);
            assertCodes(1, revoked, one, two);
            TestClients.revoke(database, revoked);
            for (Node node : List.of(one, two)) {
                TestClients.until(() -> node.call(revoked) == 10003, "token revoked");
            }
            database.execute("UPDATE signet_client SET disabled = 1 WHERE id = 'acme'");
            for (Node node : List.of(one, two)) {
                TestClients.until(() -> node.call(token) == 10003, "client disabled");
            }
            database.execute("DELETE FROM signet_client WHERE id = 'acme'");
            for (Node node : List.of(one, two)) {
                TestClients.until(() -> node.call(token) == 15000, "client unknown");
            }
            assertCodes(1, two.token("other", TestClients.SECRET), one, two);
        }
    }

    @ParameterizedTest
    @EnumSource
    void loginWhenFailedOnOneNodeThenTheOtherCountsToo(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        try (Node one = Node.clocked(database, clock);
                Node two = Node.clocked(database, clock)) {
            assertEquals(15000, two.login("acme", "wrong").code());
            for (int i = 0; i < 10; i++) {
                assertEquals(15000, one.login("acme", "wrong").code());
            }
            assertEquals(-1, one.login("acme", "wrong").code());
            TestClients.until(
                    () -> TestClients.count(database, "SELECT COUNT(*) FROM signet_failure WHERE failures >= 10") > 0,
                    "failures written");
            clock.advance(REFRESH);
            assertEquals(-1, two.login("acme", "wrong").code());
            assertEquals(
                    15000, two.login("acme", "wrong", "X-Address: 192.0.2.7").code());
            assertEquals(1, two.login("acme", TestClients.SECRET).code()); // nobody guesses it
            clock.advance(Duration.ofMinutes(2));
            assertEquals(15000, one.login("acme", "wrong").code());
            assertEquals(15000, two.login("acme", "wrong").code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void callWhenRowsHaveExpiredThenTheyAreDeletedAndNoOthers(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        long now = clock.millis() / 1_000;
        try (var connection = database.source().getConnection();
                var statement =
                        connection.prepareStatement("INSERT INTO signet_revoked (jti, expires) VALUES (?, ?)")) {
            for (int i = 0; i < 2_500; i++) {
                statement.setString(1, "old " + i);
                statement.setLong(2, now - 3_600 - i);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        database.execute(
                "INSERT INTO signet_revoked (jti, expires) VALUES ('late', " + (now - 60) + ")", // clocks differ
                "INSERT INTO signet_revoked (jti, expires) VALUES ('live', " + (now + 60) + ")",
                "INSERT INTO signet_failure (caller, minute, failures) VALUES ('a', " + (now / 60 - 9) + ", 3)",
                "INSERT INTO signet_failure (caller, minute, failures) VALUES ('a', " + now / 60 + ", 3)");
        try (Node node = Node.clocked(database, clock)) {
            assertEquals(1, node.call(node.token("acme", TestClients.SECRET)));
            TestClients.until(
                    () -> TestClients.count(database, "SELECT COUNT(*) FROM signet_revoked") == 2
                            && TestClients.count(database, "SELECT COUNT(*) FROM signet_failure") == 1,
                    "what has expired is deleted");
            assertEquals(2, TestClients.count(database, "SELECT COUNT(*) FROM signet_revoked WHERE jti LIKE 'l%'"));
        }
    }

    /** A pool may be set up so that whoever uses it has to commit; then nothing may be lost, and nothing read twice. */
    @ParameterizedTest
    @EnumSource
    void nodeWhenPoolDoesNotCommitByItselfThenAsWell(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        database.execute("INSERT INTO signet_revoked (jti, expires) VALUES ('old', 1)");
        try (HikariDataSource pool = Node.pool(database.source(), false);
                Node node = Node.clocked((Object) pool, clock)) {
            String token = node.token("acme", TestClients.SECRET);
            assertEquals(1, node.call(token));
            assertEquals(15000, node.login("acme", "wrong").code());
            TestClients.until(
                    () -> TestClients.count(database, "SELECT COUNT(*) FROM signet_failure") > 0,
                    "failures are committed");
            TestClients.until(
                    () -> TestClients.count(database, "SELECT COUNT(*) FROM signet_revoked") == 0,
                    "deletions are committed");
            database.execute("UPDATE signet_client SET disabled = 1");
            clock.advance(REFRESH);
            assertEquals(10003, node.call(token));
            assertEquals(15000, node.login("acme", TestClients.SECRET).code());
        }
    }
}
