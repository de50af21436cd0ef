package dev.signet.differential;

import dev.signet.container.Container;
import dev.signet.testing.BuildConsole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Prints a {@link Replay}: {@code mvn test -Dtest=ReplayTest -Ddifferential.program="sync | inside: status 503"}, with
 * {@code -Ddifferential.container=TOMCAT_11} on one container.
 */
class ReplayTest {

    @Test
    @EnabledIfSystemProperty(named = Replay.PROPERTY, matches = ".+")
    void replayWhenAProgramIsGivenThenItsDifferencesArePrinted() throws Exception {
        String only = System.getProperty("differential.container", "");
        for (Container container : Container.values()) {
            if (only.isEmpty() || List.of(only.split(",")).contains(container.name())) {
                try (EmbeddedStage embedded = new EmbeddedStage(container)) {
                    BuildConsole.println(Replay.of(embedded.stage(), container.name()));
                }
            }
        }
    }
}
