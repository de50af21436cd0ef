package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetConfig;
import dev.signet.testing.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that a document shows is run by a test that {@code commands.txt} names, or takes too long and says so there. */
class CommandsTest {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(?:bash|sh)?\\n(.*?)^```$");
    private static final Pattern COMMAND =
            Pattern.compile("(mvn|java -jar|java -cp|signet|curl|export|openssl|cd|docker) [^`\\n]+");
    private static final Pattern INLINE = Pattern.compile("`((?:mvn|java -jar|openssl|export) [^`\\n]+)`");

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Documents.README));
        for (Path folder : List.of(Path.of("docs"), Path.of("..", ".github"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }

    private static Set<String> commands() throws IOException {
        Set<String> commands = new TreeSet<>();
        for (Path document : documents()) {
            String text = Documents.read(document);
            Matcher fenced = FENCED.matcher(text);
            while (fenced.find()) {
                fenced.group(1)
                        .lines()
                        .map(String::strip)
                        .filter(line -> COMMAND.matcher(line).matches())
                        .forEach(commands::add);
            }
            Matcher inline = INLINE.matcher(text);
            while (inline.find()) {
                commands.add(inline.group(1));
            }
        }
        return commands;
    }

    private static List<List<String>> known() throws IOException {
        return Table.rows(CommandsTest.class, "commands.txt");
    }

    @Test
    void commandsWhenShownThenListedWithTheTestThatRunsThem() throws IOException {
        List<List<String>> known = known();
        Set<String> commands = commands();
        assertTrue(commands.size() > 30, commands::toString);
        commands.removeIf(command -> known.stream().anyMatch(row -> command.matches(row.get(0))));
        assertEquals(Set.of(), commands);
    }

    @Test
    void testsWhenNamedThenThere() throws IOException {
        Set<String> sources = new TreeSet<>();
        for (Path module : List.of(Path.of(""), Path.of("spring-boot-sample"), Path.of("..", "filter-jetty-demo"))) {
            try (Stream<Path> files = Files.walk(module.resolve(Path.of("src", "test", "java")))) {
                files.forEach(file -> sources.add(file.getFileName().toString().replaceAll("\\.java$", "")));
            }
        }
        for (List<String> row : known()) {
            assertTrue(
                    sources.contains(row.get(1)) || Set.of("by hand", ".ci/run").contains(row.get(1)), row::toString);
        }
    }

    /** What every build of ours runs is what the README tells others to run. */
    @Test
    void buildWhenReadThenRunsTheReadmesSecondCommand() throws IOException {
        List<String> run = Files.readAllLines(Path.of("..", ".ci", "run"));
        assertEquals("mvn -B -ntp verify", run.get(run.size() - 1));
        assertTrue(Documents.blocks(Documents.read(Documents.README)).contains("mvn verify\n"));
    }

    @Test
    void opensslWhenItsCommandsAreTypedThenSignetTakesWhatTheyMake(@TempDir Path folder) throws Exception {
        assumeTrue(isThere("openssl"), "openssl is not installed");
        Set<String> commands = commands();
        String secret = typed(folder, "openssl rand -base64 48");
        typed(folder, only(commands, "openssl genpkey "));
        typed(folder, only(commands, "openssl pkey "));

        assertEquals(
                SignetConfig.class,
                SignetConfig.builder().set("jwt.secret", secret.strip()).build().getClass());
        assertEquals(
                SignetConfig.class,
                SignetConfig.builder()
                        .set("jwt.algorithms", "ES256")
                        .set("jwt.public-key-file", folder.resolve("public.pem").toString())
                        .build()
                        .getClass());
    }

    private static String only(Set<String> commands, String start) {
        List<String> found =
                commands.stream().filter(each -> each.startsWith(start)).toList();
        assertEquals(1, found.size(), found::toString);
        return found.get(0);
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String typed(Path folder, String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
