package dev.signet.boot;

import dev.signet.testing.RawClient;
import dev.signet.webapp.Exchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Spring applications on Tomcat answer through the filter, as the decision table of the response side says. */
@ExtendWith(SpringServers.class)
class SpringTablesTest {

    @TestFactory
    Stream<DynamicContainer> everyLineOfSpring() {
        return onEveryServer(Exchange.class, "spring.txt");
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfBroken() {
        return onEveryServer(SpringServer.class, "broken.txt");
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfPieces() {
        return onEveryServer(SpringServer.class, "pieces.txt");
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfSecurity() {
        return onEveryServer(SpringServer.class, "security.txt");
    }

    private static Stream<DynamicContainer> onEveryServer(Class<?> nextTo, String table) {
        return Arrays.stream(SpringServer.values())
                .filter(server -> !(server == SpringServer.MVC && table.equals("security.txt")))
                .map(server -> DynamicContainer.dynamicContainer(server.name(), tests(server, nextTo, table)));
    }

    private static Stream<DynamicTest> tests(SpringServer server, Class<?> nextTo, String table) {
        try {
            return Exchange.table(nextTo, table, server.name()).stream()
                    .map(row -> DynamicTest.dynamicTest(server + " " + table + ": " + row.name(), () -> {
                        try {
                            row.ask(() -> {
                                try (RawClient client = server.connect()) {
                                    return row.play(client, "/direct/object");
                                }
                            });
                        } catch (IOException | AssertionError e) {
                            throw new AssertionError(server + ", " + row.name() + ": " + e.getMessage(), e);
                        }
                    }));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
