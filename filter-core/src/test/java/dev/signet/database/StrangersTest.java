package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids are data, whatever they look like: those of strangers are unknown, and a row that cannot be read lets nobody in. */
class StrangersTest {

    private static final List<String> LOOK_ALIKES = List.of(
            "acme ",
            "acme  ",
            " acme",
            "acme\t",
            "acme\n",
            "acme\u00a0",
            "acme\u3000",
            "Acme",
            "ACME",
            "\uff41\uff43\uff4d\uff45",
            "\u0430cme",
            "acme\u0301",
            "acm\u0435",
            "acme\u200b",
            "\ufeffacme",
            "ac\u00adme",
            "acme\u0000",
            "\u0000acme",
            "ac\u0000me",
            "\u0000",
            "acme\ud83d\ude00",
            "a%63me",
            "acme%",
            "%",
            "____",
            "acme;",
            "ca",
            "a".repeat(128),
            "a".repeat(129),
            "a".repeat(2_000),
            "\u5ba2".repeat(128),
            "\ud83d\ude00".repeat(64),
            "\ud83d\ude00".repeat(128),
            "\ud83d\ude00".repeat(129));

    private static final List<String> INJECTIONS = List.of(
            "'",
            "''",
            "\"",
            "`",
            "\\",
            "\\'",
            "acme'",
            "acme''",
            "acme\\",
            "acme'--",
            "acme'-- ",
            "acme'#",
            "acme'/*",
            "acme' OR '1'='1",
            "acme' OR 1=1--",
            "' OR ''='",
            "' OR id LIKE 'a%",
            "x' OR id='acme",
            "\\' OR 1=1-- ",
            "\u00bf' OR 1=1-- ",
            "\u02bc OR 1=1-- ",
            "\uff07 OR 1=1-- ",
            "acme' UNION SELECT * FROM signet_client--",
            "' UNION SELECT 'acme',NULL,NULL,'','','',NULL,0,0--",
            "'; DELETE FROM signet_client; --",
            "'; DROP TABLE signet_client; --",
            "acme'; UPDATE signet_client SET disabled=1; --",
            "'||(SELECT hash FROM signet_secret)||'",
            "' AND pg_sleep(30)--",
            "'||pg_sleep(30)--",
            "' AND SLEEP(30)#",
            "$$",
            "$1",
            "?",
            ":id",
            "{fn user()}",
            "{call x}",
            "0x61636d65",
            "CHAR(97,99,109,101)",
            "E'acme'",
            "acme/**/",
            "NULL",
            "1",
            "%s%n",
            "${jndi:x}");

    private final MutableClock clock = new MutableClock(System.currentTimeMillis());

    private static List<String> strangers() throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<String> spelled = new ArrayList<>();
        for (String id : LOOK_ALIKES) {
            spelled.add(inner(json.writeValueAsString(id)));
        }
        for (String id : INJECTIONS) {
            spelled.add(inner(json.writeValueAsString(id)));
        }
        return spelled;
    }

    private static String inner(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void loginWhenIdIsAStrangersThenUnknown(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        try (Node node = Node.clocked(database, clock);
                LogCapture log = LogCapture.open(Level.INFO)) {
            int address = 1;
            for (String id : strangers()) {
                RawAnswer answer = node.login(id, TestClients.SECRET, "X-Address: 192.0.2." + address++);
                boolean control = id.matches(".*\\\\(u0000|t|n).*"); // refused before anybody is asked
                assertEquals(control ? 12004 : 15000, answer.code(), id);
            }
            for (String half : List.of("\\ud800", "acme\\ud800", "\\udc00\\ud800")) { // no JSON text
                int code = node.login(half, TestClients.SECRET, "X-Address: 192.0.2." + address++)
                        .code();
                assertTrue(code == 15000 || code == 12004, half + " " + code);
            }
            assertEquals(1, node.login("acme", TestClients.SECRET).code());
            assertUnharmed(database, log);
        }
    }

    @ParameterizedTest
    @EnumSource
    void callWhenTokenNamesAStrangerThenUnknown(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        try (Node node = Node.clocked(database, clock);
                LogCapture log = LogCapture.open(Level.INFO)) {
            for (String id : strangers()) {
                assertEquals(15000, node.call(TestClients.tokenOf(id)), id);
            }
            assertEquals(10003, node.call(TestClients.tokenOf("acme\\ud800"))); // no JSON text
            assertEquals(1, node.call(TestClients.tokenOf("acme")));
            assertUnharmed(database, log);
        }
    }

    @ParameterizedTest
    @EnumSource
    void callWhenTokenIdIsAStrangersThenNotRevoked(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        database.execute("INSERT INTO signet_revoked (jti, expires) VALUES ('acme', 4070908800)");
        try (Node node = Node.clocked(database, clock);
                LogCapture log = LogCapture.open(Level.INFO)) {
            for (String id : strangers()) {
                String token = TestClients.tokenOf("acme\",\"jti\":\"" + id);
                // one that no row could hold could not be revoked
                boolean never = id.contains("\\u0000") || id.contains("\\t") || id.contains("\\n") || id.length() > 255;
                int code = node.call(token);
                if (id.length() < 129 || id.length() == 2_000) {
                    assertEquals(never ? 10003 : 1, code, id);
                } else {
                    assertTrue(code == 1 || code == 10003, id + code); // 129 times two characters
                }
            }
            assertEquals(10003, node.call(TestClients.tokenOf("acme\",\"jti\":\"acme")));
            assertEquals(1, node.call(TestClients.tokenOf("acme\",\"jti\":\"" + "j".repeat(255))));
            assertEquals(10003, node.call(TestClients.tokenOf("acme\",\"jti\":\"" + "j".repeat(256))));
            assertUnharmed(database, log);
        }
    }

    private static void assertUnharmed(RealDatabase database, LogCapture log) throws Exception {
        assertEquals(1, TestClients.count(database, "SELECT COUNT(*) FROM signet_client WHERE disabled = 0"));
        assertFalse(
                log.lines().stream()
                        .anyMatch(line -> line.contains("unavailable") || line.contains("refuses a statement")),
                log.lines()::toString);
    }

    /** Where ids are no longer compared by what they look like, each of these could be taken for another. */
    @ParameterizedTest
    @EnumSource
    void rowWhenItCannotBeReadThenItsClientIsDisabledAndSaidOnce(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        List<String> unreadable = List.of(
                " acme",
                "acme ",
                "acme\u00a0",
                "ac\u200bme",
                "ac\u00adme",
                "\ufeffacme",
                "acme\u0301",
                "e\u0301",
                "a\u3164");
        TestClients.add(database, unreadable.toArray(String[]::new));
        TestClients.add(database, "hash", "network", "scopes", "times", "good", "acme");
        TestClients.update(
                database, "INSERT INTO signet_secret (client_id, hash) VALUES (?, ?)", "hash", "sha256:of nothing");
        TestClients.update(
                database, "UPDATE signet_client SET networks = ? WHERE id = ?", "127.0.0.0/8 10.0.0.0/99", "network");
        TestClients.update(database, "UPDATE signet_client SET scopes = ? WHERE id = ?", "read write\"", "scopes");
        TestClients.update(
                database, "UPDATE signet_secret SET not_before = -9223372036854775808 WHERE client_id = ?", "times");
        List<String> all = new ArrayList<>(unreadable);
        all.addAll(List.of("hash", "network", "scopes", "times"));
        ObjectMapper json = new ObjectMapper();
        try (Node node = Node.clocked(database, clock);
                LogCapture log = LogCapture.open(Level.INFO)) {
            long complaints = 0;
            for (int round = 0; round < 3; round++) {
                int address = 1;
                for (String id : all) {
                    String spelled = inner(json.writeValueAsString(id));
                    assertEquals(10003, node.call(TestClients.tokenOf(spelled)), spelled);
                    RawAnswer login = node.login(spelled, TestClients.SECRET, "X-Address: 192.0.2." + address++);
                    assertEquals(15000, login.code(), spelled);
                }
                long told = log.lines().stream()
                        .filter(line -> line.contains("cannot be read, so the client counts as disabled"))
                        .count();
                assertTrue(told >= all.size() && told <= 2L * all.size(), log.lines()::toString); // filter and endpoint
                assertTrue(round == 0 || told == complaints, log.lines()::toString);
                complaints = told;
                clock.advance(Duration.ofSeconds(61));
            }
            assertFalse(log.everything().contains("of nothing"), "a hash in the log");
            for (String good : List.of("good", "acme")) {
                assertEquals(1, node.call(TestClients.tokenOf(good)));
                assertEquals(1, node.login(good, TestClients.SECRET).code());
            }
        }
    }
}
