package dev.signet.spring.boot.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of recipes.md for the starter, copied into an application; its tests run with each generation of Boot. */
class SliceTest {

    private static final Path RECIPES = Path.of("..", "docs", "recipes.md");
    private static final String[] TESTS = {"shop.OrdersTest", "shop.PortTest", "shop.WebTest"};

    @TempDir
    private Path folder;

    private static List<String> blocks(String language) throws IOException {
        String text = Files.readString(RECIPES);
        String section = text.substring(text.indexOf("\n## Spring Boot with the starter\n") + 1);
        section = section.substring(0, section.indexOf("\n## ", 3));
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(section)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String source(String name) throws IOException {
        return Files.readString(Path.of("src", "test", "resources", "shop", name));
    }

    /** Where {@code AutoConfigureMockMvc} and {@code WebMvcTest} are, which differs between the generations. */
    @ParameterizedTest
    @CsvSource({
        "boot-3.3-test, org.springframework.boot.test.autoconfigure.web.servlet",
        "boot-3.5-test, org.springframework.boot.test.autoconfigure.web.servlet",
        "boot-4.0-test, org.springframework.boot.webmvc.test.autoconfigure"
    })
    void testsWhenCopiedThenPass(String jars, String mockMvc) throws Exception {
        List<Path> classPath = classPath(jars);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        classPath.add(classes);
        Path clients = Files.writeString(
                folder.resolve("clients.json"),
                "{\"clients\":[{\"id\":\"other\",\"secrets\":"
                        + "[{\"hash\":\"sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}]}]}");
        Files.writeString(
                classes.resolve("application.yml"),
                blocks("yaml").get(0).replace("/etc/acme/clients.json", clients.toString()) + source("more.yml"));
        List<String> code = blocks("java");
        assertEquals(3, code.size());
        String imports = source("imports.txt").replace("MOCK_MVC", mockMvc);
        List<Path> sources = new ArrayList<>();
        for (String name : List.of("Shop", "PortTest", "WebTest")) {
            sources.add(Files.writeString(folder.resolve(name + ".java"), imports + source(name + ".txt")));
        }
        for (int i = 0; i < code.size(); i++) {
            String name = List.of("Orders", "Security", "OrdersTest").get(i);
            sources.add(Files.writeString(folder.resolve(name + ".java"), imports + code.get(i)));
        }
        compile(classPath, classes, sources);
        assertEquals("9 passed", run(classPath));
    }

    private static List<Path> classPath(String jars) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path) || path.getFileName().toString().startsWith("signet-")) {
                paths.add(path);
            }
        }
        try (Stream<Path> copied = Files.list(Path.of("..", "spring-boot", "target", "boots", jars))) {
            copied.filter(path -> path.toString().endsWith(".jar")).forEach(paths::add);
        }
        return paths;
    }

    private static void compile(List<Path> classPath, Path classes, List<Path> sources) {
        List<String> command = new ArrayList<>(
                List.of("-proc:none", "-nowarn", "-parameters", "-encoding", "UTF-8", "-d", classes.toString(), "-cp"));
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        sources.forEach(source -> command.add(source.toString()));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new)));
    }

    @SuppressWarnings("unchecked")
    private static String run(List<Path> classPath) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath) {
            urls.add(path.toUri().toURL());
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Properties system = (Properties) System.getProperties().clone();
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            loader.loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
                    .getMethod("disable")
                    .invoke(null);
            Object host = loader.loadClass(JUnitHost.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return ((Function<String[], String>) host).apply(TESTS);
        } finally {
            thread.setContextClassLoader(before);
            System.setProperties(system); // Boot keeps the names of its log files there
        }
    }
}
