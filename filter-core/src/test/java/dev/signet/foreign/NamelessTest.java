package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.testing.RawClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a container says to a question without a name, and whether what it hands out may be changed, stays as it is. */
class NamelessTest {

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of("/nameless", "Nameless")));

    @AfterAll
    static void close() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void getterWhenWithoutANameThenHeardAsBare(Container container) throws Exception {
        try (RawClient bare = HOSTS.connectBare(container);
                RawClient behind = HOSTS.connect(container)) {
            String expected = bare.send("GET", "/app/nameless", null).text();
            assertTrue(expected.endsWith("changed: [2, 3]\nas before: [1, 2]\n"), expected);
            assertEquals(expected, behind.send("GET", "/app/nameless", null).text());
        }
    }
}
