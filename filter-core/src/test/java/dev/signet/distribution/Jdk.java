package dev.signet.distribution;

import dev.signet.testing.BuildConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** The JDKs of this machine. */
final class Jdk {

    private static final Path OF_THIS_TEST = Path.of(System.getProperty("java.home"));

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[.\\d+]*\"");

    private Jdk() {}

    static Path ofThisTest() {
        return OF_THIS_TEST;
    }

    /** One of that version or a newer one, among the neighbours of this test's; without one the test is skipped, and says so. */
    static Path atLeast(int version, String container) throws IOException {
        Optional<Path> found =
                installed().stream().filter(jdk -> versionOf(jdk) >= version).findFirst();
        return found.orElseThrow(() -> {
            String why = container + " needs JDK " + version + " or newer, which is not beside " + OF_THIS_TEST;
            BuildConsole.println("SKIPPED " + why);
            return new TestAbortedException(why);
        });
    }

    private static List<Path> installed() throws IOException {
        try (Stream<Path> neighbours = Files.list(OF_THIS_TEST.toAbsolutePath().getParent())) {
            return Stream.concat(Stream.of(OF_THIS_TEST), neighbours.sorted()).toList();
        }
    }

    /** Which version of Java is in a folder; 0 for none. */
    private static int versionOf(Path folder) {
        Path release = folder.resolve("release");
        try {
            Matcher version = VERSION.matcher(Files.isRegularFile(release) ? Files.readString(release) : "");
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0; // not ours to read
        }
    }
}
