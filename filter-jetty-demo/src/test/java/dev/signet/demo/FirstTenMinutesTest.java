package dev.signet.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.portal.PortalServlet;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a newcomer is told to type and to click, in both languages; what the clicks do is tried in the browser. */
class FirstTenMinutesTest {

    private static final Path DOCUMENTS = Path.of("..", "filter-core", "docs");
    private static final Pattern BLOCK = Pattern.compile("```\n([^`]*)```");
    private static final Pattern BUTTON = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern OPERATION = Pattern.compile("`(GET|POST|DELETE) ([^`]+)`");

    /** Of swagger-ui, whose words are not ours. */
    private static final String EXECUTE = "Execute";

    private static String read(Path file) throws Exception {
        return Files.readString(file);
    }

    private static List<String> groups(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(group).strip())
                .toList();
    }

    private static String printed() throws Exception {
        try (Demo demo = Demo.start(0)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            demo.printCurlLines(new PrintStream(bytes, true, UTF_8), false);
            return bytes.toString(UTF_8).replace(":" + demo.port() + "/", ":8080/");
        }
    }

    private static JsonNode resource(Class<?> beside, String name) throws Exception {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(in);
        }
    }

    @ParameterizedTest
    @CsvSource({"first-ten-minutes.md", "first-ten-minutes.zh-CN.md"})
    void commandsWhenReadThenTheReadmesOrPrintedByTheDemo(String document) throws Exception {
        String readme = read(Path.of("..", "README.md"));
        String printed = printed();
        List<String> commands = groups(BLOCK, read(DOCUMENTS.resolve(document)), 1);
        assertEquals(4, commands.size());
        for (String command : commands) {
            String known = command.replaceFirst(" --port 0$", ""); // DemoProcessTest starts it so
            assertTrue(readme.contains(known) || printed.contains("\n" + known + "\n"), command);
        }
    }

    @ParameterizedTest
    @CsvSource({"first-ten-minutes.md, en", "first-ten-minutes.zh-CN.md, zh"})
    void clicksWhenReadThenThePageHasTheButtonsAndTheOperations(String document, String language) throws Exception {
        JsonNode texts = resource(PortalServlet.class, "console/texts.json").path(language);
        JsonNode paths = resource(Demo.class, "/webapp/WEB-INF/openapi.json").path("paths");
        String text = read(DOCUMENTS.resolve(document));
        List<String> buttons = groups(BUTTON, text, 1);
        assertTrue(buttons.size() > 5, buttons::toString);
        for (String button : buttons) {
            boolean ours = texts.valueStream().anyMatch(own -> own.asText().equals(button));
            assertTrue(ours || button.equals(EXECUTE), button);
        }
        List<String> operations = groups(OPERATION, text, 2);
        assertEquals(4, operations.size());
        operations.forEach(path -> assertTrue(paths.path(path).has("get"), path));
    }
}
