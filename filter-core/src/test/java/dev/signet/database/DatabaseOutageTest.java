package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The database is away, late, or not what it should be: nothing passes that should not, and nobody waits for it long. */
class DatabaseOutageTest {

    private static final Duration REFRESH = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final MutableClock clock = new MutableClock(System.currentTimeMillis());

    private static long told(LogCapture log, Level level, String part) {
        return log.lines(level).stream().filter(line -> line.contains(part)).count();
    }

    @ParameterizedTest
    @EnumSource
    void databaseWhenKilledThenVerifiedClientsPassForAWhileAndNobodyElse(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme", "off", "late");
        database.execute("UPDATE signet_client SET disabled = 1 WHERE id = 'off'");
        try (Node one = Node.clocked(database, clock);
                Node two = Node.clocked(database, clock);
                LogCapture log = LogCapture.open(Level.INFO)) {
            String acme = one.token("acme", TestClients.SECRET);
            String revoked = one.token("acme", TestClients.SECRET);
            String off = TestClients.tokenOf("off");
            String late = TestClients.tokenOf("late");
            TestClients.revoke(database, revoked);
            assertEquals(1, one.call(acme));
            assertEquals(10003, one.call(off));
            assertEquals(10003, one.call(revoked));

            database.kill();
            clock.advance(REFRESH);
            assertEquals(1, one.call(acme));
            assertEquals(10003, one.call(off));
            assertEquals(10003, one.call(revoked));
            for (String unread : List.of(acme, off, late, revoked, TestClients.tokenOf("nobody"))) {
                assertEquals(-1, two.call(unread)); // this one has read no row
            }
            assertEquals(-1, one.call(late));
            assertEquals(-1, one.login("acme", TestClients.SECRET).code());
            assertEquals(-1, two.login("nobody", "wrong").code());

            clock.advance(Duration.ofSeconds(60).minus(REFRESH)); // since it was read
            for (String stale : List.of(acme, off, revoked)) {
                assertEquals(-1, one.call(stale));
            }
            assertTrue(told(log, Level.INFO, "refused -1 check-unavailable") >= 3, log.lines()::toString);
            assertEquals(4, told(log, Level.SEVERE, "the client database is unavailable"), log.lines()::toString);

            database.restart();
            for (Node node : List.of(one, two)) {
                TestClients.until(
                        () -> {
                            clock.advance(RETRY);
                            return node.call(acme) == 1;
                        },
                        "recovered");
                assertEquals(10003, node.call(off));
                assertEquals(10003, node.call(revoked));
                assertEquals(1, node.call(late));
                assertEquals(15000, node.call(TestClients.tokenOf("nobody")));
                TestClients.until(
                        () -> {
                            clock.advance(RETRY);
                            return node.login("acme", TestClients.SECRET).code() == 1;
                        },
                        "tokens again");
            }
            assertEquals(4, told(log, Level.INFO, "the client database is available again"), log.lines()::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void healthWhenTheDatabaseIsKilledThenDownBehindStaleSecondsAndUpAgain(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        try (Node node = Node.clocked(database, clock);
                LogCapture log = LogCapture.open(Level.WARNING)) {
            assertEquals(200, node.health().status());
            assertTrue(node.health().text().contains("\"clients\":\"UP\",\"dataSource\":\"UP\""));
            assertEquals(List.of(), log.lines(), "its question is one that the tables can answer");
            database.kill();
            clock.advance(REFRESH);
            assertEquals(200, node.health().status());
            clock.advance(Duration.ofSeconds(60));
            RawAnswer down = node.health();
            assertEquals(503, down.status());
            assertTrue(down.text().contains("\"clients\":\"DOWN\",\"dataSource\":\"DOWN\""), down::text);
            assertTrue(down.text().endsWith("\"refusing\":[]}"), down::text);
            database.restart();
            TestClients.until(
                    () -> {
                        clock.advance(REFRESH);
                        return node.health().status() == 200;
                    },
                    "recovered without a call");
        }
    }

    /** Who has to wait counts as failed where probes come from, long before what was read is stale. */
    @ParameterizedTest
    @ValueSource(strings = {"getConnection", "createStatement"})
    void healthWhenTheDriverHangsThenToldWithoutWaitingForIt(String where) throws Exception {
        HangingDriver driver = new HangingDriver(where);
        try (Node node =
                Node.clocked((Object) driver.around(Databases.POSTGRESQL.fresh().source()), clock)) {
            assertEquals(200, node.health().status());
            driver.hang();
            try {
                clock.advance(REFRESH);
                assertEquals(200, node.health().status(), "what was read is believed");
                clock.advance(Duration.ofSeconds(60));
                assertEquals(503, node.health().status());
            } finally {
                driver.release();
            }
            TestClients.until(
                    () -> {
                        clock.advance(REFRESH);
                        return node.health().status() == 200;
                    },
                    "recovered");
        }
    }

    /** As many questions hang as are asked at once, before a probe has ever had an answer. */
    @Test
    void healthWhenEveryThreadHangsFromTheStartThenDownAndUpOnceTheyComeBack() throws Exception {
        HangingDriver driver = new HangingDriver("getConnection");
        RealDatabase database = Databases.POSTGRESQL.fresh();
        TestClients.add(database, "acme");
        try (Node node =
                Node.clocked((Object) driver.around(database.source()), clock, "data-source.timeout-millis", "200")) {
            driver.hang();
            try {
                for (int i = 0; i < 9; i++) {
                    clock.advance(RETRY);
                    assertEquals(-1, node.call(TestClients.tokenOf("acme")));
                }
                for (int i = 0; i < 3; i++) {
                    clock.advance(REFRESH);
                    assertEquals(503, node.health().status());
                }
            } finally {
                driver.release();
            }
            TestClients.until(
                    () -> {
                        clock.advance(REFRESH);
                        return node.health().status() == 200;
                    },
                    "recovered");
        }
    }

    /** The answers come while the driver still hangs: a test that had to wait for it would never end. */
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, getConnection",
        "POSTGRESQL, prepareStatement",
        "POSTGRESQL, executeQuery",
        "POSTGRESQL, close",
        "MARIADB, executeQuery",
    })
    void driverWhenItHangsThenNoRequestDoes(Databases which, String where) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme", "other");
        HangingDriver driver = new HangingDriver(where);
        try (Node node =
                Node.clocked((Object) driver.around(database.source()), clock, "data-source.timeout-millis", "200")) {
            String token = TestClients.tokenOf("acme\",\"jti\":\"one");
            TestClients.until( // this machine may be slower than the driver may be
                    () -> {
                        clock.advance(RETRY);
                        return node.call(token) == 1;
                    },
                    "read");
            driver.hang();
            try {
                for (int i = 0; i < 12; i++) { // more than there are threads for questions
                    clock.advance(RETRY);
                    assertEquals(-1, node.call(TestClients.tokenOf("other")));
                    assertEquals(-1, node.login("acme", TestClients.SECRET).code());
                    assertEquals(1, node.call(token)); // read less than a minute ago
                }
            } finally {
                driver.release();
            }
            TestClients.until(
                    () -> {
                        clock.advance(RETRY);
                        return node.call(TestClients.tokenOf("other")) == 1
                                && node.login("acme", TestClients.SECRET).code() == 1;
                    },
                    "recovered");
        }
    }

    @ParameterizedTest
    @EnumSource
    void dataSourceWhenItComesLaterThenItIsFound(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        try (Node node = Node.clocked((Object) null, clock)) {
            assertEquals(-1, node.call(TestClients.tokenOf("acme")));
            assertEquals(-1, node.login("acme", TestClients.SECRET).code());
            node.put(database.source());
            clock.advance(Duration.ofSeconds(5));
            assertEquals(1, node.call(TestClients.tokenOf("acme")));
            assertEquals(1, node.call(node.token("acme", TestClients.SECRET)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void dataSourceWhenItIsSomethingElseThenMisconfigured(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        try (Node node = Node.clocked((Object) null, clock)) {
            assertEquals(-1, node.call(TestClients.tokenOf("acme")));
            assertEquals(-1, node.login("acme", TestClients.SECRET).code());
            node.put("jdbc:postgresql:acme");
            clock.advance(Duration.ofSeconds(5));
            assertEquals(-30, node.call(TestClients.tokenOf("acme")));
            assertEquals(-30, node.login("acme", TestClients.SECRET).code());
            node.put(database.source());
            clock.advance(Duration.ofSeconds(5));
            assertEquals(1, node.call(TestClients.tokenOf("acme")));
            assertEquals(1, node.login("acme", TestClients.SECRET).code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tableWhenMissingThenUnavailableAndSaid(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        try (Node node = Node.clocked(database, clock);
                LogCapture log = LogCapture.open(Level.INFO)) {
            String token = node.token("acme", TestClients.SECRET);
            assertEquals(1, node.call(token));
            database.execute("ALTER TABLE signet_revoked RENAME TO signet_elsewhere");
            try {
                clock.advance(Duration.ofSeconds(61));
                assertEquals(-1, node.call(token)); // it may have been revoked
                assertEquals(1, told(log, Level.SEVERE, "do all tables exist?"), log.lines()::toString);
            } finally {
                database.execute("ALTER TABLE signet_elsewhere RENAME TO signet_revoked");
            }
            clock.advance(RETRY);
            assertEquals(1, node.call(token));
        }
    }
}
