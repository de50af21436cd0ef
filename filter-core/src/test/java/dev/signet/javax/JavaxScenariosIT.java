package dev.signet.javax;

import dev.signet.container.ScenarioPlay;
import dev.signet.testing.HttpVersion;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision table on the containers of Servlet 4.0. */
class JavaxScenariosIT {

    static Stream<Arguments> inEachVersion() {
        return Arrays.stream(JavaxServer.values())
                .flatMap(server -> Arrays.stream(HttpVersion.values()).map(version -> Arguments.of(server, version)));
    }

    @ParameterizedTest
    @MethodSource("inEachVersion")
    void everyRowInEveryMode(JavaxServer server, HttpVersion version) throws Exception {
        ScenarioPlay.everyRow(server, version);
    }

    @ParameterizedTest
    @EnumSource(JavaxServer.class)
    void everyRowWhenTheStatusStaysOnTheWire(JavaxServer server) throws Exception {
        ScenarioPlay.everyRowWithItsStatus(server);
    }
}
