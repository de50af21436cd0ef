package dev.signet.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.BuildConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A program that asks for what it is told, where it is on this machine. */
enum Tool {
    /** Of every system. */
    CURL("curl.sh", "curl", "sh"),
    /** GNU's. */
    WGET("wget.sh", "wget", "sh"),
    /** Python with requests. */
    REQUESTS("with-requests.py", "", "python3"),
    /** Python as it is. */
    URLLIB("with-urllib.py", "", "python3"),
    /** Fetch of Node.js. */
    NODE("fetch.mjs", "", "node"),
    /** The client of the JDK. */
    JDK("Jdk.java", "", java()),
    /** OkHttp. */
    OKHTTP(
            "Ok.java",
            "",
            java(),
            "-cp",
            Path.of("target", "containers", "okhttp").toAbsolutePath() + "/*"),
    /** Go. */
    GO("fetch.go", "", "go", "run");

    private static final Path SCRIPTS = Path.of("src", "test", "resources", "dev", "signet", "tools");

    private final String script;
    private final String needed; // besides the command; empty for nothing

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final List<String> command;

    Tool(String script, String needed, String... command) {
        this.script = script;
        this.needed = needed;
        this.command = List.of(command);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Whether it unpacks a body by itself. */
    boolean unpacks() {
        return this != WGET;
    }

    /** Whether it sees where a body of unknown length is cut off. One that asks to close the connection gets it in no chunks. */
    boolean seesCuts() {
        return this != URLLIB;
    }

    /** Skips the test where the program is not on this machine, and says so. */
    void assume() throws Exception {
        String missing = "";
        if (!isThere(command.get(0))) {
            missing = command.get(0);
        } else if (!needed.isEmpty() && !isThere(needed)) {
            missing = needed;
        } else if (this == REQUESTS
                && run(List.of("python3", "-c", "import requests"), Path.of("target"), Map.of())
                                .exit()
                        != 0) {
            missing = "requests of Python";
        }
        if (!missing.isEmpty()) {
            BuildConsole.println("SKIPPED " + this + ": " + missing + " is not on this machine");
            throw new TestAbortedException(missing + " is not on this machine");
        }
    }

    private static boolean isThere(String program) {
        return Path.of(program).isAbsolute()
                || Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }

    /**
     * Runs it.
     *
     * @param arguments three each: what to do, an address, a file
     * @return a line each
     */
    List<String> run(Path folder, Map<String, String> environment, List<String> arguments) throws Exception {
        List<String> words = new ArrayList<>(command);
        words.add(SCRIPTS.resolve(script).toAbsolutePath().toString());
        words.addAll(arguments);
        Ran ran = run(words, folder, environment);
        assertEquals(arguments.size() / 3, ran.out().size(), ran::toString);
        return ran.out();
    }

    private record Ran(int exit, List<String> out, String err) {}

    private static Ran run(List<String> words, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("tool", ".out");
        Path err = Files.createTempFile("tool", ".err");
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(?i).*_proxy"));
        builder.environment().putAll(environment);
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertTrue(process.waitFor(180, TimeUnit.SECONDS), "it hangs");
        } finally {
            process.destroyForcibly();
        }
        return new Ran(process.exitValue(), Files.readAllLines(out), Files.readString(err));
    }
}
