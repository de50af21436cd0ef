package dev.signet.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A release of a copy of this tree, as CONTRIBUTING.md says it is made, but for whom it is uploaded to: signed with a key that is made for
 * it, handed to a server of this test, left in a folder. Beside it a second copy is packed, elsewhere and in the ways of another country.
 */
class ReleaseIT {

    private static final Path TARGET = Path.of("all", "target");
    private static final String VERSION = ReleaseBuild.VERSION;
    private static final String PASSPHRASE = "nobody relies on this key";

    private static ReleaseBuild released;
    private static ReleaseBuild again;
    private static Set<String> bundled;

    @BeforeAll
    static void release() throws Exception {
        released = ReleaseBuild.copiedTo(TARGET.resolve("release"));
        again = ReleaseBuild.copiedTo(TARGET.resolve("once-more").resolve("release"));
        HttpServer central = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        central.createContext("/", ReleaseIT::take);
        central.start();
        try {
            Process second = again.start(
                    Map.of(
                            "TZ", "Asia/Shanghai",
                            "JAVA_TOOL_OPTIONS", "-Duser.language=zh -Duser.country=CN -Duser.timezone=Asia/Shanghai"),
                    "-pl",
                    String.join(",", ReleaseBuild.MODULES.values()),
                    "package");
            Process first = deploy("http://127.0.0.1:" + central.getAddress().getPort());
            released.finish(first);
            again.finish(second);
        } finally {
            central.stop(0);
        }
        try (ZipFile bundle = new ZipFile(
                released.file("target/central-publishing/central-bundle.zip").toFile())) {
            bundled = bundle.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName().replaceFirst("^dev/signet/", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Process deploy(String central) throws Exception {
        // the plugin asks for Central's token before it asks whether it is to upload anything
        Path settings = Files.writeString(
                released.file("settings.xml"),
                "<settings><servers><server><id>central</id><username>nobody</username><password>none</password>"
                        + "</server></servers></settings>");
        return released.start(
                Map.of("MAVEN_GPG_KEY", SigningKey.armored(PASSPHRASE), "MAVEN_GPG_PASSPHRASE", PASSPHRASE),
                "-DcentralBaseUrl=" + central,
                "-Dreleased.skip=false", // compares it with itself: there is no other release
                "-gs",
                settings.toAbsolutePath().toString(),
                "deploy");
    }

    /** What Central answers to an upload: an id. */
    private static void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        byte[] id = "5d4b2f3e-0000-4000-8000-000000000000".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(201, id.length);
        exchange.getResponseBody().write(id);
        exchange.close();
    }

    @Test
    void bundleWhenListedThenEverythingIsSignedAndComplete() {
        Set<String> expected = new TreeSet<>();
        expected.add("signet-parent/" + VERSION + "/signet-parent-" + VERSION + ".pom");
        for (String artifact : ReleaseBuild.MODULES.keySet()) {
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
        String licence = Files.readString(Path.of("..", "LICENSE"));
        for (Map.Entry<String, Path> each : jars().entrySet()) {
            String name = each.getKey();
            try (JarFile jar = new JarFile(each.getValue().toFile())) {
                assertEquals(VERSION, jar.getManifest().getMainAttributes().getValue("Implementation-Version"), name);
                assertEquals(licence, text(jar, "META-INF/LICENSE"), name);
                String notice = text(jar, "META-INF/NOTICE");
                assertTrue(notice.startsWith("Signet\n"), name);
                assertEquals(jar.getEntry("dev/signet/internal/nimbusds/") != null, notice.contains("Nimbus"), name);
                assertEquals(jar.getEntry("legal/") != null, notice.contains("the folder legal"), name);
            }
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        assertTrue(jar.getEntry(name) != null, jar.getName() + " has no " + name);
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Path> jars() throws IOException {
        Map<String, Path> jars = released.built();
        jars.keySet().removeIf(name -> !name.endsWith(".jar"));
        assertEquals(14, jars.size(), jars::toString);
        return jars;
    }

    /** Whole files, byte by byte: what a jar says, in which order, and when it says that it was made. */
    @Test
    void filesWhenBuiltTwiceThenAreTheSameBytes() throws IOException {
        Map<String, Path> first = released.built();
        Map<String, Path> second = again.built();
        assertEquals(first.keySet(), second.keySet());
        assertTrue(first.keySet().containsAll(jars().keySet()), first::toString);
        Set<String> different = new TreeSet<>();
        for (Map.Entry<String, Path> each : first.entrySet()) {
            if (Files.mismatch(each.getValue(), second.get(each.getKey())) >= 0) {
                different.add(each.getKey());
            }
        }
        assertEquals(Set.of(), different);
    }
}
