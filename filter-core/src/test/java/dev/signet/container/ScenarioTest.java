package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.HttpVersion;
import dev.signet.testing.TestWebapp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the decision table, in every mode that applies, on every embedded container, over HTTP/1.1 and HTTP/2. */
class ScenarioTest {

    private static final Map<String, String> PARAMETERS =
            Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit");

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void everyRowInEveryMode(Container container, HttpVersion version) throws Exception {
        Map<String, String> parameters = new HashMap<>(PARAMETERS);
        parameters.put("call.class", CallLines.class.getName());
        try (Container.Running running = container.start(parameters)) {
            CallLines heard = CallLines.of(running);
            String wrong = Scenarios.play(running.port(), version, heard::next).stream()
                    .map(Scenarios.Failure::toString)
                    .collect(Collectors.joining("\n"));
            assertEquals("", wrong);
            assertEquals(List.of(), heard.rest());
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everyRowWhenTheStatusStaysOnTheWire(Container container) throws Exception {
        Map<String, String> parameters = new HashMap<>(PARAMETERS);
        parameters.put("envelope.http-status", "real");
        try (Container.Running running = container.start(parameters)) {
            String wrong = Scenarios.playReal(running.port(), HttpVersion.HTTP_1_1).stream()
                    .map(Scenarios.Failure::toString)
                    .collect(Collectors.joining("\n"));
            assertEquals("", wrong);
        }
    }
}
