package dev.signet.bench.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import dev.signet.text.JsonScanner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The check of a spliced body beside Jackson's non-blocking parser, which answers the same question, on every kind of text.
 *
 * <p>Each shape in a JVM of its own, so that no shape is compiled for another; the two in turns, so that what else the
 * machine does falls on both. Without arguments all shapes, else those that are named.
 */
public final class ScanRounds {

    private static final int[] SIZES = {200, 2_048, 10_240, 1_048_576};
    private static final int[] PIECES = {1_024, 8_192, 997};
    private static final int ROUNDS = Integer.getInteger("rounds", 60);
    private static final long TURN = 5_000_000; // ns

    private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

    private final JsonFactory factory = new JsonFactory();
    private final JsonScanner scanner = new JsonScanner();

    private ScanRounds() {}

    /** Plays the shapes and prints a row for each. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].equals("--here")) {
            new ScanRounds().play(arguments[1]);
            return;
        }
        System.out.println("ns a byte, Signet / Jackson (times as fast): " + Arrays.toString(SIZES)
                + " bytes in pieces of 8192," + " 1 MB in pieces of 1024 and 997");
        List<String> shapes = new ArrayList<>(List.of(arguments));
        if (shapes.isEmpty()) {
            Shapes.names().forEach(shapes::add);
        }
        for (String shape : shapes) {
            Process child = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Drounds=" + ROUNDS,
                            "-cp",
                            System.getProperty("java.class.path"),
                            ScanRounds.class.getName(),
                            "--here",
                            shape)
                    .inheritIO()
                    .start();
            if (child.waitFor() != 0) {
                throw new IllegalStateException(shape + " ended with " + child.exitValue());
            }
        }
    }

    private void play(String shape) throws IOException {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-11s", shape));
        for (int size : SIZES) {
            row.append(compare(Shapes.body(shape, size), PIECES[1]));
        }
        byte[] large = Shapes.body(shape, SIZES[SIZES.length - 1]);
        row.append(compare(large, PIECES[0])).append(compare(large, PIECES[2]));
        System.out.println(row);
    }

    private String compare(byte[] body, int piece) throws IOException {
        double ours = Double.MAX_VALUE;
        double jacksons = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            ours = Math.min(ours, turn(body, piece, true));
            jacksons = Math.min(jacksons, turn(body, piece, false));
        }
        return String.format(Locale.ROOT, "  %5.2f / %5.2f (%3.1f)", ours, jacksons, jacksons / ours);
    }

    private double turn(byte[] body, int piece, boolean ours) throws IOException {
        long begin = TIMES.getCurrentThreadCpuTime(); // others on the machine cost no time of ours
        long end = begin;
        long bytes = 0;
        while (end - begin < TURN) {
            for (int i = 0; i < Math.max(1, 20_000 / body.length); i++) {
                if (!(ours ? signet(body, piece) : jackson(body, piece))) {
                    throw new IllegalStateException("not JSON");
                }
                bytes += body.length;
            }
            end = TIMES.getCurrentThreadCpuTime();
        }
        return (double) (end - begin) / bytes;
    }

    private boolean signet(byte[] body, int piece) {
        scanner.reset();
        boolean fine = true;
        for (int from = 0; from < body.length; from += piece) {
            fine = scanner.feed(body, from, Math.min(from + piece, body.length));
        }
        return fine && scanner.isComplete();
    }

    private boolean jackson(byte[] body, int piece) throws IOException {
        try (JsonParser parser = factory.createNonBlockingByteArrayParser()) {
            ByteArrayFeeder feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
            JsonToken token = JsonToken.NOT_AVAILABLE;
            for (int from = 0; from < body.length; from += piece) {
                feeder.feedInput(body, from, Math.min(from + piece, body.length));
                do {
                    token = parser.nextToken();
                } while (token != null && token != JsonToken.NOT_AVAILABLE);
            }
            feeder.endOfInput();
            do {
                token = parser.nextToken();
            } while (token != null && token != JsonToken.NOT_AVAILABLE);
            return token == null;
        }
    }
}
