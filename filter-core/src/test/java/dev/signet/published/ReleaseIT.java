package dev.signet.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A release of a copy of this tree, as CONTRIBUTING.md says it is made, but for whom it is uploaded to: signed with a
 * key that is made for it, handed to a server of this test, left in a folder. It is also the second build with which the jars of this one are compared.
 */
class ReleaseIT {

    private static final Path TREE = Path.of("all", "target", "release");
    private static final String BUILT = System.getProperty("signet.version");
    private static final String VERSION = BUILT.replace("-SNAPSHOT", "");
    private static final String PASSPHRASE = "nobody relies on this key";

    private static Set<String> bundled;

    @BeforeAll
    static void release() throws Exception {
        delete(TREE);
        copy();
        HttpServer central = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        central.createContext("/", ReleaseIT::take);
        central.start();
        try {
            run("http://127.0.0.1:" + central.getAddress().getPort());
        } finally {
            central.stop(0);
        }
        try (ZipFile bundle = new ZipFile(
                TREE.resolve("target/central-publishing/central-bundle.zip").toFile())) {
            bundled = bundle.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName().replaceFirst("^dev/signet/", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** What Central answers to an upload: an id. */
    private static void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        byte[] id = "5d4b2f3e-0000-4000-8000-000000000000".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(201, id.length);
        exchange.getResponseBody().write(id);
        exchange.close();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** Without what a build makes, with the version of a release, and without the checks that this build has done. */
    private static void copy() throws IOException {
        Path root = Path.of("..");
        for (String part : List.of(
                "pom.xml",
                "LICENSE",
                ".mvn",
                "filter-core/pom.xml",
                "filter-core/docs",
                "filter-core/src/main",
                "filter-core/src/all",
                "filter-core/all/pom.xml")) {
            try (Stream<Path> files = Files.walk(root.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = TREE.resolve(root.relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        for (String pom : List.of("pom.xml", "filter-core/pom.xml", "filter-core/all/pom.xml")) {
            Path file = TREE.resolve(pom);
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace(BUILT, VERSION)
                            .replace(BUILT.replace('-', '.'), VERSION)
                            .replaceAll("<arg>-Xplugin:ErrorProne.*</arg>", "")
                            .replaceAll("<module>(?!filter-core</module>|filter-core/all</module>).*</module>", ""));
        }
    }

    /** Never offline, where nothing would be handed over; what it needs, this build has fetched already. */
    private static void run(String central) throws Exception {
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("signet.maven.home"), "bin", isWindows ? "mvn.cmd" : "mvn")
                        .toString(),
                "-B",
                "-ntp",
                "-Prelease",
                "-DcentralBaseUrl=" + central,
                "-Dmaven.test.skip=true", // the tests are those of this build
                "-DskipScriptExecution=true",
                "-Dspotless.check.skip=true",
                "-Dmaven.install.skip=true", // nobody else is to find it
                "-Dreleased.skip=false", // compares it with itself: there is no other release
                "-Dmaven.repo.local=" + System.getProperty("signet.maven.repository"),
                "deploy"));
        // the plugin asks for Central's token before it asks whether it is to upload anything
        Path settings = Files.writeString(
                TREE.resolve("settings.xml"),
                "<settings><servers><server><id>central</id><username>nobody</username><password>none</password>"
                        + "</server></servers></settings>");
        command.addAll(List.of("-gs", settings.toAbsolutePath().toString()));
        Path log = TREE.resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(TREE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_GPG_KEY", SigningKey.armored(PASSPHRASE));
        builder.environment().put("MAVEN_GPG_PASSPHRASE", PASSPHRASE);
        assertEquals(0, builder.start().waitFor(), () -> tail(log));
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void bundleWhenListedThenEverythingIsSignedAndComplete() {
        Set<String> expected = new TreeSet<>();
        expected.add("signet-parent/" + VERSION + "/signet-parent-" + VERSION + ".pom");
        for (String artifact : List.of("signet-filter-core", "signet-filter-all")) {
            String at = artifact + "/" + VERSION + "/" + artifact + "-" + VERSION;
            for (String end : List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar")) {
                expected.add(at + end);
            }
        }
        expected.add("signet-filter-core/" + VERSION + "/signet-filter-core-" + VERSION + "-all.jar");
        expected.add("signet-filter-all/" + VERSION + "/signet-filter-all-" + VERSION + "-javax.jar");
        expected.add("signet-filter-all/" + VERSION + "/signet-filter-all-" + VERSION + "-cyclonedx.json");

        Set<String> artifacts = bundled.stream()
                .filter(name -> !name.matches(".*\\.(asc|md5|sha1|sha256|sha512)"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, artifacts);
        for (String artifact : artifacts) {
            for (String beside : List.of(".asc", ".md5", ".sha1")) {
                assertTrue(bundled.contains(artifact + beside), artifact + beside);
            }
        }
    }

    @Test
    void jarsWhenLookedIntoThenSayWhatTheyAre() throws IOException {
        for (Path jar : jars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                String name = jar.getFileName().toString();
                assertEquals(VERSION, file.getManifest().getMainAttributes().getValue("Implementation-Version"), name);
                if (!name.endsWith("-javadoc.jar")) {
                    assertTrue(file.getEntry("META-INF/LICENSE") != null, name);
                    assertTrue(file.getEntry("META-INF/NOTICE") != null, name);
                }
            }
        }
    }

    private static List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String module : List.of("filter-core/target", "filter-core/all/target")) {
            try (Stream<Path> files = Files.list(TREE.resolve(module))) {
                files.filter(file -> file.getFileName().toString().matches("signet-.*\\.jar"))
                        .forEach(jars::add);
            }
        }
        assertEquals(8, jars.size(), jars::toString);
        return jars;
    }

    /** Byte for byte, in the same order, with the same times; only the number is another. */
    @Test
    void jarsWhenBuiltTwiceThenAreTheSameButForTheNumber() throws IOException {
        for (Map.Entry<String, Path> each : Map.of(
                        "filter-core/target/signet-filter-core-" + VERSION + ".jar",
                                Path.of(System.getProperty("signet.jar")),
                        "filter-core/all/target/signet-filter-all-" + VERSION + ".jar",
                                Path.of(System.getProperty("signet.jar.all")),
                        "filter-core/all/target/signet-filter-all-" + VERSION + "-javax.jar",
                                Path.of(System.getProperty("signet.jar.javax")))
                .entrySet()) {
            Map<String, String> first = contents(each.getValue());
            Map<String, String> second = contents(TREE.resolve(each.getKey()));
            assertEquals(List.copyOf(first.keySet()), List.copyOf(second.keySet()), each.getKey());
            for (Map.Entry<String, String> entry : first.entrySet()) {
                assertTrue(entry.getValue().equals(second.get(entry.getKey())), each.getKey() + " " + entry.getKey());
            }
        }
    }

    /** With the number of the release; where a class names it, its length stands in front. */
    private static String released(String bytes) {
        return bytes.replace("\0" + (char) BUILT.length() + BUILT, "\0" + (char) VERSION.length() + VERSION)
                .replace(BUILT, VERSION)
                .replace(BUILT.replace('-', '.'), VERSION);
    }

    /** From name and time to what is in it, in the order of the jar. */
    private static Map<String, String> contents(Path file) throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        try (JarInputStream jar = new JarInputStream(Files.newInputStream(file))) {
            for (JarEntry entry; (entry = jar.getNextJarEntry()) != null; ) {
                String bytes = new String(jar.readAllBytes(), StandardCharsets.ISO_8859_1);
                contents.put(entry.getName() + " " + entry.getTimeLocal(), released(bytes));
            }
        }
        return contents;
    }
}
