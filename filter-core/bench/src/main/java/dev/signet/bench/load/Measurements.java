package dev.signet.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All rounds with bodies of one length; a round is compared with the bare servlet's of the same turn. */
final class Measurements {

    /** One round of one variant. */
    record Round(double perSecond, double cpuMicros, double bytes) {}

    private final int size;
    private final Map<Variant, List<Round>> rounds = new EnumMap<>(Variant.class);
    private final Map<Variant, Double> firstByte = new EnumMap<>(Variant.class);

    Measurements(int size) {
        this.size = size;
    }

    void add(Variant variant, Round round) {
        rounds.computeIfAbsent(variant, key -> new ArrayList<>()).add(round);
    }

    void firstByte(Variant variant, double micros) {
        firstByte.put(variant, micros);
    }

    /** The middle of all turns of what a variant's round says beside its base's. */
    double relative(Variant variant) {
        return median(ratios(variant, variant.base()));
    }

    double against(Variant variant, Variant other) {
        return median(ratios(variant, other));
    }

    double bytesOverBare(Variant variant) {
        return over(variant, Round::bytes);
    }

    private double[] ratios(Variant variant, Variant other) {
        List<Round> own = rounds.get(variant);
        List<Round> base = rounds.get(other);
        double[] ratios = new double[own.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = own.get(i).perSecond / base.get(i).perSecond;
        }
        return ratios;
    }

    private double over(Variant variant, ToDoubleFunction<Round> what) {
        List<Round> own = rounds.get(variant);
        List<Round> base = rounds.get(variant.base());
        double[] differences = new double[own.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = what.applyAsDouble(own.get(i)) - what.applyAsDouble(base.get(i));
        }
        return median(differences);
    }

    /** The table, in Markdown. */
    String table() {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "%n**Bodies of %,d bytes**%n%n"
                        + "| variant | requests/s | of bare (lowest to highest round) | CPU over bare | allocated over bare |"
                        + " first byte |%n|---|--:|--:|--:|--:|--:|%n",
                size));
        for (Variant variant : rounds.keySet()) {
            double[] ratios = ratios(variant, variant.base());
            Arrays.sort(ratios);
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f (%.2f to %.2f) | %+.1f µs | %+,.0f B | %.0f µs |%n",
                    variant.title,
                    median(rounds.get(variant).stream()
                            .mapToDouble(Round::perSecond)
                            .toArray()),
                    median(ratios),
                    ratios[0],
                    ratios[ratios.length - 1],
                    over(variant, Round::cpuMicros),
                    bytesOverBare(variant),
                    firstByte.get(variant)));
        }
        return out.toString();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
