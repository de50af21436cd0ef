package dev.signet.bench.load;

import dev.signet.bench.Spring7;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A {@link VariantServer} in a JVM of its own. */
final class ServerProcess implements AutoCloseable {

    /** What the server has used since it started. */
    record Usage(long cpuNanos, long allocatedBytes, long peakHeapBytes) {}

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final int port;

    ServerProcess(VariantServer.Kind kind, String... options) throws IOException {
        this(kind, null, options);
    }

    /**
     * Starts one.
     *
     * @param before the jar that takes the place of the core's where the kind asks for it
     */
    ServerProcess(VariantServer.Kind kind, Path before, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath(kind, before),
                VariantServer.class.getName(),
                kind.name()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
        String said = line();
        while (!said.startsWith(VariantServer.LISTENING)) {
            said = line(); // a JVM with a recording or another option has something to say, too
        }
        port = Integer.parseInt(said.substring(VariantServer.LISTENING.length()));
    }

    private static String classPath(VariantServer.Kind kind, Path before) throws IOException {
        if (kind.isBefore()) {
            String own = System.getProperty("java.class.path");
            return before
                    + File.pathSeparator
                    + Arrays.stream(own.split(File.pathSeparator, -1))
                            .filter(entry ->
                                    !Path.of(entry).getFileName().toString().startsWith("signet-filter-core"))
                            .collect(Collectors.joining(File.pathSeparator));
        }
        return !kind.isSpring7()
                ? System.getProperty("java.class.path")
                : Spring7.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    int port() {
        return port;
    }

    Usage usage() throws IOException {
        in.write("\n");
        in.flush();
        String[] numbers = line().split(" ", -1);
        return new Usage(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new EOFException("the server has ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
