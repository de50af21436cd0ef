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

/** The webapp of these tests as a war file. Behind Signet and bare it differs by Signet's filter and jar alone. */
final class War {

    /** The compiled classes that are played, as names below the test classes. */
    private static final List<String> PLAYED = List.of(
            "dev/signet/container/(ScenarioServlet|Step|Special|NonBlocking.*|EchoUpgrade|Buffers)(\\$.*)?\\.class",
            "dev/signet/differential/.*\\.class",
            "dev/signet/testing/BufferingResponse(\\$.*)?\\.class");

    /** A static file. */
    static final String PAGE = "<p>a page";

    private War() {}

    /** Writes it as it is to be at a context of {@link Base#WEBAPPS}. */
    static void write(Path file, String context) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream war = new ZipOutputStream(out)) {
            put(war, "WEB-INF/web.xml", webXml(context).getBytes(StandardCharsets.UTF_8));
            if (!context.equals(Base.BARE)) {
                put(
                        war,
                        "WEB-INF/lib/signet-all.jar",
                        Files.readAllBytes(Path.of(System.getProperty("signet.jar.all"))));
            }
            put(war, "page.html", PAGE.getBytes(StandardCharsets.UTF_8));
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

    private static final String SCENARIO = "<servlet-name>scenario</servlet-name><url-pattern>";

    private static String webXml(String context) throws IOException {
        try (InputStream in = War.class.getResourceAsStream("web.xml")) {
            String whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return switch (context) {
                case Base.BARE -> whole.replaceAll("(?s)<!-- Signet -->.*?<!-- the webapp -->", "");
                case Base.FILES -> whole.replace(SCENARIO + "/*", SCENARIO + Base.STEPS + "/*");
                case Base.REAL -> whole.replace("<param-value>200</param-value>", "<param-value>real</param-value>");
                default -> whole;
            };
        }
    }

    private static void put(ZipOutputStream war, String name, byte[] bytes) throws IOException {
        war.putNextEntry(new ZipEntry(name));
        war.write(bytes);
        war.closeEntry();
    }
}
