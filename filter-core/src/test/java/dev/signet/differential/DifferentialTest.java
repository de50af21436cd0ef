package dev.signet.differential;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.container.Container;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A {@link Trial} of each embedded container; {@code -Ddifferential.container=TOMCAT_11} of one. */
class DifferentialTest {

    private static final int COUNT = Integer.getInteger("differential.count", 2_000);
    private static final int LEFT = 3;

    @ParameterizedTest
    @EnumSource(Container.class)
    void playWhenBareAndBehindSignetThenNoMoreThanKnownDiffers(Container container) throws Exception {
        String only = System.getProperty("differential.container", "");
        assumeTrue(only.isEmpty() || List.of(only.split(",")).contains(container.name()));
        try (EmbeddedStage embedded = new EmbeddedStage(container)) {
            new Trial(container.name(), COUNT, LEFT).run(embedded.stage());
        }
    }
}
