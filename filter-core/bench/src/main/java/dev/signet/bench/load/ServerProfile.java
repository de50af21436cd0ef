package dev.signet.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Says whose code a server's time in Java code goes to, and who allocates, by a flight recording of Signet with token
 * check under load: {@code ServerProfile 10240} for bodies of that many bytes. What is spent in the kernel does not show.
 */
public final class ServerProfile {

    private static final double WARM_UP_SECONDS = 15;
    private static final double SECONDS = 30;
    private static final int CONNECTIONS = 16;

    private static final String SETTINGS = """
            <configuration version="2.0">
              <event name="jdk.ExecutionSample">
                <setting name="enabled">true</setting><setting name="period">1 ms</setting>
              </event>
              <event name="jdk.ObjectAllocationSample">
                <setting name="enabled">true</setting><setting name="throttle">5000/s</setting>
              </event>
            </configuration>
            """;

    /** Who is at work. */
    private enum Part {
        CONTAINER("the container and the application"),
        CHECK("Signet, the JSON check"),
        TOKEN("Signet, the token check"),
        REST("Signet, everything else");

        private final String title;

        Part(String title) {
            this.title = title;
        }
    }

    private ServerProfile() {}

    /**
     * Plays, records and prints.
     *
     * @param args the size of the bodies in bytes
     * @throws IOException when the server fails
     */
    public static void main(String[] args) throws IOException {
        int size = args.length == 0 ? 10_240 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("signet-profile");
        Path settings = Files.writeString(folder.resolve("settings.jfc"), SETTINGS);
        Path recording = folder.resolve("server.jfr");
        long requests;
        Instant begin;
        try (ServerProcess server = new ServerProcess(
                VariantServer.Kind.TOKEN,
                "-Xmx256m",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints",
                "-XX:StartFlightRecording=filename=" + recording + ",settings=" + settings)) {
            LoadGenerator generator = new LoadGenerator(server.port(), Variant.TOKEN.requests(size));
            generator.play(CONNECTIONS, WARM_UP_SECONDS);
            begin = Instant.now();
            requests = generator.play(CONNECTIONS, SECONDS).requests();
        }
        print(recording, begin, requests);
    }

    private static void print(Path recording, Instant begin, long requests) throws IOException {
        Map<Part, Long> samples = new EnumMap<>(Part.class);
        Map<Part, Long> bytes = new EnumMap<>(Part.class);
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (stack == null
                        || stack.getFrames().isEmpty()
                        || event.getStartTime().isBefore(begin)) {
                    continue;
                }
                List<RecordedFrame> frames = stack.getFrames();
                if (event.getEventType().getName().equals("jdk.ObjectAllocationSample")) {
                    bytes.merge(whose(frames), event.getLong("weight"), Long::sum);
                } else {
                    samples.merge(whose(frames), 1L, Long::sum);
                }
            }
        }
        double all = samples.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf("| whose code | of the time in Java code | allocated for a request |%n|---|--:|--:|%n");
        for (Part part : Part.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f %% | %,d B |%n",
                    part.title,
                    100 * samples.getOrDefault(part, 0L) / all,
                    bytes.getOrDefault(part, 0L) / requests);
        }
    }

    /** Whose code it is: of the first frame that is not the Java platform's. */
    private static Part whose(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String name = name(frame);
            if (name.startsWith("dev.signet.text.Json")) {
                return Part.CHECK;
            }
            if (name.startsWith("dev.signet.jwt.") || name.startsWith("dev.signet.keys.")) {
                return Part.TOKEN;
            }
            if (name.startsWith("dev.signet.") && !name.startsWith("dev.signet.bench.")) {
                return Part.REST;
            }
            if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.")) {
                return Part.CONTAINER;
            }
        }
        return Part.CONTAINER;
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }
}
