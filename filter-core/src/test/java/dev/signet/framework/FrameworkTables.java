package dev.signet.framework;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.webapp.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tables of requests to applications, which are started once for all. Each row is played on the bare application, too, and
 * what comes through the filter must be what the decision table of the response side makes of the bare answer.
 */
final class FrameworkTables {

    private static final Map<FrameworkServer, FrameworkServer.Pair> PAIRS = new EnumMap<>(FrameworkServer.class);

    private FrameworkTables() {}

    /** Starts an application bare and behind Signet, unless it runs. */
    static FrameworkServer.Pair pair(FrameworkServer server) throws Exception {
        FrameworkServer.Pair pair = PAIRS.get(server);
        if (pair == null) {
            pair = server.start();
            PAIRS.put(server, pair);
        }
        return pair;
    }

    /** Stops them all. */
    static void stop() throws Exception {
        for (FrameworkServer.Pair pair : PAIRS.values()) {
            pair.close();
        }
        PAIRS.clear();
    }

    /** A test for each line of a table and each server. */
    static Stream<DynamicContainer> on(String table, Class<?> nextTo, FrameworkServer... servers) throws Exception {
        List<DynamicContainer> containers = new ArrayList<>();
        for (FrameworkServer server : servers) {
            FrameworkServer.Pair pair = pair(server);
            Stream<DynamicTest> rows = Exchange.table(nextTo, table, server.name()).stream()
                    .map(row -> DynamicTest.dynamicTest(
                            server + " " + table + ": " + row.name(), () -> play(server, pair, row)));
            containers.add(DynamicContainer.dynamicContainer(server.name(), rows));
        }
        return containers.stream();
    }

    private static void play(FrameworkServer server, FrameworkServer.Pair pair, Exchange row) {
        // Signet gives the application its own tags back, and hides that the caller would take a compressed answer.
        List<String> heard = row.headers().stream()
                .map(MarkedTags::unmarked)
                .filter(header -> !header.startsWith("Accept-Encoding: "))
                .toList();
        try {
            RawAnswer expected = row.ask(() -> {
                try (RawClient bare = new RawClient(pair.bare().port())) {
                    return row.send(bare, heard);
                }
            });
            RawAnswer answer = row.ask(() -> {
                try (RawClient behind = new RawClient(pair.behind().port())) {
                    return row.play(behind, server.probe());
                }
            });
            new Decided(row, expected).check(answer);
        } catch (IOException | AssertionError e) {
            throw new AssertionError(server + ", " + row.name() + ": " + e.getMessage(), e);
        }
    }
}
