package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What check says of upgrades is what changelog.md says. */
class UpgradesTest {

    private static final Path CHANGELOG = Path.of("docs", "changelog.md");

    @TempDir
    private Path folder;

    private Prompt.Said from(String version) throws Exception {
        Path file = new CheckedWebapp(folder).webXml(CheckedWebapp.GOOD);
        return CheckedWebapp.prompt().type("check", file.toString(), "--from", version);
    }

    private static List<String> changelog(String begin) throws Exception {
        return Files.readString(CHANGELOG)
                .lines()
                .filter(line -> line.startsWith(begin))
                .toList();
    }

    @Test
    void fromWhenAVersionIsKnownThenEveryChangeAboveIt() throws Exception {
        List<String> versions = changelog("## ").stream()
                .map(line -> line.split("[ ,]+", -1)[1])
                .toList();
        Prompt.Said said = from(versions.get(versions.size() - 1));
        assertEquals(0, said.status(), said.err());
        List<String> rows = Table.markdown(Files.readString(CHANGELOG)).stream()
                .map(row -> row.get(0).replace("`", ""))
                .toList();
        assertTrue(rows.size() > 30, rows::toString);
        assertEquals(
                rows,
                said.lines().stream()
                        .filter(line -> line.startsWith("  - "))
                        .map(line -> line.substring(4))
                        .toList());
    }

    @Test
    void fromWhenAVersionIsUnknownThenTheKnownOnesAreNamed() throws Exception {
        Prompt.Said said = from("0.9");
        assertEquals(64, said.status());
        for (String heading : changelog("## 1")) { // of a version, and not of what stays
            assertTrue(said.err().contains(heading.split("[ ,]+", -1)[1]), said.err());
        }
    }
}
