package dev.signet.container;

import dev.signet.testing.HttpVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the decision table, in every mode that applies, on every embedded container, over HTTP/1.1 and HTTP/2. */
class ScenarioTest {

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void everyRowInEveryMode(Container container, HttpVersion version) throws Exception {
        ScenarioPlay.everyRow(container, version);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everyRowWhenTheStatusStaysOnTheWire(Container container) throws Exception {
        ScenarioPlay.everyRowWithItsStatus(container);
    }
}
