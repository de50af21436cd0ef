package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawClient;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tomcat completes a cycle whose caller has left by itself when no listener has, and says SEVERE where another thread of
 * ours was faster by then: one of some thousand callers that left. The others tell no listener of it.
 */
class LeftCycleTest {

    private static final Hosts HOSTS = new Hosts(
            Hosts.webapp(Map.of("/leaving", "LeavingCallers")).behind(Hosts.classNames("LeftCycle", Webapp.SIGNET)));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(value = Container.class, mode = EnumSource.Mode.MATCH_ALL, names = "TOMCAT.*")
    void errorWhenAnotherThreadIsAboutToCompleteThenCompletedInTheCallback(Container container) throws Exception {
        try (LogCapture log = LogCapture.open(Level.SEVERE)) {
            try (RawClient client = new RawClient(HOSTS.port(container), 2048)) {
                client.begin("/app/leaving?how=write-async&type=application/json");
                client.line();
            }
            try (RawClient client = HOSTS.connect(container)) {
                assertEquals(
                        "completed", client.get("/app/leaving", "X-Asked: 1").text());
            }
            assertEquals(List.of(), log.everything().lines().toList());
        }
    }
}
