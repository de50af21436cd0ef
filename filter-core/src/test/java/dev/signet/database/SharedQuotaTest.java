package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.signet.testing.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The calls of a day are counted by all nodes together: nothing is lost and nothing added twice. */
class SharedQuotaTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final String ACME = TestClients.tokenOf("acme");

    /** 14:00 in Shanghai. */
    private final MutableClock clock =
            new MutableClock(Instant.parse("2026-11-29T06:00:00Z").toEpochMilli());

    private static RealDatabase database(Databases which, int perDay) throws Exception {
        RealDatabase database = which.fresh();
        database.execute("INSERT INTO signet_client (id, calls_per_day) VALUES ('acme', " + perDay + ")");
        return database;
    }

    private static long calls(RealDatabase database, String day) throws SQLException {
        return TestClients.count(
                database, "SELECT COALESCE(SUM(calls), 0) FROM signet_quota WHERE day = '" + day + "'");
    }

    private static void awaitCalls(RealDatabase database, long calls) throws Exception {
        TestClients.until(() -> calls(database, "2026-11-29") == calls, "the row says " + calls);
    }

    private static int passed(Node node, int calls) throws Exception {
        int passed = 0;
        for (int i = 0; i < calls; i++) {
            int code = node.call(ACME);
            assertTrue(code == 1 || code == -1, () -> "" + code);
            passed += code == 1 ? 1 : 0;
        }
        return passed;
    }

    @ParameterizedTest
    @EnumSource
    void callsWhenTwoNodesCountThenEachKnowsOfTheOthers(Databases which) throws Exception {
        RealDatabase database = database(which, 10);
        try (Node one = Node.clocked(database, clock);
                Node two = Node.clocked(database, clock)) {
            assertEquals(6, passed(one, 6));
            clock.advance(INTERVAL);
            assertEquals(1, passed(one, 1));
            awaitCalls(database, 7);
            assertEquals(3, passed(two, 5)); // read before its first call
            clock.advance(INTERVAL);
            assertEquals(0, passed(two, 1));
            awaitCalls(database, 10);
            clock.advance(INTERVAL);
            TestClients.until(() -> passed(one, 1) == 0, "what the other has used counts here");
        }
    }

    /** Nobody has heard of the other's calls: the most that can go over, which is what both have called in five seconds. */
    @ParameterizedTest
    @EnumSource
    void callsWhenBothNodesCallWithinTheIntervalThenAtMostTheirCallsOfIt(Databases which) throws Exception {
        RealDatabase database = database(which, 10);
        try (Node one = Node.clocked(database, clock);
                Node two = Node.clocked(database, clock)) {
            assertEquals(1, passed(one, 1));
            assertEquals(1, passed(two, 1));
            assertEquals(9, passed(one, 20));
            assertEquals(9, passed(two, 20));
            clock.advance(INTERVAL);
            assertEquals(0, passed(one, 3));
            assertEquals(0, passed(two, 3));
            awaitCalls(database, 20);
            assertEquals(0, passed(one, 3) + passed(two, 3));
            database.execute("UPDATE signet_client SET calls_per_day = 22");
            clock.advance(INTERVAL);
            TestClients.until(() -> passed(one, 1) == 1, "an operator gives more");
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsWhenTheDatabaseIsAwayThenCountedHereAndAddedLater(Databases which) throws Exception {
        RealDatabase database = database(which, 10);
        database.execute("INSERT INTO signet_quota (client_id, day, calls) VALUES ('acme', '2026-11-29', 4)");
        try (Node node = Node.clocked(database, clock)) {
            assertEquals(2, passed(node, 2));
            database.kill();
            clock.advance(INTERVAL);
            assertEquals(4, passed(node, 9));
            database.restart();
            TestClients.until(
                    () -> {
                        clock.advance(RETRY);
                        passed(node, 1);
                        return calls(database, "2026-11-29") == 10;
                    },
                    "added");
            clock.advance(INTERVAL);
            assertEquals(0, passed(node, 3));
            assertEquals(10, calls(database, "2026-11-29"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nodeWhenItStopsThenWhatItHasCountedIsAdded(Databases which) throws Exception {
        RealDatabase database = database(which, 10);
        try (Node node = Node.clocked(database, clock)) {
            assertEquals(3, passed(node, 3));
        }
        assertEquals(3, calls(database, "2026-11-29"));
    }

    @ParameterizedTest
    @EnumSource
    void dayWhenItTurnsThenTheNextBeginsAndOldOnesAreDeleted(Databases which) throws Exception {
        RealDatabase database = database(which, 2);
        database.execute(
                "INSERT INTO signet_quota (client_id, day, calls) VALUES ('acme', '2026-10-01', 4)",
                "INSERT INTO signet_quota (client_id, day, calls) VALUES ('gone', '2026-11-28', 4)");
        try (Node node = Node.clocked(database, clock)) {
            assertEquals(2, passed(node, 3));
            clock.advance(Duration.ofHours(10));
            assertEquals(2, passed(node, 3));
            clock.advance(INTERVAL);
            passed(node, 1);
            awaitCalls(database, 2);
            TestClients.until(() -> calls(database, "2026-11-30") == 2, "both days are added");
            TestClients.until(
                    () -> {
                        clock.advance(INTERVAL);
                        passed(node, 1);
                        return calls(database, "2026-10-01") == 0;
                    },
                    "old days are deleted");
            assertEquals(4, calls(database, "2026-11-28"));
        }
    }

    /** What happens to a statement, or to the commit, and what the database has kept of it. */
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, executeUpdate",
        "POSTGRESQL, commit",
        "POSTGRESQL, committed",
        "MARIADB, executeUpdate",
        "MARIADB, commit",
        "MARIADB, committed",
    })
    void additionWhenItFailsHalfWayThenNothingIsLostAndNothingTwice(Databases which, String where) throws Exception {
        RealDatabase database = database(which, 100_000);
        AtomicInteger failures = new AtomicInteger();
        AtomicInteger all = new AtomicInteger();
        try (HikariDataSource pool = Node.pool(database.source());
                Node node = Node.clocked((Object) failing(pool, where, failures), clock)) {
            all.addAndGet(passed(node, 3));
            failures.set(1);
            clock.advance(INTERVAL);
            all.addAndGet(passed(node, 1));
            TestClients.until(() -> calls(database, "2026-11-29") >= 0 && failures.get() == 0, "it has failed");
            TestClients.until(
                    () -> {
                        clock.advance(INTERVAL);
                        all.addAndGet(passed(node, 1));
                        return calls(database, "2026-11-29") >= 4;
                    },
                    "what had failed is added");
        }
        assertEquals(all.get(), calls(database, "2026-11-29"));
    }

    /** The row has grown by more than was to be added, whether that was kept or not. */
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, commit",
        "POSTGRESQL, committed",
        "MARIADB, commit",
        "MARIADB, committed",
    })
    void additionWhenNobodyKnowsOfItsCommitAndOthersAddThenNothingIsLostAndNothingTwice(Databases which, String where)
            throws Exception {
        RealDatabase database = database(which, 100_000);
        database.execute("INSERT INTO signet_quota (client_id, day, calls) VALUES ('acme', '2026-11-29', 0)");
        AtomicInteger failures = new AtomicInteger();
        AtomicInteger all = new AtomicInteger();
        try (HikariDataSource pool = Node.pool(database.source());
                Node node = Node.clocked((Object) failing(pool, where, failures), clock)) {
            for (int time = 1; time <= 2; time++) { // the second mark is a row that is there already
                all.addAndGet(passed(node, 3));
                failures.set(1);
                TestClients.until(
                        () -> {
                            clock.advance(INTERVAL);
                            all.addAndGet(passed(node, 1));
                            return failures.get() == 0;
                        },
                        "it has failed");
                database.execute("UPDATE signet_quota SET calls = calls + 1000 WHERE client_id = 'acme'");
            }
        }
        assertEquals(all.get() + 2_000, calls(database, "2026-11-29"));
        assertEquals(
                1,
                TestClients.count(
                        database, "SELECT COUNT(*) FROM signet_quota WHERE client_id LIKE 'node:%' AND calls = 0"));
    }

    private static DataSource failing(DataSource source, String where, AtomicInteger failures) {
        return proxy(DataSource.class, source, where, failures);
    }

    private static <T> T proxy(Class<T> type, Object target, String where, AtomicInteger failures) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            boolean quota = given != null
                    && given.length > 0
                    && String.valueOf(given[0]).contains("UPDATE signet_quota");
            boolean fails = method.getName().equals(where.equals("committed") ? "commit" : where);
            if (fails && !where.equals("committed") && isNext(failures)) {
                throw new SQLException("on purpose");
            }
            Object answer;
            try {
                answer = method.invoke(target, given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (fails && where.equals("committed") && isNext(failures)) {
                throw new SQLException("on purpose, behind the commit");
            }
            return answer instanceof Connection connection
                    ? proxy(Connection.class, connection, where.equals("executeUpdate") ? "none" : where, failures)
                    : quota && where.equals("none")
                            ? proxy(PreparedStatement.class, answer, "executeUpdate", failures)
                            : answer;
        }));
    }

    private static boolean isNext(AtomicInteger failures) {
        return failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    @ParameterizedTest
    @EnumSource
    void rowWhenItsNumbersAreAbsurdThenTheClientIsDisabled(Databases which) throws Exception {
        RealDatabase database = database(which, 1_000);
        try (Node node = Node.clocked(database, clock)) {
            assertEquals(1, node.call(ACME));
            for (String wrong : List.of(
                    "calls_per_second = 0",
                    "calls_per_second = -1",
                    "calls_per_second = 2000000",
                    "burst = 5",
                    "calls_per_day = 0",
                    "concurrent = 0",
                    "concurrent = 2000000")) {
                database.execute("UPDATE signet_client SET " + wrong);
                clock.advance(INTERVAL);
                assertEquals(10003, node.call(ACME), wrong);
                database.execute(
                        "UPDATE signet_client SET calls_per_second = NULL, burst = NULL, calls_per_day = NULL, concurrent = NULL");
                clock.advance(INTERVAL);
                assertEquals(1, node.call(ACME), wrong);
            }
        }
    }
}
