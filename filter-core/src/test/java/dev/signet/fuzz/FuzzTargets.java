package dev.signet.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Everything that reads what others wrote, as a method {@code fuzzerTestOneInput(byte[])} that throws when the outcome is
 * neither a value nor our own refusal.
 */
final class FuzzTargets {

    static final List<String> CLASSES = List.of(
            "dev.signet.jwt.TokenFuzz",
            "dev.signet.jwt.BearerFuzz",
            "dev.signet.keys.JwksFuzz",
            "dev.signet.access.RuleFuzz",
            "dev.signet.ConfigFuzz",
            "dev.signet.issue.ClientsFuzz",
            "dev.signet.issue.RequestFuzz",
            "dev.signet.text.ScannerFuzz");

    private FuzzTargets() {}

    private static String simpleName(String target) {
        return target.substring(target.lastIndexOf('.') + 1);
    }

    /** The folder of a target's seeds, one input in each file. */
    static Path seeds(String target) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(FuzzTargets.class.getResource(simpleName(target)))
                .toURI());
    }

    static List<byte[]> inputs(String target) throws IOException, URISyntaxException {
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(seeds(target))) {
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        return inputs;
    }

    /** Gives one input to a target. */
    static void run(String target, byte[] input) throws ReflectiveOperationException {
        try {
            Class.forName(target).getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object) input);
        } catch (InvocationTargetException e) {
            throw new AssertionError(target + " on " + new String(input, UTF_8), e.getCause());
        }
    }

    /**
     * Runs Jazzer on each target for as many seconds as the first argument says. What it finds lies in the second argument's folder, beside what it learned.
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        for (String target : CLASSES) {
            Path corpus = Files.createDirectories(folder.resolve(simpleName(target)));
            int exit = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "com.code_intelligence.jazzer.Jazzer",
                            "--target_class=" + target,
                            "--instrumentation_includes=dev.signet.**",
                            "--reproducer_path=" + folder,
                            "-artifact_prefix=" + folder + "/" + simpleName(target) + "-",
                            "-max_total_time=" + args[0],
                            "-max_len=16384",
                            "-timeout=60",
                            "-print_final_stats=1",
                            corpus.toString(),
                            seeds(target).toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(target + " broke; the input is in " + folder);
            }
        }
    }
}
