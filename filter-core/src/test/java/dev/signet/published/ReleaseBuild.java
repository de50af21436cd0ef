package dev.signet.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of this tree that is built with the profile {@code release}, without what a build has made, with the version of a release, and
 * without the checks that this build does.
 */
final class ReleaseBuild {

    private static final String BUILT = System.getProperty("signet.version");

    /** The version of the release. */
    static final String VERSION = BUILT.replace("-SNAPSHOT", "");

    /** From what is released to the folder of its module. */
    static final Map<String, String> MODULES = Map.of(
            "signet-filter-core", "filter-core",
            "signet-filter-all", "filter-core/all",
            "signet-spring-boot-starter", "filter-core/spring-boot",
            "signet-spring-boot-test", "filter-core/spring-boot-test");

    /** Built in the same run, and kept. */
    private static final List<String> UNPUBLISHED = List.of("filter-core/spring-boot-sample", "filter-jetty-demo");

    private static final Path ROOT = Path.of("..");
    private static final List<String> PARTS =
            List.of("pom.xml", "LICENSE", ".mvn", "filter-core/docs", "filter-core/src/all", "filter-core/src/javadoc");

    private final Path tree;
    private final Path log;

    private ReleaseBuild(Path tree) {
        this.tree = tree;
        this.log = tree.resolve("build.log");
    }

    /** A new copy in this folder, in the place of an older one. */
    static ReleaseBuild copiedTo(Path tree) throws IOException {
        delete(tree);
        for (String part : PARTS) {
            copy(ROOT.resolve(part), tree);
        }
        for (String module :
                Stream.concat(MODULES.values().stream(), UNPUBLISHED.stream()).toList()) {
            if (Files.exists(ROOT.resolve(module).resolve("src/main"))) {
                copy(ROOT.resolve(module).resolve("src/main"), tree);
            }
            copy(ROOT.resolve(module).resolve("pom.xml"), tree);
            release(tree.resolve(module).resolve("pom.xml"));
        }
        release(tree.resolve("pom.xml"));
        return new ReleaseBuild(tree);
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

    private static void copy(Path part, Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = tree.resolve(ROOT.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void release(Path pom) throws IOException {
        Files.writeString(
                pom,
                Files.readString(pom)
                        .replace(BUILT, VERSION)
                        .replace(BUILT.replace('-', '.'), VERSION)
                        .replaceAll("<arg>-Xplugin:ErrorProne.*</arg>", ""));
    }

    /** Starts Maven. Never offline, where nothing would be handed over; what it needs, this build has fetched already. */
    Process start(Map<String, String> environment, String... arguments) throws IOException {
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("signet.maven.home"), "bin", isWindows ? "mvn.cmd" : "mvn")
                        .toString(),
                "-B",
                "-ntp",
                "-Prelease",
                "-Dmaven.test.skip=true", // the tests are those of this build
                "-DskipScriptExecution=true",
                "-Dspotless.check.skip=true",
                "-Dmaven.install.skip=true", // nobody else is to find it
                "-Dmaven.repo.local=" + System.getProperty("signet.maven.repository")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"); // it lives for seconds
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for its end, which is to be a good one. */
    void finish(Process maven) throws InterruptedException {
        assertEquals(0, maven.waitFor(), () -> tail(log));
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** A file of the copy. */
    Path file(String name) {
        return tree.resolve(name);
    }

    /** From name to file, what it has built to be published but for the poms. */
    Map<String, Path> built() throws IOException {
        Map<String, Path> built = new TreeMap<>();
        for (String module : MODULES.values()) {
            try (Stream<Path> files = Files.list(tree.resolve(module).resolve("target"))) {
                files.filter(file -> file.getFileName().toString().matches("signet[-.].*\\.(jar|json)"))
                        .forEach(file -> built.put(module + "/" + file.getFileName(), file));
            }
        }
        return built;
    }
}
