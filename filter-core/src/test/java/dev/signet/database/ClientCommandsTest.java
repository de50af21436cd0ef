package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cli.Prompt;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands about clients, on the tables of a database, with the driver in a jar of its own. */
class ClientCommandsTest {

    private static final String SECRETS = "SELECT COUNT(*) FROM signet_secret WHERE client_id = 'acme'";

    private static Prompt.Said type(RealDatabase database, String line) throws Exception {
        return type(
                new Prompt().environment("DB_PASSWORD", "any"), database, line + " --jdbc-password-env DB_PASSWORD");
    }

    private static Prompt.Said type(Prompt prompt, RealDatabase database, String line) throws Exception {
        List<String> typed = new ArrayList<>(List.of(line.split(" ")));
        try (Connection connection = database.source().getConnection()) {
            String url = connection.getMetaData().getURL().replaceFirst("\\?.*", "");
            Path driver = Path.of(DriverManager.getDriver(url)
                    .getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            typed.addAll(List.of("--jdbc-url", url, "--driver", driver.toString(), "--jdbc-user", "signet"));
        }
        return prompt.type(typed.toArray(new String[0]));
    }

    @ParameterizedTest
    @EnumSource
    void commandsWhenTypedOneAfterTheOtherThenNodesDoWhatTheySay(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        try (Node node = Node.installed(database, "data-source.refresh-seconds", "1")) {
            Prompt.Said made = type(database, "client new acme --scopes orders:read,orders:write --label Acme");
            assertEquals(0, made.status(), made.err());
            String token = node.token("acme", made.secret());
            assertEquals(1, node.call(token));

            Prompt.Said rotated = type(database, "client rotate acme --overlap 1d");
            assertEquals(0, rotated.status(), rotated.err());
            assertEquals(1, node.login("acme", made.secret()).code(), "both are accepted");
            assertEquals(1, node.login("acme", rotated.secret()).code());
            Prompt.Said again = type(database, "client rotate acme --overlap 0");
            assertEquals(15000, node.login("acme", rotated.secret()).code());
            assertEquals(1, node.login("acme", again.secret()).code());
            assertEquals(1, TestClients.count(database, SECRETS));

            assertEquals(
                    "acme is disabled",
                    type(database, "client disable acme").lines().get(0));
            assertEquals(
                    "acme was already disabled",
                    type(database, "client disable acme").lines().get(0));
            TestClients.until(() -> node.call(token) == 10003, "its tokens do not count");
            assertEquals(
                    "acme is enabled",
                    type(database, "client enable acme").lines().get(0));
            TestClients.until(() -> node.call(token) == 1, "they count again");

            Prompt.Said revoked = type(database, "client revoke acme");
            assertEquals(0, revoked.status(), revoked.err());
            TestClients.until(() -> node.call(token) == 10003, "they are taken back");
            TestClients.until(() -> node.call(node.token("acme", again.secret())) == 1, "new ones count");
        }
    }

    @ParameterizedTest
    @EnumSource
    void newWhenTypedThenEveryColumnAndTheList(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        Prompt.Said made = type(
                database,
                "client new \\u5ba2\\u6237 --label Kund\\u00e9 --subject s --scopes a,b --roles c --networks 10.0.0.0/8"
                        + " --lifetime 60 --days 9");
        assertEquals(0, made.status(), made.err());
        assertEquals(
                1,
                TestClients.count(
                        database,
                        "SELECT COUNT(*) FROM signet_client WHERE id = '客户'"
                                + " AND label = 'Kundé' AND subject = 's' AND scopes = 'a b' AND roles = 'c' AND networks = '10.0.0.0/8'"
                                + " AND lifetime_s = 60 AND disabled = 0 AND not_before = 0"));
        TestClients.add(database, "broken");
        database.execute("UPDATE signet_client SET networks = 'home' WHERE id = 'broken'");
        Prompt.Said listed = type(database, "client list");
        assertEquals(1, listed.status(), "a client that cannot be read is a warning");
        assertTrue(
                listed.out().matches("(?s)id .*broken  unreadable .*客户      enabled +1 until \\S+  a b .*Kundé\n"),
                listed.out());
        assertFalse(listed.out().contains("sha256"));
    }

    @ParameterizedTest
    @EnumSource
    void changeWhenItCannotBeMadeThenASentenceAndNothingIsLeft(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        for (String line :
                List.of("disable x", "enable x", "revoke x", "rotate x --overlap 0", "rotate ACME --overlap 0")) {
            Prompt.Said said = type(database, "client " + line);
            assertEquals(2, said.status());
            assertTrue(said.err().contains("there is no client \""), said.err());
            assertEquals("", said.out());
        }
        Prompt.Said taken = type(database, "client new acme");
        assertEquals(2, taken.status());
        assertTrue(taken.err().contains("client rotate gives it a new secret"), taken.err());
        Prompt.Said tooLong = type(database, "client new long --label " + "x".repeat(201));
        assertEquals(2, tooLong.status());
        assertTrue(tooLong.err().contains("a value does not fit into its column"), tooLong.err());
        database.execute("UPDATE signet_client SET networks = 'home' WHERE id = 'acme'");
        Prompt.Said broken = type(database, "client rotate acme --overlap 0");
        assertTrue(broken.err().contains("would count as disabled"), broken.err());
        assertEquals(1, TestClients.count(database, "SELECT COUNT(*) FROM signet_client"));
        assertEquals(1, TestClients.count(database, SECRETS + " AND not_after IS NULL"));
    }

    @ParameterizedTest
    @EnumSource
    void rotateWhenTheSecretCannotBePrintedThenItIsRolledBack(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        for (String line : List.of("client rotate acme --overlap 0", "client new other")) {
            Prompt deaf = new Prompt().environment("DB_PASSWORD", "any").deaf();
            Prompt.Said said = type(deaf, database, line + " --jdbc-password-env DB_PASSWORD");
            assertEquals(2, said.status());
            assertTrue(said.err().contains("nothing has been written"), said.err());
        }
        assertEquals(1, TestClients.count(database, "SELECT COUNT(*) FROM signet_client"));
        assertEquals(1, TestClients.count(database, SECRETS + " AND not_after IS NULL"));
    }

    @ParameterizedTest
    @EnumSource
    void rotateWhenTypedByManyAtOnceThenEverySecretIsThere(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Node node = Node.installed(database)) {
            List<Future<Prompt.Said>> all = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> type(database, "client rotate acme --overlap 1d")))
                    .toList();
            for (Future<Prompt.Said> each : all) {
                assertEquals(
                        1,
                        node.login("acme", each.get().secret()).code(),
                        each.get().err());
            }
            assertEquals(9, TestClients.count(database, SECRETS));
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectWhenSomethingIsMissingThenASentenceAndNoPassword(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        assertEquals(
                0, type(new Prompt().input("any\n"), database, "client list").status());
        Prompt.Said unset = type(new Prompt(), database, "client list --jdbc-password-env NONE");
        assertTrue(unset.err().contains("the environment variable NONE is not set"), unset.err());
        database.execute("ALTER TABLE signet_client RENAME TO signet_gone");
        try {
            Prompt.Said gone = type(database, "client list");
            assertEquals(2, gone.status());
            assertTrue(gone.err().contains("Signet's tables do not exist"), gone.err());
            assertEquals(1, gone.err().lines().count(), gone.err());
        } finally {
            database.execute("ALTER TABLE signet_gone RENAME TO signet_client");
        }
        String[] elsewhere = {
            "--jdbc-user", "signet", "--jdbc-password-env", "P", "--jdbc-url", "jdbc:acme:x", "--driver"
        };
        Prompt prompt = new Prompt().environment("P", "sesame");
        Prompt.Said none = prompt.type(typed(elsewhere, "none.jar"));
        assertTrue(none.err().contains("none.jar does not exist"), none.err());
        Prompt.Said noJar = prompt.type(typed(elsewhere, "pom.xml"));
        assertTrue(noJar.err().contains("has no JDBC driver for this --jdbc-url"), noJar.err());
    }

    private static String[] typed(String[] options, String jar) {
        List<String> typed = new ArrayList<>(List.of("client", "list"));
        typed.addAll(List.of(options));
        typed.add(jar);
        return typed.toArray(new String[0]);
    }
}
