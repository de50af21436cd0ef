package dev.signet.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.container.PathMatrix;
import dev.signet.dropin.Jars;
import dev.signet.dropin.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A webapp of these tests as a war file. */
final class War {

    /** The compiled classes that are played, as names below the test classes. */
    private static final List<String> PLAYED = List.of(
            "dev/signet/container/(ScenarioServlet|Step|Special|NonBlocking.*|EchoUpgrade|Buffers)(\\$.*)?\\.class",
            "dev/signet/container/(StormServlet|ProbeServlet|Area)(\\$.*)?\\.class",
            "dev/signet/differential/.*\\.class",
            "dev/signet/testing/(BufferingResponse|StreamWrapper|Table)(\\$.*)?\\.class");

    /** A static file. */
    static final String PAGE = "<p>a page";

    private static final String SCENARIO = "<servlet-name>scenario</servlet-name><url-pattern>";

    private War() {}

    /** Writes it as it is to be at a context of {@link Base#WEBAPPS}. */
    static void write(Path file, String context) throws IOException {
        switch (context) {
            case Base.SHOP, Base.SHOP_PLAIN -> writeShop(file, context.equals(Base.SHOP));
            default -> writePlayed(file, context);
        }
    }

    private static void writeShop(Path file, boolean all) throws IOException {
        Path folder = Files.createTempDirectory(file.getParent().getParent(), "shop");
        try {
            Shop.layOut(folder, all);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        try (ZipOutputStream war = open(file);
                Stream<Path> laidOut = Files.walk(folder)) {
            for (Path path : laidOut.filter(Files::isRegularFile).sorted().toList()) {
                put(war, nameIn(folder, path), Files.readAllBytes(path));
            }
        }
    }

    private static void writePlayed(Path file, String context) throws IOException {
        try (ZipOutputStream war = open(file)) {
            put(war, "WEB-INF/web.xml", webXml(context).getBytes(UTF_8));
            for (Path jar : jars(context)) {
                put(war, "WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
            }
            put(war, "page.html", PAGE.getBytes(UTF_8));
            Path classes = Path.of("target", "test-classes");
            try (Stream<Path> all = Files.walk(classes)) {
                for (Path path : all.sorted().toList()) {
                    String name = nameIn(classes, path);
                    if (PLAYED.stream().anyMatch(name::matches)) {
                        put(war, "WEB-INF/classes/" + name, Files.readAllBytes(path));
                    }
                }
            }
        }
    }

    private static List<Path> jars(String context) {
        return switch (context) {
            case Base.BARE, Base.BARE_TO_GO -> List.of();
            case Base.REAL, Base.GATE_PLAIN, Base.BROKEN_PLAIN ->
                Stream.concat(Stream.of(Jars.PLAIN), Jars.libraries().stream()).toList();
            default -> List.of(Jars.ALL);
        };
    }

    private static String webXml(String context) throws IOException {
        return switch (context) {
            case Base.BARE, Base.BARE_TO_GO ->
                text("web.xml").replaceAll("(?s)<!-- Signet -->.*?<!-- the webapp -->", "");
            case Base.FILES -> text("web.xml").replace(SCENARIO + "/*", SCENARIO + Base.STEPS + "/*");
            case Base.REAL ->
                text("web.xml").replace("<param-value>200</param-value>", "<param-value>real</param-value>");
            case Base.GATE, Base.GATE_PLAIN -> gateXml(PathMatrix.RULES);
            case Base.BROKEN, Base.BROKEN_PLAIN -> gateXml("GET /open/** allow");
            case Base.FORGETFUL ->
                gateXml("")
                        .replaceFirst("<async-supported>true</async-supported>", "")
                        .replace("<dispatcher>FORWARD</dispatcher>", "");
            default -> text("web.xml");
        };
    }

    private static String gateXml(String rules) throws IOException {
        return text("gate.xml").replace("{rules}", rules).replace("{probes}", probes());
    }

    private static String probes() {
        Map<String, List<String>> patterns = PathMatrix.MAPPED.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return patterns.entrySet().stream()
                .map(probe -> """
                        <servlet><servlet-name>%1$s</servlet-name>
                          <servlet-class>dev.signet.container.ProbeServlet</servlet-class>
                          <init-param><param-name>area</param-name><param-value>%1$s</param-value></init-param></servlet>
                        <servlet-mapping><servlet-name>%1$s</servlet-name>%2$s</servlet-mapping>
                        """.formatted(
                                probe.getKey(),
                                probe.getValue().stream()
                                        .map(pattern -> "<url-pattern>" + pattern + "</url-pattern>")
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining());
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = War.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static ZipOutputStream open(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new ZipOutputStream(out);
    }

    private static String nameIn(Path folder, Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    private static void put(ZipOutputStream war, String name, byte[] bytes) throws IOException {
        war.putNextEntry(new ZipEntry(name));
        war.write(bytes);
        war.closeEntry();
    }
}
