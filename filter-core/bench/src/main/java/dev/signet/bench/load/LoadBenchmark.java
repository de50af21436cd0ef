package dev.signet.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Plays all variants in turns, round by round, against servers in JVMs of their own, and prints the tables of
 * {@code docs/performance.md}.
 */
public final class LoadBenchmark {

    private static final long WARM_REQUESTS = 20_000;
    private static final long WARM_BYTES = 500_000_000;

    private LoadBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param args see {@link Options#USAGE}
     * @throws IOException when a server fails
     */
    public static void main(String[] args) throws IOException {
        Options options = Options.of(args);
        Map<VariantServer.Kind, ServerProcess> servers = new EnumMap<>(VariantServer.Kind.class);
        try {
            for (Variant variant : options.variants()) {
                if (!servers.containsKey(variant.kind)) {
                    servers.put(
                            variant.kind, new ServerProcess(variant.kind, options.before(), "-Xms256m", "-Xmx256m"));
                }
            }
            for (int size : options.sizes()) {
                Measurements measured = measure(options, servers, size);
                System.out.print(measured.table());
                bars(measured, size);
            }
        } finally {
            for (ServerProcess server : servers.values()) {
                server.close();
            }
        }
        System.out.print(LargeStream.table());
    }

    private static Measurements measure(Options options, Map<VariantServer.Kind, ServerProcess> servers, int size)
            throws IOException {
        Measurements measured = new Measurements(size);
        Map<Variant, LoadGenerator> generators = new EnumMap<>(Variant.class);
        for (Variant variant : options.variants()) {
            LoadGenerator generator =
                    new LoadGenerator(servers.get(variant.kind).port(), variant.requests(size));
            generators.put(variant, generator);
            warm(generator, options, size);
        }
        List<Variant> order = new ArrayList<>(generators.keySet());
        Random random = new Random(1);
        for (int round = 0; round < options.rounds(); round++) {
            Collections.shuffle(order, random); // whoever follows a hungry one finds the caches of the processor cold
            for (Variant variant : order) {
                ServerProcess server = servers.get(variant.kind);
                ServerProcess.Usage before = server.usage();
                LoadGenerator.Load load = generators.get(variant).play(options.connections(), options.seconds());
                ServerProcess.Usage after = server.usage();
                measured.add(
                        variant,
                        new Measurements.Round(
                                load.perSecond(),
                                (after.cpuNanos() - before.cpuNanos()) / 1e3 / load.requests(),
                                (double) (after.allocatedBytes() - before.allocatedBytes()) / load.requests()));
            }
        }
        for (Map.Entry<Variant, LoadGenerator> entry : generators.entrySet()) {
            measured.firstByte(entry.getKey(), entry.getValue().firstByteMicros(101));
        }
        return measured;
    }

    /** Plays until the JVM has compiled what it calls; on a busy machine that takes longer than on a quiet one. */
    private static void warm(LoadGenerator generator, Options options, int size) throws IOException {
        long wanted = Math.min(WARM_REQUESTS, WARM_BYTES / size);
        for (int i = 0; i < 10 && wanted > 0; i++) {
            wanted -= generator.play(options.connections(), options.warmup()).requests();
        }
    }

    private static void bars(Measurements measured, int size) {
        System.out.printf(
                Locale.ROOT,
                "%nSignet with token check is %.2f x bare, %.1f x Spring Security with MVC advice and %.1f x those of Spring 7;"
                        + " its envelope allocates %,.0f B, its repeated check %,.0f B (%,d bytes).%n",
                measured.relative(Variant.TOKEN),
                measured.against(Variant.TOKEN, Variant.SECURITY),
                measured.against(Variant.TOKEN, Variant.SECURITY_7),
                measured.bytesOverBare(Variant.ENVELOPE),
                measured.bytesOverBare(Variant.TOKEN) - measured.bytesOverBare(Variant.ENVELOPE),
                size);
    }
}
