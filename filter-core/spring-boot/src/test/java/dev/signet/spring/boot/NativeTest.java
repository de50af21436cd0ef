package dev.signet.spring.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.SignetFilter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

/** What a native image needs: hints for what is found by name, and an application that runs as it was made ahead of time. */
class NativeTest {

    /** Those that find classes or methods by name; whoever adds one adds a hint. */
    private static final Set<String> REFLECTIVE = Set.of(
            "dev/signet/AdmittedCall", // ServletRequest
            "dev/signet/SignetFilter", // names of errors.exceptions, which the application has or has not
            "dev/signet/WebSocketDoor", // Jetty
            "dev/signet/config/Plugin", // classes that parameters name; beans have no need of it
            "dev/signet/descriptor/RunningWebapp", // Tomcat
            "dev/signet/envelope/AllowedMethods", // Tomcat
            "dev/signet/envelope/ContainerMethods", // Undertow, Tomcat over HTTP/2, redirects of Jetty
            "dev/signet/envelope/ExceptionStatuses", // exceptions of frameworks and servers
            "dev/signet/event/Hearing"); // Micrometer and the Flight Recorder

    private static final RuntimeHints HINTS = new RuntimeHints();

    static {
        new SignetRuntimeHints().registerHints(HINTS, NativeTest.class.getClassLoader());
    }

    /** The files of the core, in its jar or where it was compiled. */
    private static <T> T inCore(Walk<T> walk) throws Exception {
        URI place = SignetFilter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path path = Path.of(place);
        if (Files.isDirectory(path)) {
            return walk.through(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return walk.through(jar.getPath("/"));
        }
    }

    @FunctionalInterface
    private interface Walk<T> {
        T through(Path root) throws IOException;
    }

    private static List<String> files(Path root, String below, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(below))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace(File.separatorChar, '/'))
                    .filter(name -> ending.isEmpty() ? !name.endsWith(".class") : name.endsWith(ending))
                    .toList();
        }
    }

    @Test
    void filesWhenThePortalHasThemThenKept() throws Exception {
        List<String> names = inCore(root -> files(root, "dev/signet/portal", ""));
        assertTrue(names.size() > 10, names.toString());
        for (String name : names) {
            assertTrue(RuntimeHintsPredicates.resource().forResource(name).test(HINTS), name);
        }
    }

    @Test
    void classesWhenTheyFindOthersByNameThenKnown() throws Exception {
        Set<String> reflective = inCore(root -> {
            Set<String> found = new TreeSet<>();
            for (String name : files(root, "dev/signet", ".class")) {
                String text = Files.readString(root.resolve(name), ISO_8859_1); // names stand in a class as they are
                boolean finds = text.contains("forName") && text.contains("java/lang/Class")
                        || text.contains("(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;");
                if (finds && !name.startsWith("dev/signet/cli/") && !text.contains("java/nio/charset/Charset")) {
                    found.add(name.replaceAll("(\\$.*)?[.]class$", ""));
                }
            }
            return found;
        });
        assertEquals(new TreeSet<>(REFLECTIVE), reflective);
    }

    @Test
    void exceptionsWhenTheyTellTheirStatusThenTheirMethodsAreKept() throws Exception {
        Class<?> error = Class.forName("org.springframework.web.ErrorResponse");
        assertTrue(RuntimeHintsPredicates.reflection()
                .onType(error)
                .withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS)
                .test(HINTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-4.0-tomcat"})
    void applicationWhenMadeAheadOfTimeThenRunsTheSame(String server, @TempDir Path folder) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Map<String, String> asked = Map.of(BootHost.CLASSES, "ShopApplication", AotHost.FOLDER, folder.toString());
        try (Boot made = Boot.start(server, "AotHost", asked)) {
            assertEquals(0, made.port());
            compile(folder.resolve("sources"), classes, made);
        }
        System.setProperty("spring.aot.enabled", "true");
        try (Boot boot = Boot.start(
                server,
                "BootHost",
                Map.of(BootHost.CLASSES, "ShopApplication", "signet.jwt.secret", Calls.SECRET, BootHost.AOT, "true"),
                classes,
                folder.resolve("resources"))) {
            assertEquals(10003, boot.calls().get("/orders").code());
            assertEquals(
                    "{\"of\":\"acme\"}",
                    boot.calls().get("/orders", Calls.token("acme")).data());
        } finally {
            System.clearProperty("spring.aot.enabled");
        }
    }

    private static void compile(Path sources, Path classes, Boot boot) throws IOException {
        List<String> command = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp"));
        command.add(Stream.of(boot.loader().getURLs())
                        .map(url -> new File(url.getPath()).getPath())
                        .collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator
                + classes);
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(command::add);
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new)));
    }
}
