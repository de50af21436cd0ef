package dev.signet.dropin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the jars and classes are that these tests put together. */
public final class Jars {

    /** The jar for Maven users. */
    public static final Path PLAIN = Path.of(System.getProperty("signet.jar"));
    /** The self-contained jar. */
    public static final Path ALL = Path.of(System.getProperty("signet.jar.all"));

    private Jars() {}

    /** The jars of the class path whose whole name matches. */
    static List<Path> ofClassPath(String names) {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches(names))
                .toList();
    }

    /** What the plain jar needs. */
    public static List<Path> libraries() {
        return ofClassPath("(nimbus-jose-jwt|jackson-(core|databind|annotations))-.*");
    }

    /** Copies compiled test classes of a package. */
    static void copyClasses(String folder, Path to) throws IOException {
        Path from = Path.of("target", "test-classes", folder);
        Path target = Files.createDirectories(to.resolve(folder));
        try (Stream<Path> classes = Files.list(from)) {
            for (Path each :
                    classes.filter(path -> path.toString().endsWith(".class")).toList()) {
                Files.copy(each, target.resolve(each.getFileName()));
            }
        }
    }
}
