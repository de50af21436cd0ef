package dev.signet.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Plays random programs on a stage, and tells what differs. {@code -Ddifferential.kinds=25} tells it with the shortest
 * program of each kind. {@code -Ddifferential.count=} and {@code -Ddifferential.seed=} choose others,
 * {@code -Ddifferential.modes=} only those of some modes, {@code -Ddifferential.http2=} as many over HTTP/2.
 *
 * @param name how the server is called in what is told
 * @param count how many programs are played; and a tenth of it that are not the same each time
 * @param left how many programs of a thousand are known to differ on that server; it only ever goes down
 */
public record Trial(String name, int count, int left) {

    private static final String ALL = "sync,sync,sync,sync,buffered,forward,forward,forward-buffered,include,include,"
            + "async,async-pair,buffered-async,async-thread,async-dispatch,"
            + "async-thread-own,async-dispatch-home,async-ready";
    private static final long SEED = Long.getLong("differential.seed", 20_260_725);
    private static final int KINDS = Integer.getInteger("differential.kinds", 0);
    private static final int KINDS_OF_A_FAILURE = 25;
    private static final int PLAYS = 4;

    static final List<String> MODES =
            List.of(System.getProperty("differential.modes", ALL).split(","));

    /** Writes what differs to {@code target/differential-<name>.txt}, and fails where more does than is known. */
    public void run(Stage stage) throws IOException {
        long fresh = new Random().nextLong();
        Report report = new Report();
        long begun = System.nanoTime();
        play(stage, report, new Programs(SEED), count);
        play(stage, report, new Programs(fresh), count / 10);
        String played = name + ", seeds " + SEED + " and " + fresh + ": ";
        System.out.println(played + (System.nanoTime() - begun) / 1_000_000 + " ms");
        int known = (count + count / 10) * left / 1000;
        boolean told = KINDS > 0 || report.differing() > known;
        String text = played + report.differing() + " differ, " + known + " are known. "
                + (told ? report.text(stage, Math.max(KINDS, KINDS_OF_A_FAILURE)) : "");
        Files.writeString(Path.of("target", "differential-" + name + ".txt"), text);
        assertTrue(report.differing() <= known, text);
    }

    private static void play(Stage stage, Report report, Programs programs, int count) throws IOException {
        Judge judge = new Judge(stage);
        for (int i = 0; i < count; i++) {
            Program program = programs.next(MODES);
            while (!stage.plays(program)) {
                program = programs.next(MODES);
            }
            Stage.Pair pair = stage.play(program);
            report.waited(pair);
            Set<Kind> kinds = judge.differences(pair);
            report.add(program, kinds.isEmpty() ? kinds : played(stage, judge, program));
        }
    }

    /**
     * Plays a program again that differed, on connections of its own: what was left on a connection, and what the bare
     * container does now in one way and now in another, is no difference.
     */
    private static Set<Kind> played(Stage stage, Judge judge, Program program) throws IOException {
        Set<Kind> kinds = Set.of();
        for (int i = 0; i < PLAYS; i++) {
            kinds = judge.differences(stage.playAlone(program));
            if (kinds.isEmpty()) {
                break;
            }
        }
        return kinds;
    }
}
