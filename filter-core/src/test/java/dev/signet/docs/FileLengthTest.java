package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file is about one thing: it stays near 300 lines, and has 330 at most. */
class FileLengthTest {

    private static final int MOST = 330;

    /** Of all modules, their tests included. */
    private static final List<Path> SOURCES = List.of(
            Path.of("src"),
            Path.of("bench", "src"),
            Path.of("spring-boot", "src"),
            Path.of("spring-boot-test", "src"),
            Path.of("spring-boot-sample", "src"),
            Path.of("..", "filter-jetty-demo", "src"));

    private static Map<Path, Integer> lengths() throws IOException {
        Map<Path, Integer> lengths = new TreeMap<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    lengths.put(file, Files.readAllLines(file).size());
                }
            }
        }
        return lengths;
    }

    @Test
    void filesWhenCountedThenNoneIsLonger() throws IOException {
        Map<Path, Integer> lengths = lengths();
        assertTrue(lengths.size() > 800, lengths.size() + " files were found");
        lengths.values().removeIf(lines -> lines <= MOST);
        assertEquals(Map.of(), lengths);
    }
}
