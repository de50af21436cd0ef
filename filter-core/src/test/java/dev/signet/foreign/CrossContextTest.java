package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A forward or an include into another context, with Signet in both: one envelope, made once. */
class CrossContextTest {

    private static final Hosts HOSTS = new Hosts(
            Hosts.webapp(Map.of("/next", "Intact", "/cross", "CrossContext", "/cross/target", "CrossContext$Target"))
                    .twice("/two"));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenItsTargetIsInAnotherContextThenAsTheTableSays(Container container) throws Exception {
        assertEquals("", Row.play(Row.table("contexts.txt"), container, HOSTS));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void forwardWhenItsTargetRedirectsThenTheCallerIsRedirected(Container container) throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            RawAnswer answer = client.get("/app/cross?how=forward&type=none&what=redirect");
            assertEquals(302, answer.status());
            assertTrue(answer.header("Location").endsWith("/elsewhere"), answer.header("Location"));
            assertEquals("", Intact.complaint(client));
        }
    }
}
