package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What has to be said twice in the poms for a release agrees. */
class ReleaseSettingsTest {

    private static final Pattern INCLUDE = Pattern.compile("<include>(dev\\.signet\\.[\\w.]+)</include>");
    private static final Pattern PUBLIC = Pattern.compile("(?m)^- `(dev\\.signet[\\w.]*\\.[A-Z]\\w*)`,");
    private static final Pattern RELEASED = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+)(?!-SNAPSHOT)\\b");

    private static String property(String name) throws IOException {
        String pom = Documents.read(Path.of("..", "pom.xml"));
        int start = pom.indexOf("<" + name + ">") + name.length() + 2;
        return pom.substring(start, pom.indexOf("</" + name + ">", start));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void versionWhenSpelledForOsgiThenTheSame() throws IOException {
        assertEquals(property("version").replace('-', '.'), property("osgi.version"));
    }

    /** As README and CONTRIBUTING.md say of an install and of a release. */
    @Test
    void testsWhenSkippedThenThoseOfPackedJarsToo() throws IOException {
        assertEquals("${skipTests}", property("skipITs"));
    }

    @Test
    void typesWhenComparedWithAReleaseThenThePublicOnes() throws IOException {
        String architecture = Documents.read("architecture.md");
        String section = architecture.substring(
                architecture.indexOf("## Public types"), architecture.indexOf("Public for the filter alone"));
        Set<String> compared = new TreeSet<>();
        for (String module : List.of("", "spring-boot", "spring-boot-test")) {
            compared.addAll(found(INCLUDE, Documents.read(Path.of(module, "pom.xml"))));
        }
        assertEquals(found(PUBLIC, section), compared);
    }

    /** The newest that changelog.md has, as soon as it has one; the one that is being made has nothing to be compared with. */
    @Test
    void releaseWhenThereIsOneThenVerifyComparesWithIt() throws IOException {
        List<String> released = RELEASED.matcher(Documents.read("changelog.md"))
                .results()
                .map((MatchResult heading) -> heading.group(1))
                .filter(version -> !versionIsBeingMade(version))
                .toList();
        assertEquals(released.isEmpty() ? "true" : "false", property("released.skip"));
        if (!released.isEmpty()) {
            assertEquals(released.get(0), property("released.version"));
        }
    }

    private static boolean versionIsBeingMade(String version) {
        try {
            return version.equals(property("version"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
