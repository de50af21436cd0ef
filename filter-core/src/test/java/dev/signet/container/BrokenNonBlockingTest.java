package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A write listener that throws behind the commit: no whole response, and nothing that could be taken for the next one. */
class BrokenNonBlockingTest {

    private static final String STEPS = Scenarios.steps("type application/json ; open 300000 ; flush ; throw");
    private static final int CALLS = 300;

    @ParameterizedTest
    @EnumSource(Container.class)
    void onWritePossibleWhenItThrowsThenTheConnectionIsCutOrIntact(Container container) throws Exception {
        Map<String, String> parameters = Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit");
        try (Container.Running running = container.start(parameters)) {
            for (int i = 0; i < CALLS; i++) {
                play(running.port());
            }
        }
    }

    private static void play(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            RawAnswer broken = client.get("/app/non-blocking", STEPS);
            assertFalse(broken.text().contains("\"timestamp\""), "it does not parse");
            if (!client.isLast(broken)) {
                assertEquals(1, next(client), "the connection is intact");
            }
        } catch (EOFException e) {
            return; // cut in front of the head, or between the two
        }
    }

    private static int next(RawClient client) throws IOException {
        return client.get("/app/stream", Scenarios.steps("type application/json ; write \"next\""))
                .code();
    }

    /** Bare, Undertow cuts every one of them; behind Signet it ended them as if they were whole. */
    @ParameterizedTest
    @EnumSource(value = Container.class, names = "UNDERTOW")
    void onWritePossibleWhenItThrowsThenCutAsBare(Container container) throws Exception {
        Webapp webapp = Webapp.ofScenarios(Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit"));
        for (Webapp played : new Webapp[] {webapp.bare(), webapp}) {
            try (Container.Running running = container.start(played);
                    RawClient client = new RawClient(running.port())) {
                assertFalse(client.get("/app/non-blocking", STEPS).whole(), played::toString);
            }
        }
    }
}
