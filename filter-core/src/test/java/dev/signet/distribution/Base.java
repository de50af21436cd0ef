package dev.signet.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where a server keeps what is its own, so that the distribution stays as it was unpacked.
 *
 * @param home the unpacked distribution
 * @param folder the base: configuration, webapps and whatever the server writes
 * @param jdk the JDK it runs on
 * @param port the free loopback port that it is to listen on
 */
record Base(Path home, Path folder, Path jdk, int port) {

    /** The webapp without Signet. */
    static final String BARE = "/raw";

    /** The same behind Signet, as it is by default. */
    static final String BEHIND = "/app";

    /** The same behind Signet of the plain jar and its libraries, where a wrapped answer has its own status. */
    static final String REAL = "/own";

    /** Static files behind Signet, and the servlets below {@link #STEPS}. */
    static final String FILES = "/files";

    /** Where the servlets are in the webapp of static files. */
    static final String STEPS = "/steps";

    /** A shop with tokens behind Signet. */
    static final String SHOP = "/shop";

    /** The same with the plain jar and its libraries. */
    static final String SHOP_PLAIN = "/lib";

    /** A webapp with rules for its paths. */
    static final String GATE = "/gate";

    /** The same with the plain jar and its libraries. */
    static final String GATE_PLAIN = "/lib-gate";

    /** One whose rules cannot be read. */
    static final String BROKEN = "/broken";

    /** The same with the plain jar and its libraries. */
    static final String BROKEN_PLAIN = "/lib-broken";

    /** One whose web.xml forgets something. */
    static final String FORGETFUL = "/forgetful";

    /** One without Signet that is undeployed, like the shops. */
    static final String BARE_TO_GO = "/bare";

    /** The contexts of those that play scenarios. */
    static final List<String> PLAYING = List.of(BARE, BEHIND, REAL, FILES);

    /** The contexts of them all. */
    static final List<String> WEBAPPS = List.of(
            BARE, BEHIND, REAL, FILES, SHOP, SHOP_PLAIN, GATE, GATE_PLAIN, BROKEN, BROKEN_PLAIN, FORGETFUL, BARE_TO_GO);

    private static final Path TARGET = Path.of("target", "distributions").toAbsolutePath();

    /** An empty base of that name, for the distribution in that folder. */
    static Base of(String name, String distribution, Path jdk) throws IOException {
        Path folder = TARGET.resolve(name + "-base");
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        try (Stream<Path> unpacked = Files.list(TARGET.resolve(distribution))) {
            // the one folder or jar in it, whose name has the version
            Path home = unpacked.filter(path -> !path.getFileName().toString().equals("META-INF"))
                    .findAny()
                    .orElseThrow();
            return new Base(home, Files.createDirectories(folder), jdk, freePort());
        }
    }

    /** A loopback port that nobody listens on at the moment. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a folder of the distribution into the base. */
    void copy(String from, String to) throws IOException {
        Path source = home.resolve(from);
        Path target = folder.resolve(to);
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(target.resolve(source.relativize(path).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        path, target.resolve(source.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Makes a folder in the base. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Writes a file of the base. */
    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Changes a file of the base. */
    void edit(String name, UnaryOperator<String> change) throws IOException {
        Path file = folder.resolve(name);
        String before = Files.readString(file);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IOException(name + " is not as it was when this test was written");
        }
        Files.writeString(file, after);
    }

    /** Puts the webapps into a folder of the base, each as a war file of the name of its context. */
    void deploy(String name) throws IOException {
        for (String context : WEBAPPS) {
            War.write(folder(name).resolve(war(context)), context);
        }
    }

    /** The name of the war file at a context. */
    static String war(String context) {
        return context.substring(1) + ".war";
    }

    /** Everything that was logged below the base so far, in files of whatever name. */
    String logged() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    /** A command that runs in the base with its JDK, whatever the caller's environment says to servers. */
    ProcessBuilder command(Map<String, String> environment, String... words) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(JAVA|JDK|CATALINA|JBOSS|WLP|AS|MAVEN)_.*"));
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        return builder;
    }
}
