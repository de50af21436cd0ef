package dev.signet.javax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.differential.EmbeddedStage;
import dev.signet.differential.Replay;
import dev.signet.differential.Trial;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A {@link Trial} of each container of Servlet 4.0. */
class JavaxDifferentialIT {

    private static final int COUNT = Integer.getInteger("differential.count", 300);
    private static final int LEFT =
            4; // of a thousand: one of so few, of what one in some thousands does on every Undertow

    /** On Jetty 10 the headers of the filter in front were lost, which cannot be set again within an include. */
    @ParameterizedTest
    @EnumSource(JavaxServer.class)
    void playWhenProgramOnceDifferedThenNoMore(JavaxServer server) throws Exception {
        try (EmbeddedStage embedded = new EmbeddedStage(server, server.distribution())) {
            assertEquals(
                    List.of(),
                    Replay.differences(
                            embedded.stage(), "include | front: set X-A: 2 ; set X-B: b | inside: print log ; flush"));
        }
    }

    @ParameterizedTest
    @EnumSource(JavaxServer.class)
    void playWhenBareAndBehindSignetThenNoMoreThanKnownDiffers(JavaxServer server) throws Exception {
        try (EmbeddedStage embedded = new EmbeddedStage(server, server.distribution())) {
            new Trial(server.name(), COUNT, LEFT).run(embedded.stage());
        }
    }
}
