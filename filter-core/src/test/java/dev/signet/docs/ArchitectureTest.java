package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What architecture.md says of packages, dependencies and public types, and the compiled classes. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Pattern DRAWN = Pattern.compile("- `(dev\\.signet[.a-z]*)` → `(dev\\.signet[.a-z]*)`");
    private static final Pattern PACKAGES =
            Pattern.compile("^\\s+(dev\\.signet[.a-z]*)\\s+->\\s+(dev\\.signet[.a-z]*)\\s");
    private static final Pattern TYPES =
            Pattern.compile("^\\s+(dev\\.signet[\\w.$]*)\\s+->\\s+(dev\\.signet[\\w.$]*)\\s");
    private static final Pattern HIDDEN = Pattern.compile("(?m)^Public for (.*) alone, and hidden in the Javadoc:$");
    private static final Pattern TAG = Pattern.compile("(?m)^ \\* @hidden public for (.*) alone$");
    private static final Pattern LISTED = Pattern.compile("^- `(dev\\.signet[.a-z]*\\.[A-Z]\\w*)`");

    /** One by nature: a sealed interface names who implements it. */
    private static final Set<String> SEALED =
            Set.of("dev.signet.jwt.GenuineToken", "dev.signet.jwt.RefusedToken", "dev.signet.jwt.Verification");

    private static String jdeps(String detail) {
        StringWriter out = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int result = jdeps.run(
                new PrintWriter(out),
                new PrintWriter(out),
                "-verbose:" + detail,
                "--ignore-missing-deps",
                "-filter:none",
                CLASSES.resolve("dev").toString());
        assertEquals(0, result, out.toString());
        return out.toString();
    }

    @Test
    void arrowsWhenComparedWithClassesAndSourcesThenTheSame() throws Exception {
        Set<String> drawn = arrows(DRAWN, Documents.read("architecture.md"));
        Set<String> found = arrows(PACKAGES, jdeps("package"));
        SourceArrows.below(SOURCES)
                .forEach((from, types) -> types.forEach(to -> {
                    if (!packageOf(from).equals(packageOf(to))) {
                        found.add(packageOf(from) + " → " + packageOf(to));
                    }
                }));
        assertEquals(drawn, found);
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
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

    @Test
    void classesWhenFollowedThenNobodyComesBackToWhereHeBegan() throws Exception {
        Map<String, Set<String>> arrows = SourceArrows.below(SOURCES);
        jdeps("class").lines().forEach(line -> {
            Matcher matcher = TYPES.matcher(line);
            if (matcher.find()) {
                String from = outermost(matcher.group(1));
                String to = outermost(matcher.group(2));
                if (!from.equals(to)) {
                    arrows.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
                }
            }
        });
        Set<String> circles = new TreeSet<>();
        for (String type : arrows.keySet()) {
            if (reachable(arrows, type).contains(type)) {
                circles.add(type);
            }
        }
        assertEquals(new TreeSet<>(SEALED), circles);
    }

    private static String outermost(String type) {
        int nested = type.indexOf('$');
        return nested < 0 ? type : type.substring(0, nested);
    }

    private static Set<String> reachable(Map<String, Set<String>> arrows, String from) {
        Set<String> seen = new HashSet<>();
        List<String> left = new ArrayList<>(arrows.get(from));
        while (!left.isEmpty()) {
            String next = left.remove(left.size() - 1);
            if (seen.add(next)) {
                left.addAll(arrows.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }

    @Test
    void hiddenTypesWhenComparedWithTheirTagsThenListedForThoseWhoUseThem() throws Exception {
        Map<String, String> listed = new TreeMap<>();
        String users = null;
        for (String line : Documents.read("architecture.md").lines().toList()) {
            Matcher heading = HIDDEN.matcher(line);
            Matcher type = LISTED.matcher(line);
            if (heading.matches()) {
                users = heading.group(1);
            } else if (line.startsWith("#")) {
                users = null;
            } else if (users != null && type.find()) {
                listed.put(type.group(1), users);
            }
        }
        assertEquals(listed, hidden());
    }

    /** The types, and packages, whose Javadoc is not shown, and for whom they are public. */
    private static Map<String, String> hidden() throws IOException {
        Map<String, String> hidden = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (source.contains("@hidden")) {
                    Matcher tag = TAG.matcher(source);
                    String name = SOURCES.relativize(file).toString();
                    hidden.put(
                            name.replace(".java", "")
                                    .replace(file.getFileSystem().getSeparator(), "."),
                            tag.find() ? tag.group(1) : "nobody it names");
                }
            }
        }
        return hidden;
    }

    /** The log is a listener to events, and the audit log another; nobody else writes. */
    @Test
    void loggersWhenLookedForThenWhereEventsAreAlone() throws Exception {
        Set<String> writing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains(".getLogger(")) {
                    writing.add(file.getFileName().toString());
                }
            }
        }
        assertEquals(Set.of("AuditLog.java", "Events.java"), writing);
    }

    @Test
    void publicTypesWhenComparedWithTheListThenTheSame() throws Exception {
        Set<String> listed = new TreeSet<>();
        Documents.read("architecture.md").lines().forEach(line -> {
            Matcher matcher = LISTED.matcher(line);
            if (matcher.find()) {
                listed.add(matcher.group(1));
            }
        });
        Set<String> offered = exported();
        offered.addAll(PublicTypes.ofSpringBoot().keySet());
        assertEquals(listed, offered);
    }

    private static Set<String> exported() throws IOException, ClassNotFoundException {
        ModuleDescriptor module = ModuleDescriptor.read(Files.newInputStream(CLASSES.resolve("module-info.class")));
        Set<String> types = new TreeSet<>();
        for (ModuleDescriptor.Exports exports : module.exports()) {
            try (Stream<Path> files =
                    Files.list(CLASSES.resolve(exports.source().replace('.', '/')))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    String name = file.getFileName().toString().replace(".class", "");
                    if (name.indexOf('$') < 0 && !name.equals("package-info")) {
                        Class<?> type = Class.forName(
                                exports.source() + '.' + name, false, ArchitectureTest.class.getClassLoader());
                        if (Modifier.isPublic(type.getModifiers())) {
                            types.add(type.getName());
                        }
                    }
                }
            }
        }
        return types;
    }
}
