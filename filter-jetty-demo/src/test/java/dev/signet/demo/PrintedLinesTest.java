package dev.signet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.envelope.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demo prints: a line above each command says what comes back. */
class PrintedLinesTest {

    private static final Pattern CODE = Pattern.compile(".*: code (-?\\d+)(, .*)?");

    /** In double quotes, nothing that one of the four shells replaces there: $ ` ! of the Unix ones, % ! ^ of cmd. */
    private static final String QUOTED = "\"[^\"$`!%^&|<>';]+\"";

    /** Outside of quotes, only what means itself in all four; @, {, # and , do not. */
    private static final Pattern PASTED = Pattern.compile("curl(\\.exe)? -s -w \"\\\\n\""
            + "( -K " + QUOTED + "| -H " + QUOTED + "| -d " + QUOTED
            + "| -d appKey=\\w+ -d appSecret=[\\w-]+| -N| -X DELETE)*"
            + " http://127\\.0\\.0\\.1:\\d+(/[A-Za-z0-9-]+)+");

    /** What comes without an envelope, by what it begins with. */
    private static final Map<String, String> AS_IT_IS = Map.of(
            "A file", "\ufefforder,customer,article,total\r\nA-1001,上海云帆物流有限公司,",
            "A stream", "event: order\ndata: {\"id\":\"A-1001\"",
            "A page", "<!doctype html>",
            "Health of the application", "UP\n",
            "Health of Signet", "{\"status\":\"UP\"",
            "Metrics", "# HELP ");

    private static Demo demo;

    @BeforeAll
    static void start() throws Exception {
        demo = Demo.start(0);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static String printed() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        demo.printCurlLines(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What each answers, and the command. */
    private static Map<String, String> commands(String printed) {
        Map<String, String> commands = new LinkedHashMap<>();
        List<String> lines = printed.lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith("curl")) {
                commands.put(lines.get(i - 1), lines.get(i));
                assertEquals("", lines.get(i + 1), "what a triple click takes is the command alone");
            }
        }
        return commands;
    }

    @ParameterizedTest
    @CsvSource({"bash, --noprofile --norc -i", "zsh, -f -i"})
    void linesWhenPastedIntoAShellThenAnswerAsTheySay(String shell, String options) throws Exception {
        for (String program : List.of(shell, "curl")) {
            assumeTrue(isInstalled(program), () -> program + " is not installed, so nothing is pasted into " + shell);
        }
        for (Map.Entry<String, String> line : commands(printed()).entrySet()) {
            List<String> command = new ArrayList<>(List.of(shell));
            command.addAll(List.of(options.split(" ")));
            assertAnswer(line.getKey(), pasted(command, line.getValue()));
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }

    /** Whatever the shell says itself, like its prompt, goes to another place. */
    private static String pasted(List<String> shell, String line) throws Exception {
        Process process = new ProcessBuilder(shell)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write(line + "\n");
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return answer;
    }

    private static void assertAnswer(String said, String answer) throws Exception {
        assertTrue(answer.endsWith("\n"), () -> said + " ends without a line break: " + answer);
        Matcher code = CODE.matcher(said);
        if (code.matches()) {
            JsonNode envelope = new ObjectMapper().readTree(answer);
            assertEquals(Integer.parseInt(code.group(1)), envelope.path("code").asInt(), () -> said + answer);
            assertEquals(1, answer.lines().count(), answer);
            assertFalse(answer.contains("?"), answer);
        } else {
            String begin = AS_IT_IS.get(said.replaceFirst(":.*", ""));
            assertTrue(begin != null && answer.startsWith(begin), () -> said + answer);
        }
    }

    @Test
    void linesWhenReadThenEachCodeOfTheTableAndOneOfTheApplicationsOwn() throws Exception {
        TreeSet<Integer> shown = new TreeSet<>();
        int asTheyAre = 0;
        for (String said : commands(printed()).keySet()) {
            Matcher code = CODE.matcher(said);
            if (code.matches()) {
                shown.add(Integer.parseInt(code.group(1)));
            } else {
                asTheyAre++;
            }
        }
        TreeSet<Integer> table = new TreeSet<>(List.of(20010));
        for (ErrorCode code : ErrorCode.values()) {
            table.add(code.code());
        }
        assertEquals(table, shown);
        assertEquals(AS_IT_IS.size(), asTheyAre);
    }

    @Test
    void linesWhenReadThenTheyMeanTheSameInEveryShell() throws Exception {
        commands(printed()).values().forEach(PrintedLinesTest::assertPasted);
        for (String folder : List.of("C:\\Users\\张 三\\AppData\\Local\\Temp\\signet-demo1", "/var/folders/z_/T/x")) {
            Credentials credentials = Credentials.create(new SecureRandom());
            credentials.delete();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new CurlLines(
                            new PrintStream(bytes, true, StandardCharsets.UTF_8),
                            "http://127.0.0.1:8080",
                            new Credentials(Path.of(folder), credentials.partnerSecret(), credentials.bossSecret()),
                            true)
                    .print();
            String printed = bytes.toString(StandardCharsets.UTF_8);
            Map<String, String> commands = commands(printed);
            assertEquals(22, commands.size());
            commands.values().forEach(PrintedLinesTest::assertPasted);
            commands.values().forEach(command -> assertTrue(command.startsWith("curl.exe "), command));
            assertTrue(
                    printed.replace(folder, "").chars().allMatch(character -> character < 128),
                    "the charset of a console is nobody's to know");
        }
    }

    private static void assertPasted(String command) {
        assertTrue(PASTED.matcher(command).matches(), command);
    }
}
