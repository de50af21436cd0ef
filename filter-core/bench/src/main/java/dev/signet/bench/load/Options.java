package dev.signet.bench.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the command line says.
 *
 * @param seconds of one round of one variant
 * @param rounds how often every variant is played
 * @param warmup seconds of every variant before the first round
 * @param connections kept busy at once
 * @param sizes of the bodies
 * @param before the core's jar from before a change, which is then played, too; or null
 */
record Options(double seconds, int rounds, double warmup, int connections, List<Integer> sizes, Path before) {

    static final String USAGE =
            "--seconds N (of a round) --rounds N --warmup SECONDS --connections N --sizes N,N --before JAR";

    static Options of(String[] args) {
        double seconds = 0.5;
        int rounds = 15;
        double warmup = 3;
        int connections = 16;
        Path before = null;
        List<Integer> sizes = List.of(169, 10_240, 1_048_576);
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException(USAGE);
        }
        for (int i = 0; i < args.length; i += 2) {
            String value = args[i + 1];
            switch (args[i]) {
                case "--seconds" -> seconds = Double.parseDouble(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--warmup" -> warmup = Double.parseDouble(value);
                case "--connections" -> connections = Integer.parseInt(value);
                case "--sizes" ->
                    sizes = List.of(value.split(",", -1)).stream()
                            .map(Integer::valueOf)
                            .toList();
                case "--before" -> before = Path.of(value).toAbsolutePath();
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Options(seconds, rounds, warmup, connections, sizes, before);
    }

    /** What is played. */
    List<Variant> variants() {
        return Arrays.stream(Variant.values())
                .filter(variant -> before != null || !variant.kind.isBefore())
                .toList();
    }
}
