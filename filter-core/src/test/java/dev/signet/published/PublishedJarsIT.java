package dev.signet.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is in the jars of {@code signet-filter-all}. */
class PublishedJarsIT {

    private static final Path ALL = Path.of(System.getProperty("signet.jar.all"));
    private static final Path JAVAX = Path.of(System.getProperty("signet.jar.javax"));

    private static Map<String, byte[]> contents(Path file) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry :
                    jar.stream().filter(each -> !each.isDirectory()).toList()) {
                contents.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
            }
        }
        return contents;
    }

    /** Packages outside of the jar that its classes name. */
    private static Set<String> needed(Path jar) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(printer, printer, "-verbose:package", "-filter:none", "--ignore-missing-deps", jar.toString());
        return out.toString()
                .lines()
                .filter(line -> line.contains(" -> ") && !line.contains(" -> not found"))
                .map(line -> line.substring(line.indexOf(" -> ") + 4).strip().split("\\s+", 2)[0])
                .filter(name -> name.matches("(jakarta|javax\\.(servlet|validation|ws))\\..*|javax\\.servlet|com\\..*"))
                .filter(name -> !name.startsWith("com.google.")) // which Nimbus can use where it is there
                .filter(name -> !name.startsWith("com.sun."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The jar of the older artifact with the classifier all has them, which other tests look into. */
    @Test
    void allWhenComparedWithTheClassifierOfCoreThenTheSameClasses() throws IOException {
        Path target = Path.of("target");
        Path older;
        try (var files = Files.list(target)) {
            older = files.filter(file -> file.toString().endsWith("-all.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        Map<String, byte[]> before = contents(older);
        Map<String, byte[]> now = contents(ALL);

        assertEquals(before.keySet(), now.keySet());
        for (Map.Entry<String, byte[]> entry : before.entrySet()) {
            if (!entry.getKey().equals("META-INF/MANIFEST.MF")) {
                assertTrue(Arrays.equals(entry.getValue(), now.get(entry.getKey())), entry.getKey());
            }
        }
    }

    @Test
    void javaxWhenComparedWithTheOtherThenOnlyTheNameOfAServiceDiffers() throws IOException {
        Set<String> expected = contents(ALL).keySet().stream()
                .map(name -> name.replace("META-INF/services/jakarta.servlet.", "META-INF/services/javax.servlet."))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(expected, contents(JAVAX).keySet());
    }

    @Test
    void classesWhenAnalysedThenEachJarNeedsOneNamespace() {
        assertEquals("[jakarta.servlet, jakarta.servlet.http]", needed(ALL).toString());
        assertEquals("[javax.servlet, javax.servlet.http]", needed(JAVAX).toString());
    }

    /** Neither a class nor the name of an attribute or of an exception: in the bytes of a class every text is as it is. */
    @Test
    void javaxWhenReadByteByByteThenNoClassSaysJakarta() throws IOException {
        Set<String> saying = new TreeSet<>();
        contents(JAVAX).forEach((name, bytes) -> {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            if (name.endsWith(".class") && (text.contains("jakarta.") || text.contains("jakarta/"))) {
                saying.add(name);
            }
        });
        assertEquals(Set.of(), saying);
    }

    @Test
    void pomWhenPublishedThenHasNoDependencyThatWouldBeDraggedAlong() throws IOException {
        String pom = Files.readString(ALL.resolveSibling("dependency-reduced-pom.xml"));
        for (String dependency : pom.split("<dependency>", -1)) {
            if (dependency.contains("</dependency>")) {
                assertTrue(dependency.contains("<scope>test</scope>"), dependency);
                assertFalse(dependency.contains("<groupId>dev.signet</groupId>"), dependency);
            }
        }
    }
}
