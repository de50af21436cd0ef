package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.HttpVersion;
import dev.signet.testing.TestWebapp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every row of the decision table, in every mode that applies, on a container that is started for it. */
public final class ScenarioPlay {

    private static final Map<String, String> PARAMETERS =
            Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit");

    private ScenarioPlay() {}

    /** Plays them, and asks whether each call was told to a listener. */
    public static void everyRow(EmbeddedServer server, HttpVersion version) throws Exception {
        try (Container.Running running = server.start(webapp("call.class", CallLines.class.getName()))) {
            CallLines heard = CallLines.of(running);
            assertNone(Scenarios.play(running.port(), version, heard::next));
            assertEquals(List.of(), heard.rest());
        }
    }

    /** Plays them where the status stays on the wire. */
    public static void everyRowWithItsStatus(EmbeddedServer server) throws Exception {
        try (Container.Running running = server.start(webapp("envelope.http-status", "real"))) {
            assertNone(Scenarios.playReal(running.port(), HttpVersion.HTTP_1_1));
        }
    }

    private static Webapp webapp(String name, String value) {
        Map<String, String> parameters = new HashMap<>(PARAMETERS);
        parameters.put(name, value);
        return Webapp.ofScenarios(parameters);
    }

    private static void assertNone(List<Scenarios.Failure> failures) {
        assertEquals("", failures.stream().map(Scenarios.Failure::toString).collect(Collectors.joining("\n")));
    }
}
