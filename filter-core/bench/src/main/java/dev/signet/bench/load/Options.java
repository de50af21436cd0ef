package dev.signet.bench.load;

import java.util.List;

/**
 * What the command line says.
 *
 * @param seconds of one round of one variant
 * @param rounds how often every variant is played
 * @param warmup seconds of every variant before the first round
 * @param connections kept busy at once
 * @param sizes of the bodies
 */
record Options(double seconds, int rounds, double warmup, int connections, List<Integer> sizes) {

    static final String USAGE = "--seconds N (of a round) --rounds N --warmup SECONDS --connections N --sizes N,N";

    static Options of(String[] args) {
        double seconds = 0.5;
        int rounds = 15;
        double warmup = 3;
        int connections = 16;
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
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Options(seconds, rounds, warmup, connections, sizes);
    }
}
