package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** The picture in architecture.md and the compiled classes have the same arrows. */
class ArchitectureTest {

    private static final Pattern DRAWN = Pattern.compile("- `(dev\\.signet[.a-z]*)` → `(dev\\.signet[.a-z]*)`");
    private static final Pattern FOUND =
            Pattern.compile("^\\s+(dev\\.signet[.a-z]*)\\s+->\\s+(dev\\.signet[.a-z]*)\\s");

    @Test
    void arrowsWhenComparedWithJdepsThenTheSame() throws Exception {
        StringWriter out = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int result = jdeps.run(
                new PrintWriter(out),
                new PrintWriter(out),
                "-verbose:package",
                "--ignore-missing-deps",
                "-filter:none",
                "target/classes/dev");
        assertEquals(0, result, out.toString());
        assertEquals(arrows(DRAWN, Documents.read("architecture.md")), arrows(FOUND, out.toString()));
    }

    private static Set<String> arrows(Pattern pattern, String text) {
        Set<String> arrows = new TreeSet<>();
        text.lines().forEach(line -> {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find() && !matcher.group(1).equals(matcher.group(2))) {
                arrows.add(matcher.group(1) + " → " + matcher.group(2));
            }
        });
        return arrows;
    }
}
