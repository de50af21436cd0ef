package dev.signet.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is in the self-contained jar, and what is not. */
class AllJarIT {

    private static List<String> entries(JarFile jar) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .toList();
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void jarWhenListedThenEverythingIsSignetsOrSaysWhoseItIs() throws IOException {
        try (JarFile jar = new JarFile(Jars.ALL.toFile())) {
            List<String> elsewhere = entries(jar).stream()
                    .filter(name -> !name.startsWith("dev/signet/"))
                    .sorted()
                    .toList();

            assertEquals(
                    List.of(
                            "META-INF/FastDoubleParser-LICENSE",
                            "META-INF/FastDoubleParser-ThirdParty-LICENSE",
                            "META-INF/LICENSE",
                            "META-INF/MANIFEST.MF",
                            "META-INF/NOTICE",
                            "META-INF/Schubfach-LICENSE",
                            "META-INF/native-image/dev.signet/signet-filter-core/reachability-metadata.json",
                            "META-INF/sbom/signet.cdx.json",
                            "META-INF/services/dev.signet.internal.jackson.core.JsonFactory",
                            "META-INF/services/dev.signet.internal.jackson.core.ObjectCodec",
                            "META-INF/services/jakarta.servlet.ServletContainerInitializer"),
                    elsewhere);
        }
    }

    @Test
    void jarWhenServicesAreReadThenTheyNameWhatIsInside() throws IOException {
        try (JarFile jar = new JarFile(Jars.ALL.toFile())) {
            for (String name : entries(jar)) {
                if (name.startsWith("META-INF/services/")) {
                    String provider = text(jar, name).strip();
                    assertTrue(jar.getEntry(provider.replace('.', '/') + ".class") != null, provider);
                }
            }
        }
    }

    @Test
    void jarWhenLicencesAreReadThenEveryLibraryIsNamed() throws IOException {
        try (JarFile jar = new JarFile(Jars.ALL.toFile())) {
            assertTrue(text(jar, "META-INF/LICENSE").contains("Apache License"));
            String notice = text(jar, "META-INF/NOTICE");
            for (String library : List.of("Nimbus JOSE + JWT", "Gson", "Jackson", "FastDoubleParser", "Schubfach")) {
                assertTrue(notice.contains(library), library);
            }
        }
    }

    /** Nothing of the copies has variants for newer Java releases, so that one class is the same wherever it runs. */
    @Test
    void manifestWhenReadThenNamesTheModuleAndIsNotMultiRelease() throws IOException {
        try (JarFile jar = new JarFile(Jars.ALL.toFile())) {
            assertEquals(
                    "dev.signet.filter", jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
            assertNotNull(jar.getManifest().getMainAttributes().getValue("Implementation-Version"));
            assertEquals(
                    "dev.signet.cli.Main", jar.getManifest().getMainAttributes().getValue("Main-Class"));
            assertNull(jar.getManifest().getMainAttributes().getValue("Multi-Release"));
        }
    }

    /** By the classes themselves: a name that was not moved would be looked for in the server. */
    @Test
    void classesWhenAnalysedThenTheyNeedNothingButServletsAndTheJdk() {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        printer,
                        printer,
                        "--multi-release",
                        "base",
                        "-verbose:package",
                        "-filter:none",
                        "--ignore-missing-deps",
                        Jars.ALL.toString());

        TreeSet<String> needed = out.toString()
                .lines()
                .filter(line -> line.contains(" -> ") && !line.contains(" -> not found"))
                .map(line -> line.substring(line.indexOf(" -> ") + 4).strip().split("\\s+", 2)[0])
                .filter(name ->
                        !name.matches("(java|javax|jdk|org\\.w3c|org\\.xml)\\..*|dev\\.signet(\\..*)?|.*\\.jar|java.*"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(out.toString().contains("dev.signet.envelope"), out::toString);
        // Nimbus can use these where they are there; Signet uses nothing of it that needs them
        needed.removeIf(name -> name.startsWith("com.google.crypto.tink") || name.startsWith("org.bouncycastle"));
        needed.remove("com.google.errorprone.annotations"); // Gson's, and never loaded
        needed.removeIf(name -> name.startsWith("io.micrometer.")); // by one class, loaded where Micrometer is there
        assertEquals("[jakarta.servlet, jakarta.servlet.http, org.jspecify.annotations]", needed.toString());
    }

    @Test
    void moduleWhenUsedByAnotherThenItCompilesAndRuns() throws Exception {
        Path folder = Files.createTempDirectory("consumer");
        Path source = folder.resolve("src");
        Files.createDirectories(source.resolve("acme"));
        Files.writeString(
                source.resolve("module-info.java"),
                "module acme { requires dev.signet.filter; requires jakarta.servlet; }");
        Files.writeString(source.resolve("acme/Main.java"), """
                package acme;
                public final class Main {
                    public static void main(String[] args) {
                        new dev.signet.SignetFilter(dev.signet.SignetConfig.builder()
                                .set("jwt.secret", "5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEa").build());
                        System.out.print(dev.signet.SignetFilter.class.getModule() + " "
                                + dev.signet.envelope.ErrorCode.SUCCESS);
                    }
                }
                """);
        String modules = Jars.PLAIN
                + File.pathSeparator
                + Jars.ofClassPath("(nimbus-jose-jwt|jackson-(core|databind|annotations)|jakarta.servlet-api)-.*")
                        .stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        String compiled = folder.resolve("out").toString();

        run(
                "javac",
                "--module-path",
                modules,
                "-d",
                compiled,
                source.resolve("module-info.java").toString(),
                source.resolve("acme/Main.java").toString());
        String said = run("java", "--module-path", modules + File.pathSeparator + compiled, "-m", "acme/acme.Main");
        String described = run("java", "--module-path", modules, "--describe-module", "dev.signet.filter");

        assertTrue(said.startsWith("module dev.signet.filter"), said);
        List<String> exported = described
                .lines()
                .filter(line -> line.startsWith("exports "))
                .map(line -> line.substring(8).strip())
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "dev.signet",
                        "dev.signet.envelope",
                        "dev.signet.event",
                        "dev.signet.issue",
                        "dev.signet.portal",
                        "dev.signet.token"),
                exported,
                described);
        assertTrue(described.contains("uses dev.signet.TokenCheck"), described);
        assertTrue(described.contains("uses dev.signet.issue.TokenIssuer"), described);
    }

    /** Runs a tool of this JDK. */
    private static String run(String tool, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }
}
