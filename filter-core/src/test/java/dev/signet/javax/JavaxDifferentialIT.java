package dev.signet.javax;

import dev.signet.differential.EmbeddedStage;
import dev.signet.differential.Trial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A {@link Trial} of each container of Servlet 4.0. */
class JavaxDifferentialIT {

    private static final int COUNT = Integer.getInteger("differential.count", 500);
    private static final int LEFT = 1; // of a thousand, as on the containers of later versions

    @ParameterizedTest
    @EnumSource(JavaxServer.class)
    void playWhenBareAndBehindSignetThenNoMoreThanKnownDiffers(JavaxServer server) throws Exception {
        try (EmbeddedStage embedded = new EmbeddedStage(server, server.distribution())) {
            new Trial(server.name(), COUNT, LEFT).run(embedded.stage());
        }
    }
}
