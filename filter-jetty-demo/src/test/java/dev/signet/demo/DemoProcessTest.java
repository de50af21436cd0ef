package dev.signet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own, from a jar, as it is started by hand. */
class DemoProcessTest {

    private static final Pattern FOLDER = Pattern.compile("-K \"([^\"]+)[/\\\\]partner\"");

    @TempDir
    private Path folder;

    /** The classes as a jar, in which a file system opens and closes with the webapp. */
    private Path jar() throws Exception {
        Path classes = Path.of("target", "classes");
        Path jar = folder.resolve("demo.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(each -> !each.equals(classes)).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                boolean directory = Files.isDirectory(file);
                entries.putNextEntry(new JarEntry(directory ? name + "/" : name));
                if (!directory) {
                    Files.copy(file, entries);
                }
            }
        }
        return jar;
    }

    private Process start(Path errors, String... options) throws Exception {
        String rest = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path ->
                        !path.replace(File.separatorChar, '/').matches(".*filter-jetty-demo/target/(test-)?classes/?"))
                .reduce("", (all, path) -> all + File.pathSeparator + path);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp", jar() + rest));
        command.addAll(List.of(options));
        command.addAll(List.of(Demo.class.getName(), "--port", "0"));
        List<String> hearing = List.of("env", "--default-signal=INT"); // where who started this test is deaf to it
        if (new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0) {
            command.addAll(0, hearing);
        }
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
    }

    @Test
    void processWhenInterruptedThenItEndsWithoutAnError() throws Exception {
        assumeFalse(File.separatorChar == '\\', "nobody but a console sends Ctrl-C on Windows");
        Path errors = folder.resolve("errors");
        Process process = start(errors);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String printed = readToTheEnd(out);
            assertTrue(printed.toString().contains("Ctrl-C ends it."), () -> printed + text(errors));
            Matcher files = FOLDER.matcher(printed);
            assertTrue(files.find());
            assertTrue(Files.exists(Path.of(files.group(1), "order.json")));
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                            .start()
                            .waitFor());
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on");
            assertEquals(128 + 2, process.exitValue());
            assertEquals("", out.lines().reduce("", String::concat));
            assertFalse(Files.exists(Path.of(files.group(1))), "secrets are left");
        } finally {
            process.destroyForcibly();
        }
        Pattern error = Pattern.compile("WARN|SEVERE|ERROR|Exception|not stop|could not|^\tat ", Pattern.MULTILINE);
        String said = text(errors);
        assertTrue(said.contains("INFO"), said);
        assertFalse(error.matcher(said).find(), said);
    }

    @Test
    void processWhenStartedThenLoadsNothingThatOnlyTakesTime() throws Exception {
        Path errors = folder.resolve("errors");
        Process process = start(errors, "-Xlog:class+load:file=loaded.txt");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String printed = readToTheEnd(out);
            assertTrue(printed.contains("Ctrl-C ends it."), () -> printed + text(errors));
            process.destroy(); // so that it deletes its secrets
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on");
        } finally {
            process.destroyForcibly();
        }
        String loaded = text(folder.resolve("loaded.txt"));
        assertTrue(loaded.contains(" dev.signet.event.FlightEvents "), "what is loaded is not in the log");
        for (String late : List.of(
                "javax.management.MBeanServer",
                "jdk.jfr.internal.EventInstrumentation",
                "dev.signet.event.FlightEvents$Call",
                "sun.util.locale.provider.JRELocaleProviderAdapter$AvailableJRELocales")) {
            assertFalse(loaded.contains(" " + late + " "), late);
        }
    }

    /** What is printed until the demo has nothing more to say. */
    private static String readToTheEnd(BufferedReader out) throws Exception {
        StringBuilder printed = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.append(line).append('\n');
            if (line.startsWith("Ctrl-C")) {
                break;
            }
        }
        return printed.toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
