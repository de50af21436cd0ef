package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The database is killed and started again while callers call two nodes, by the clock of the machine: nothing passes that
 * should not, no revocation is lost, and both nodes recover by themselves.
 */
class OutageStormTest {

    private static final int ROUNDS = 3;

    /** Of each round, at each node. */
    private static final int CALLERS = 3;

    /** What {@code data-source.refresh-seconds} and {@code data-source.stale-seconds} are, both. */
    private static final long BOUND_MILLIS = 1_000;

    private static final Logger LOG = Logger.getLogger("dev.signet");

    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();

    @BeforeEach
    void quiet() {
        LOG.setLevel(Level.WARNING); // thousands of refusals would be a line each
    }

    @AfterEach
    void loud() {
        LOG.setLevel(null);
    }

    /** A statement or two. */
    @FunctionalInterface
    private interface Change {
        void execute() throws SQLException;
    }

    /** A token, and what happens to it. */
    private static final class Sent {
        private final String name;
        private final String token;
        private final int refusal;
        private volatile boolean mayBeRefused;
        private volatile long refusedSince = Long.MAX_VALUE / 2;

        Sent(String name, String token, int refusal) {
            this.name = name;
            this.token = token;
            this.refusal = refusal;
        }

        /** Whoever is asked while the change is made may or may not know of it; the bound runs from when it is committed. */
        void refuse(Change change) throws SQLException {
            mayBeRefused = true;
            change.execute();
            refusedSince = System.currentTimeMillis();
        }
    }

    private void callUntilOver(Node node, List<Sent> tokens) {
        try {
            while (!over.get() && wrong.size() < 10) {
                for (Sent sent : tokens) {
                    call(node, sent);
                }
                int login = node.login("nobody", "wrong").code();
                if (login != 15000 && login != -1) {
                    wrong.add("a login of nobody is " + login);
                }
            }
        } catch (IOException | RuntimeException e) {
            wrong.add(e.toString());
        }
    }

    private void call(Node node, Sent sent) throws IOException {
        long begun = System.currentTimeMillis();
        int code = node.call(sent.token);
        if (code == 1) {
            passed.incrementAndGet();
            long late = begun - sent.refusedSince;
            if (late > BOUND_MILLIS) {
                wrong.add(sent.name + " passed " + late + " ms after it was taken back");
            }
        } else if (code == -1) {
            unavailable.incrementAndGet();
        } else if (code == sent.refusal && sent.mayBeRefused) {
            refused.incrementAndGet();
        } else {
            wrong.add(sent.name + " is " + code);
        }
    }

    @ParameterizedTest
    @EnumSource
    void databaseWhenKilledUnderLoadThenNothingPassesThatShouldNot(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme", "round0", "round1", "round2", "revoked");
        String[] parameters = {
            "data-source.refresh-seconds", "1", "data-source.stale-seconds", "1", "data-source.timeout-millis", "1000"
        };
        ExecutorService callers = Executors.newFixedThreadPool(2 * CALLERS);
        try (Node one = Node.installed(database, parameters);
                Node two = Node.installed(database, parameters)) {
            List<Node> nodes = List.of(one, two);
            Sent[] clients = new Sent[ROUNDS];
            Sent[] tokens = new Sent[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                clients[round] = new Sent("client " + round, TestClients.tokenOf("round" + round), 10003);
                tokens[round] = new Sent("token " + round, one.token("revoked", TestClients.SECRET), 10003);
            }
            Sent acme = new Sent("acme", one.token("acme", TestClients.SECRET), 0);
            Sent nobody = new Sent("nobody", TestClients.tokenOf("nobody"), 15000);
            nobody.refuse(() -> {});
            List<Sent> all = List.of(acme, clients[0], tokens[0], nobody, clients[1], tokens[1], clients[2], tokens[2]);
            for (Node node : nodes) {
                for (int i = 0; i < CALLERS; i++) {
                    callers.execute(() -> callUntilOver(node, all));
                }
            }
            for (int round = 0; round < ROUNDS; round++) {
                String client = "round" + round;
                clients[round].refuse(() ->
                        TestClients.update(database, "UPDATE signet_client SET disabled = 1 WHERE id = ?", client));
                String token = tokens[round].token;
                tokens[round].refuse(() -> TestClients.revoke(database, token));
                database.kill();
                for (Node node : nodes) {
                    TestClients.until(() -> node.call(acme.token) == -1, "unavailable");
                    assertEquals(-1, node.login("acme", TestClients.SECRET).code());
                }
                database.restart();
                for (Node node : nodes) {
                    TestClients.until(() -> node.call(acme.token) == 1, "recovered");
                    TestClients.until(
                            () -> node.login("acme", TestClients.SECRET).code() == 1, "tokens again");
                    for (int before = 0; before <= round; before++) {
                        String ofClient = clients[before].token;
                        String revoked = tokens[before].token;
                        TestClients.until(() -> node.call(ofClient) == 10003, "disabled");
                        TestClients.until(() -> node.call(revoked) == 10003, "revoked");
                    }
                }
            }
            over.set(true);
            callers.shutdown();
            assertTrue(callers.awaitTermination(60, TimeUnit.SECONDS));
        } finally {
            over.set(true);
            callers.shutdownNow();
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(
                passed.get() > 100 && refused.get() > 100 && unavailable.get() > 100,
                passed + " passed, " + refused + " were refused, " + unavailable + " were told -1");
    }
}
