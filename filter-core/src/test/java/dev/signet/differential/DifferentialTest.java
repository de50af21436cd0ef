package dev.signet.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.container.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Plays random programs on each container, bare and behind Signet. {@code -Ddifferential.kinds=25} tells what differs, with
 * the shortest program of each kind. {@code -Ddifferential.count=} and
 * {@code -Ddifferential.seed=} choose others, {@code -Ddifferential.modes=} only those of some modes.
 */
class DifferentialTest {

    private static final String ALL = "sync,sync,sync,sync,buffered,forward,forward,forward-buffered,include,include,"
            + "async,async-pair,buffered-async,async-thread,async-dispatch";
    private static final int COUNT = Integer.getInteger("differential.count", 2_000);
    private static final long SEED = Long.getLong("differential.seed", 20_260_725);
    private static final int KINDS = Integer.getInteger("differential.kinds", 0);
    /** What is still to be mended, in programs of a thousand; it only ever goes down. */
    private static final int LEFT = 20;

    private static final List<String> MODES =
            List.of(System.getProperty("differential.modes", ALL).split(","));

    @ParameterizedTest
    @EnumSource(Container.class)
    void playWhenBareAndBehindSignetThenNoMoreThanKnownDiffers(Container container) throws Exception {
        String only = System.getProperty("differential.container", "");
        assumeTrue(only.isEmpty() || List.of(only.split(",")).contains(container.name()));
        long fresh = new Random().nextLong();
        Report report = new Report();
        String text;
        long begun = System.nanoTime();
        try (Stage stage = new Stage(container)) {
            play(stage, report, new Programs(SEED), COUNT);
            play(stage, report, new Programs(fresh), COUNT / 10);
            long played = System.nanoTime();
            System.out.println(
                    container + ", seeds " + SEED + " and " + fresh + ": " + (played - begun) / 1_000_000 + " ms");
            boolean told = KINDS > 0 || report.differing() > left();
            text = container + ", seeds " + SEED + " and " + fresh + ": " + report.differing() + " differ, " + left()
                    + " are known. " + (told ? report.text(stage, Math.max(KINDS, 25)) : "");
        }
        Files.writeString(Path.of("target", "differential-" + container + ".txt"), text);
        assertTrue(report.differing() <= left(), text);
    }

    private static int left() {
        return (COUNT + COUNT / 10) * LEFT / 1000;
    }

    private static void play(Stage stage, Report report, Programs programs, int count) throws IOException {
        Judge judge = new Judge(stage);
        for (int i = 0; i < count; i++) {
            Program program = programs.next(MODES);
            Stage.Pair pair = stage.play(program);
            report.waited(pair);
            Set<Kind> kinds = judge.differences(pair);
            if (!kinds.isEmpty()) {
                kinds = judge.differences(stage.playAlone(program)); // not what was left on a connection
            }
            report.add(program, kinds);
        }
    }
}
