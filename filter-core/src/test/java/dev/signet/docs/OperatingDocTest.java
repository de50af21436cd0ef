package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** operating.md explains the warnings and errors that there are, and all of them. */
class OperatingDocTest {

    /** Where a text is told that an operator should look at, up to the end of the statement. */
    private static final Pattern TOLD = Pattern.compile("(?s)(?:new Event\\.(?:Warned|NotProtecting)\\("
            + "|warnings\\.(?:add|accept)\\(|notices\\.once\\(|notes\\.accept\\(|log\\.log\\(Level\\.WARNING"
            + "|\\.noted\\([^;\"]*?Level\\.(?:WARNING|ERROR)|return Level\\.(?:WARNING|ERROR);)(.*?);\\s");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** What the command line prints is no line of a log, and says itself what to do. */
    private static boolean isOfCommandLine(Path source) {
        return source.getParent().endsWith("cli");
    }

    /** All main sources of what runs in a webapp, with texts that are broken over lines joined again. */
    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java") && !isOfCommandLine(path))
                    .sorted()
                    .toList()) {
                all.append(Files.readString(file)).append('\n');
            }
        }
        return all.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "'");
    }

    /** The parts of the lines that the tables explain, without what differs. */
    private static List<String> explained(String document) throws IOException {
        String text = Documents.read(document);
        String tables = text.substring(text.lastIndexOf("\n## ", text.lastIndexOf("\n## ") - 1));
        List<String> fragments = new ArrayList<>();
        for (List<String> row : Documents.rows(tables)) {
            String line = row.get(0);
            assertTrue(line.startsWith("`") && line.endsWith("`"), line);
            for (String part : line.substring(1, line.length() - 1).split("…", -1)) {
                if (!part.isBlank()) {
                    fragments.add(part.strip());
                }
            }
        }
        assertTrue(fragments.size() > 30, "the tables were read");
        return fragments;
    }

    @ParameterizedTest
    @ValueSource(strings = {"operating.md", "operating.zh-CN.md"})
    void rowsWhenComparedWithTheSourcesThenEachLineIsTold(String document) throws Exception {
        String sources = sources();
        assertEquals(
                List.of(),
                explained(document).stream()
                        .filter(part -> !sources.contains(part))
                        .toList());
    }

    @Test
    void textsWhenToldAsWarningOrErrorThenExplained() throws Exception {
        List<String> rows = explained("operating.md");
        List<String> missing = new ArrayList<>();
        int told = 0;
        for (MatchResult found : TOLD.matcher(sources()).results().toList()) {
            String text = String.join(
                    "…",
                    LITERAL.matcher(found.group(1))
                            .results()
                            .map(literal -> literal.group(1))
                            .toList());
            if (text.matches(".*[a-z] [a-z].*")) { // not a name, like that of a logger
                told++;
                if (rows.stream().noneMatch(text::contains)) {
                    missing.add(text);
                }
            }
        }
        assertTrue(told > 20, told + " were found");
        assertEquals(List.of(), missing);
    }

    @Test
    void sampleWhenTheFilterStartsThenTheseLines() throws Exception {
        List<String> sample =
                Documents.blocks(Documents.read("operating.md")).get(0).lines().toList();
        try (LogCapture log = LogCapture.open(Level.INFO);
                TestWebapp app = new TestWebapp()
                        .with("access.rules", "* /api/token permit")
                        .start()) {
            assertEquals(404, app.get("/api/token").code());
            List<String> lines = log.lines(Level.INFO);
            String everything = log.everything();
            for (String line : sample) {
                String[] words = line.split(" {2}", 3);
                assertTrue(lines.contains(words[2]), () -> words[2] + " is not in " + lines);
                assertTrue(everything.contains(words[1] + " " + words[0] + " " + words[2]), line);
            }
        }
    }
}
