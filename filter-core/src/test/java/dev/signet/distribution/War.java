package dev.signet.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The webapp of these tests as a war file. Behind Signet and bare it differs by the filter and the jar alone. */
final class War {

    /** The compiled classes that are played, as names below the test classes. */
    private static final List<String> PLAYED = List.of(
            "dev/signet/container/(ScenarioServlet|Step|Special|NonBlocking.*|EchoUpgrade|Buffers)(\\$.*)?\\.class",
            "dev/signet/differential/.*\\.class");

    private War() {}

    /** Writes it, with Signet's self-contained jar and filter or without. */
    static void write(Path file, boolean signet) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream war = new ZipOutputStream(out)) {
            put(war, "WEB-INF/web.xml", webXml(signet).getBytes(StandardCharsets.UTF_8));
            if (signet) {
                put(
                        war,
                        "WEB-INF/lib/signet-all.jar",
                        Files.readAllBytes(Path.of(System.getProperty("signet.jar.all"))));
            }
            Path classes = Path.of("target", "test-classes");
            try (Stream<Path> all = Files.walk(classes)) {
                for (Path path : all.sorted().toList()) {
                    String name = classes.relativize(path).toString().replace('\\', '/');
                    if (PLAYED.stream().anyMatch(name::matches)) {
                        put(war, "WEB-INF/classes/" + name, Files.readAllBytes(path));
                    }
                }
            }
        }
    }

    private static String webXml(boolean signet) throws IOException {
        try (InputStream in = War.class.getResourceAsStream("web.xml")) {
            String whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return signet ? whole : whole.replaceFirst("(?s)<!-- Signet -->.*<!-- the webapp -->", "");
        }
    }

    private static void put(ZipOutputStream war, String name, byte[] bytes) throws IOException {
        war.putNextEntry(new ZipEntry(name));
        war.write(bytes);
        war.closeEntry();
    }
}
