package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How System.Logger reaches a logging framework, as operating.md says; each in a JVM of its own. */
class LogRoutesTest {

    private static final Pattern OURS =
            Pattern.compile("target/(test-)?classes|.*/(jakarta.servlet-api|nimbus-jose-jwt|jackson-).*\\.jar");

    /** A line in the form of both frameworks, with the name of the logger. */
    private static final Pattern FRAMEWORK =
            Pattern.compile("\\] INFO +dev\\.signet\\.SignetFilter --? access otherwise: ");

    private static final String PLATFORM = "INFO: access otherwise: ";

    /** Without a configuration Log4j shows errors only, and no logger. */
    private static final String LOG4J = """
            <Configuration>
              <Appenders><Console name="all"><PatternLayout pattern="[%t] %-5level %logger - %msg%n"/></Console></Appenders>
              <Loggers><Root level="info"><AppenderRef ref="all"/></Root></Loggers>
            </Configuration>
            """;

    @TempDir
    private Path folder;

    private static List<String> ours() {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .filter(entry -> OURS.matcher(entry.replace('\\', '/')).find())
                .toList();
    }

    private static List<String> framework(String folder) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "containers", folder))) {
            return jars.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** All that a JVM prints. */
    private String printed(List<String> classPath, List<String> arguments) throws Exception {
        Path log4j = Files.writeString(folder.resolve("log4j2.xml"), LOG4J);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-Dlog4j2.configurationFile=" + log4j,
                "-cp",
                String.join(File.pathSeparator, classPath),
                LogRoute.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), all);
        return all;
    }

    @Test
    void initWhenThereIsNoFrameworkThenThePlatformsLogSaysIt() throws Exception {
        String all = printed(ours(), List.of());
        assertTrue(all.contains(PLATFORM), all);
        assertTrue(all.contains(" dev.signet.event.Events tell"), "where its own format shows no logger: " + all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logback", "log4j"})
    void initWhenTheClassPathHasAnAdapterThenTheFrameworkSaysIt(String folder) throws Exception {
        String all = printed(joined(ours(), framework(folder)), List.of());
        assertTrue(FRAMEWORK.matcher(all).find(), all);
        assertTrue(!all.contains(PLATFORM), all);
    }

    @ParameterizedTest
    @CsvSource({"logback, slf4j", "log4j, log4j"})
    void initWhenOnlyTheWebappHasAnAdapterThenItIsBridgedOrNotFound(String folder, String bridge) throws Exception {
        List<String> webapp = joined(ours(), framework(folder));
        List<String> jvm =
                ours().stream().filter(entry -> entry.endsWith("classes")).toList();
        String without = printed(jvm, joined(List.of("none"), webapp));
        assertTrue(without.contains(PLATFORM) && !FRAMEWORK.matcher(without).find(), without);
        String bridged = printed(jvm, joined(List.of(bridge), webapp));
        assertTrue(FRAMEWORK.matcher(bridged).find(), bridged);
    }
}
