package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles what stands in a recipe to be copied, as classes of the package {@code shop}. */
public final class RecipeSources {

    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?class (\\w+)");

    private RecipeSources() {}

    /** Import lines; of a whole package where a name ends with {@code .*}. */
    public static String imports(String... names) {
        return Arrays.stream(names).map(name -> "import " + name + ";").collect(Collectors.joining());
    }

    /** The jars that the build has copied to a folder below {@code target/containers}. */
    public static List<Path> jars(String name) throws IOException {
        try (Stream<Path> copied = Files.list(Path.of("target", "containers", name))) {
            return copied.filter(path -> path.toString().endsWith(".jar")).toList();
        }
    }

    /**
     * Compiles sources of one class each.
     *
     * @param folder takes them, and the classes
     * @param jars what is on the class path besides what the tests have
     * @param imports stands in front of each
     * @return the names of the classes
     */
    public static List<String> compile(Path folder, List<Path> jars, String imports, String... sources)
            throws IOException {
        String path = Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        jars.stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-parameters", "-d", folder.toString(), "-cp", path));
        List<String> names = new ArrayList<>();
        for (String source : sources) {
            Matcher name = CLASS.matcher(source);
            assertTrue(name.find(), source);
            names.add("shop." + name.group(1));
            Path file = folder.resolve(name.group(1) + ".java");
            Files.writeString(file, "package shop;" + imports + "\n" + source);
            arguments.add(file.toString());
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
        return names;
    }
}
