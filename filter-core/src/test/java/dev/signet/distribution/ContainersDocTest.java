package dev.signet.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** containers.md has a row for each container that is played, with every cause that its list of causes has. */
class ContainersDocTest {

    private static final Path CLASSES = Path.of("target", "test-classes", "dev", "signet", "distribution");

    @Test
    void rowsWhenComparedThenEveryContainerThatIsPlayed() throws Exception {
        Set<String> played = new TreeSet<>(Set.of("undertow")); // which is no server of its own
        try (Stream<Path> classes = Files.list(CLASSES)) {
            for (Path path :
                    classes.filter(file -> file.toString().endsWith("IT.class")).toList()) {
                String simple = path.getFileName().toString().replace(".class", "");
                Object made = Class.forName("dev.signet.distribution." + simple)
                        .getDeclaredConstructor()
                        .newInstance();
                if (made instanceof Distribution distribution) { // and not what others wrote, on one of them
                    played.add(distribution.name());
                }
            }
        }
        Set<String> described =
                rows().stream().map(row -> row.get(0).replace("`", "")).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(played, described);
    }

    @Test
    void rowsWhenAContainerHasCausesThenNameThem() throws Exception {
        List<List<String>> causes = Table.stripped(ContainersDocTest.class, "container-causes.txt");
        assertTrue(!causes.isEmpty(), "the list was read");
        for (List<String> cause : causes) {
            assertTrue(
                    rows().stream()
                            .anyMatch(row -> row.get(0).equals("`" + cause.get(0) + "`")
                                    && row.toString().contains("`" + cause.get(1) + "`")),
                    cause::toString);
        }
    }

    private static List<List<String>> rows() throws IOException {
        return Table.markdown(Files.readString(Path.of("docs", "containers.md"))).stream()
                .filter(row -> row.get(0).startsWith("`"))
                .toList();
    }
}
