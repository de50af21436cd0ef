package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A write listener that the container refuses leaves the response as it was: it blocks, and is whole. */
class RefusedListenerTest {

    @ParameterizedTest
    @EnumSource(Container.class)
    void setWriteListenerWhenRefusedThenTheResponseGoesOnBlocking(Container container) throws Exception {
        Webapp webapp = new Webapp(
                "/app",
                Map.of("/listen", RefusedListener.class.getName()),
                Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit"),
                false,
                call -> {});
        try (Hosts hosts = new Hosts(webapp);
                RawClient client = hosts.connect(container)) {
            RawAnswer answer = client.get("/app/listen");
            assertEquals(1, answer.code());
            assertTrue(answer.whole());
            assertEquals("[\"refused\"" + ",1".repeat(RefusedListener.NUMBERS) + "]", answer.data());
        }
    }
}
