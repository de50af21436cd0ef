package dev.signet.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The seeds of every fuzz target, and some thousand neighbours of them, in every build. */
class FuzzSeedsTest {

    static List<String> targets() {
        return FuzzTargets.CLASSES;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void runWhenSeedOrNeighbourThenValueOrRefusal(String target) throws Exception {
        List<byte[]> seeds = FuzzTargets.inputs(target);
        assertTrue(seeds.size() >= 5, "too few seeds");
        Random random = new Random(target.hashCode());
        for (byte[] seed : seeds) {
            FuzzTargets.run(target, seed);
            for (int i = 0; i < 200; i++) {
                FuzzTargets.run(target, neighbour(seed, seeds, random));
            }
        }
    }

    private static byte[] neighbour(byte[] seed, List<byte[]> seeds, Random random) {
        byte[] input = seed.clone();
        for (int change = random.nextInt(3); change >= 0 && input.length > 0; change--) {
            input[random.nextInt(input.length)] = (byte) random.nextInt(random.nextBoolean() ? 128 : 256);
        }
        if (random.nextInt(4) == 0) { // the beginning of one and the end of another
            byte[] other = seeds.get(random.nextInt(seeds.size()));
            int cut = random.nextInt(input.length + 1);
            int from = random.nextInt(other.length + 1);
            byte[] joined = Arrays.copyOf(input, cut + other.length - from);
            System.arraycopy(other, from, joined, cut, other.length - from);
            return joined;
        }
        return input;
    }
}
