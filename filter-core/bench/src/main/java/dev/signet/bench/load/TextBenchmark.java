package dev.signet.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What the check of a spliced body costs over the wire, by kind of text: the bare servlet, Signet, and Signet with
 * {@code envelope.check=none} play bodies of 10 KB in turns.
 */
public final class TextBenchmark {

    private static final List<VariantServer.Kind> KINDS =
            List.of(VariantServer.Kind.BARE, VariantServer.Kind.ENVELOPE, VariantServer.Kind.UNCHECKED);
    private static final List<String> SHAPES = List.of("list", "chinese", "cyrillic", "escaped", "signed");
    private static final int SIZE = 10_240;
    private static final int ROUNDS = 25;
    private static final int CONNECTIONS = 16;
    private static final double SECONDS = 0.4;
    private static final double WARM_SECONDS = 4;

    private TextBenchmark() {}

    /** One turn of one server. */
    private record Turn(double perSecond, double cpuMicros) {}

    /**
     * Runs the benchmark.
     *
     * @param args kinds of text, see {@link dev.signet.bench.scan.Shapes}; five where nothing is said
     * @throws IOException when a server fails
     */
    public static void main(String[] args) throws IOException {
        System.out.print(
                "| kind of text | of bare, checked | of bare, not checked | CPU over bare, checked | not checked |\n"
                        + "|---|--:|--:|--:|--:|\n");
        for (String shape : args.length == 0 ? SHAPES : List.of(args)) {
            System.out.print(row(shape)); // each with servers of its own: no kind is compiled for another
        }
    }

    private static String row(String shape) throws IOException {
        Map<VariantServer.Kind, ServerProcess> servers = new EnumMap<>(VariantServer.Kind.class);
        try {
            Map<VariantServer.Kind, LoadGenerator> generators = new EnumMap<>(VariantServer.Kind.class);
            byte[][] request = {Exchange.request("/text/" + shape + "/" + SIZE, null)};
            for (VariantServer.Kind kind : KINDS) {
                ServerProcess server = new ServerProcess(kind, "-Xms256m", "-Xmx256m");
                servers.put(kind, server);
                LoadGenerator generator = new LoadGenerator(server.port(), request);
                generator.play(CONNECTIONS, WARM_SECONDS);
                generators.put(kind, generator);
            }
            return String.format(Locale.ROOT, "| %s |%s%n", shape, cells(turns(servers, generators)));
        } finally {
            for (ServerProcess server : servers.values()) {
                server.close();
            }
        }
    }

    private static Map<VariantServer.Kind, List<Turn>> turns(
            Map<VariantServer.Kind, ServerProcess> servers, Map<VariantServer.Kind, LoadGenerator> generators)
            throws IOException {
        Map<VariantServer.Kind, List<Turn>> turns = new HashMap<>();
        List<VariantServer.Kind> order = new ArrayList<>(KINDS);
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            Collections.shuffle(order, random); // whoever follows a hungry one finds the caches of the processor cold
            for (VariantServer.Kind kind : order) {
                long before = servers.get(kind).usage().cpuNanos();
                LoadGenerator.Load load = generators.get(kind).play(CONNECTIONS, SECONDS);
                double cpu = (servers.get(kind).usage().cpuNanos() - before) / 1e3 / load.requests();
                turns.computeIfAbsent(kind, key -> new ArrayList<>()).add(new Turn(load.perSecond(), cpu));
            }
        }
        return turns;
    }

    /** Each round is compared with the bare servlet's of the same round; the middle counts. */
    private static String cells(Map<VariantServer.Kind, List<Turn>> turns) {
        StringBuilder ratios = new StringBuilder();
        StringBuilder micros = new StringBuilder();
        List<Turn> bare = turns.getOrDefault(VariantServer.Kind.BARE, List.of());
        for (VariantServer.Kind kind : KINDS.subList(1, KINDS.size())) {
            List<Turn> own = turns.getOrDefault(kind, List.of());
            double[] relative = new double[ROUNDS];
            double[] over = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                relative[i] = own.get(i).perSecond() / bare.get(i).perSecond();
                over[i] = own.get(i).cpuMicros() - bare.get(i).cpuMicros();
            }
            ratios.append(String.format(Locale.ROOT, " %.2f |", middle(relative)));
            micros.append(String.format(Locale.ROOT, " %+.1f µs |", middle(over)));
        }
        return ratios.append(micros).toString();
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
