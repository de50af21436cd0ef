package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** threat-model.md promises nothing that no test shows. */
class ThreatModelTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT|Fuzz))`");

    private static Set<String> named(String text) {
        return NAMED.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void testsWhenNamedThenTheyExist() throws Exception {
        Set<String> named = named(Documents.read("threat-model.md"));
        assertTrue(named.size() > 30, named.toString());
        named.removeAll(classes());
        assertEquals(Set.of(), named);
    }

    @Test
    void rowsWhenOfAnAttackThenEachNamesATest() throws Exception {
        String text = Documents.read("threat-model.md");
        List<List<String>> rows =
                Documents.rows(text.substring(text.indexOf("## Tokens"), text.indexOf("## Not defended")));
        assertTrue(rows.size() > 30, "the tables were read");
        assertEquals(
                List.of(),
                rows.stream().filter(row -> named(row.get(2)).isEmpty()).toList());
    }

    @Test
    void documentsWhenListedThenThisOneIsAmongThem() throws Exception {
        assertTrue(Documents.read(Documents.README).contains("](filter-core/docs/threat-model.md)"));
        assertTrue(Documents.read(Documents.CHINESE).contains("](threat-model.md)"));
    }
}
