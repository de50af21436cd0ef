package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a native image is told: whom a container makes by name, and which files are read while it runs. */
class ReachabilityTest {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final String METADATA =
            "META-INF/native-image/dev.signet/signet-filter-core/reachability-metadata.json";

    private static JsonNode metadata() throws Exception {
        return new ObjectMapper().readTree(Files.readString(CLASSES.resolve(METADATA)));
    }

    @Test
    void typesWhenComparedThenThoseThatAContainerMakes() throws Exception {
        Set<String> listed = new TreeSet<>();
        for (JsonNode each : metadata().get("reflection")) {
            listed.add(each.get("type").asText());
            assertNotNull(Class.forName(each.get("type").asText()).getConstructor());
        }
        Set<String> made = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CLASSES.resolve("dev"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name =
                        CLASSES.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.endsWith("package-info")
                        && isMadeByName(Class.forName(name, false, getClass().getClassLoader()))) {
                    made.add(name);
                }
            }
        }
        assertEquals(made, listed);
    }

    private static boolean isMadeByName(Class<?> type) {
        boolean known = Stream.of(Filter.class, Servlet.class, ServletContainerInitializer.class)
                .anyMatch(face -> face.isAssignableFrom(type));
        return known
                && Modifier.isPublic(type.getModifiers())
                && !Modifier.isAbstract(type.getModifiers())
                && Stream.of(type.getConstructors()).anyMatch(each -> each.getParameterCount() == 0);
    }

    @Test
    void filesWhenComparedThenEachIsMatched() throws Exception {
        Set<String> globs = new TreeSet<>();
        for (JsonNode each : metadata().get("resources")) {
            globs.add(each.get("glob").asText());
        }
        try (Stream<Path> files = Files.walk(CLASSES.resolve("dev"))) {
            Set<String> unmatched = files.filter(Files::isRegularFile)
                    .map(file -> CLASSES.relativize(file))
                    .filter(file -> !file.toString().endsWith(".class"))
                    .filter(file -> globs.stream()
                            .noneMatch(glob -> FileSystems.getDefault()
                                    .getPathMatcher("glob:" + glob)
                                    .matches(file)))
                    .map(Path::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), unmatched);
        }
    }
}
