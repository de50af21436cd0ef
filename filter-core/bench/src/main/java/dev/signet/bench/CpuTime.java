package dev.signet.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The same checks as {@link TokenBenchmark}, in processor time of the thread instead of time on the wall: for machines
 * that do other things meanwhile. {@code CpuTime HS256} measures everybody, each in a process of its own, and
 * {@code CpuTime HS256/roles} with other {@link Claims}; more arguments name some of them.
 */
public final class CpuTime {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long WARM_UP_NANOS = 4_000_000_000L;
    private static final int BATCHES = 300;
    private static final long BATCH_NANOS = 5_000_000L;

    private static Object kept = "";

    private CpuTime() {}

    /** See the class. */
    public static void main(String[] args) throws Exception {
        if (args.length == 2) {
            String[] token = args[0].split("/", 2);
            measure(args[1], SampleToken.of(token[0], token.length == 1 ? Claims.DOCUMENT : Claims.of(token[1])));
            return;
        }
        System.out.println("| who | least ns | median ns | B |");
        List<String> names = args.length > 2 ? Arrays.asList(args).subList(1, args.length) : Contenders.NAMES;
        for (String name : names) {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            CpuTime.class.getName(),
                            args[0],
                            name)
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private static void measure(String name, SampleToken sample) throws Exception {
        TokenCheck check;
        try {
            check = Contenders.named(name, sample);
        } catch (IllegalArgumentException e) {
            System.out.printf("| %s | %s | | |%n", name, e.getMessage());
            return;
        }
        byte[] text = sample.bytes();
        long start = THREADS.getCurrentThreadCpuTime();
        int warm = 0;
        while (THREADS.getCurrentThreadCpuTime() - start < WARM_UP_NANOS) {
            run(check, text, 200);
            warm += 200;
        }
        int calls = (int) Math.max(20, (long) warm * BATCH_NANOS / WARM_UP_NANOS);
        double[] times = new double[BATCHES];
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < BATCHES; i++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long before = THREADS.getCurrentThreadCpuTime();
            run(check, text, calls);
            times[i] = (THREADS.getCurrentThreadCpuTime() - before) / (double) calls;
            bytes = Math.min(bytes, (THREADS.getCurrentThreadAllocatedBytes() - allocated) / calls);
        }
        Arrays.sort(times);
        System.out.printf("| %s | %.0f | %.0f | %d |%n", name, times[0], times[BATCHES / 2], bytes);
        if (kept == null) {
            throw new IllegalStateException("nobody verified anything");
        }
    }

    private static void run(TokenCheck check, byte[] text, int calls) throws Exception {
        for (int i = 0; i < calls; i++) {
            kept = check.verify(new String(text, ISO_8859_1));
        }
    }
}
