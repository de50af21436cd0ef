package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all commands: how they are found and typed, what they print and how they end. */
class CommandLineTest {

    private final Prompt prompt = new Prompt();

    static List<String> names() {
        return CommandLine.commands().stream().map(Command::name).toList();
    }

    @Test
    void helpWhenTypedThenEveryCommandAndTheExitCodes() {
        Prompt.Said said = prompt.type("help");
        assertEquals(0, said.status());
        assertEquals("", said.err());
        names().forEach(name -> assertTrue(said.out().contains("  " + name + " "), name));
        assertTrue(said.out().contains("0 done, 1 warnings, 2 errors, 64 wrong usage"), said.out());
        assertEquals(said, prompt.type("--help"));
    }

    @Test
    void runWhenNothingIsTypedThenHelpAndWrongUse() {
        Prompt.Said said = prompt.type();
        assertEquals(64, said.status());
        assertEquals(prompt.type("help").out(), said.out());
    }

    @ParameterizedTest
    @MethodSource("names")
    void helpWhenAskedForACommandThenItsOptionsInAsciiLines(String name) {
        Command command = CommandLine.commands().stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
        Prompt.Said said = prompt.type(("help " + name).split(" "));
        assertEquals(0, said.status());
        assertTrue(said.lines().get(0).startsWith("Usage: java -jar "), said.out());
        command.options().forEach(option -> assertTrue(said.out().contains(option.synopsis()), option.name()));
        said.lines().forEach(line -> assertTrue(line.length() <= 120 && line.matches("\\p{ASCII}*"), line));
        assertEquals(said, prompt.type((name + " --help").split(" ")));
    }

    @Test
    void helpWhenAskedForAGroupThenItsCommandsAlone() {
        Prompt.Said said = prompt.type("help", "client");
        assertEquals(0, said.status());
        assertTrue(said.out().contains("client rotate <id>"), said.out());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '`', textBlock = """
            bake -> there is no command "bake"; see: help
            client bake x -> there is no command "client bake"; see: help client
            client -> there is no command "client"; see: help client
            bake --help -> there is no command "bake"; see: help
            help bake -> there is no command "bake"; see: help
            client new -> <id> is missing; see: help client new
            client new a b -> "b" is one argument too many; quote arguments that contain spaces; see: help client new
            client new a --colour red -> there is no option --colour; see: help client new
            client new a --days -> --days needs a value: --days N; see: help client new
            client new a --days= -> --days is blank; is a shell variable not set?; see: help client new
            client new a --days 1 --days 2 -> --days is given twice; see: help client new
            client new a --days 0 -> --days: expected a whole number from 1 to 3660
            client new a --days 1.5 -> --days: expected a whole number from 1 to 3660
            client new a --days 99999999999 -> --days: expected a whole number from 1 to 3660
            client new a --driver x -> --driver is for a database; --jdbc-url U is missing
            client new a --file x --jdbc-url y -> clients are in one place: --file or --jdbc-url
            client new a --jdbc-url y -> --driver JAR is missing
            client new a --jdbc-url y --driver x -> --jdbc-user N is missing
            client new a --jdbc-url jdbc:x://h/d?password=p -> --jdbc-url holds a password
            client new a --jdbc-url jdbc:x://u:p@h/d -> --jdbc-url holds a password
            client rotate a --file x -> --overlap 7d is missing
            client rotate a --file x --overlap soon -> --overlap: expected a time like 7d, 12h, 30m, 90s or 0
            client rotate a --file x --overlap 7 -> --overlap: expected a time like 7d, 12h, 30m, 90s or 0
            client rotate a --file x --overlap 3661d -> --overlap: expected a time like 7d, 12h, 30m, 90s or 0
            client rotate a --overlap 7d -> say where the clients are: --file F, or --jdbc-url U
            client disable a -> say where the clients are: --file F, or --jdbc-url U
            client list -> say where the clients are: --file F, or --jdbc-url U
            client hash secret -> "secret" is one argument too many
            """)
    void runWhenTypedWronglyThenASentenceAndWrongUse(String line, String sentence) {
        Prompt.Said said = prompt.type(line.split(" "));
        assertTrue(said.err().startsWith("error: " + sentence), said.err());
        assertEquals("", said.out());
        assertEquals(64, said.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void runWhenHelpIsAskedForInAnyPlaceThenTheSame(String help) {
        assertEquals(prompt.type("help"), prompt.type(help));
        assertEquals(prompt.type("help", "client"), prompt.type("client", help));
        assertEquals(prompt.type("help", "client", "list"), prompt.type("client", "list", "--file", "x", help));
    }

    @Test
    void runWhenAnArgumentCameBrokenThenSaysHowToTypeIt() {
        Prompt.Said said = prompt.type("client", "new", "\uFFFD\uFFFD");
        assertEquals(64, said.status());
        assertTrue(said.err().contains("or write the character like \\u5ba2"), said.err());
    }

    @Test
    void runWhenDashesEndTheOptionsThenAnIdMayBeginWithThem() {
        assertTrue(prompt.type("client", "new", "--", "--acme").out().contains("\"id\":\"--acme\""));
    }

    @Test
    void printWhenTheConsoleHasNoSuchCharacterThenWhatCanBeTypedInItsPlace() {
        prompt.charset(StandardCharsets.US_ASCII);
        Prompt.Said said = prompt.type("client", "new", "\\u5ba2\\u6237");
        assertEquals(0, said.status());
        assertTrue(said.out().contains("{\"id\":\"\\u5ba2\\u6237\","), said.out());
        prompt.charset(StandardCharsets.UTF_8);
        assertTrue(prompt.type("client", "new", "\\u5ba2\\u6237").out().contains("{\"id\":\"客户\","));
    }

    @Test
    void printWhenTextCouldReorderOrForgeALineThenItIsShownAsItIsTyped() {
        Prompt.Said said = prompt.type("client", "new", "a\u202Eb\nok: c\u001B[2J");
        assertEquals(2, said.status());
        Prompt.Said listed = prompt.type("bake\u202E\u001B[2J");
        assertFalse(listed.err().contains("\u001B"));
        assertTrue(listed.err().contains("bake\\u202e\\u001b[2J"), listed.err());
    }

    @Test
    void printWhenABackslashIsPartOfAnIdThenItCanBeTypedBackAndTheJsonIsRight() {
        List<String> lines = prompt.type("client", "new", "a\\u005cu0041").lines();
        assertEquals("secret of a\\u005cu0041, shown once:", lines.get(0));
        assertTrue(lines.get(3).startsWith("{\"id\":\"a\\\\u0041\","), lines.get(3));
    }

    @Test
    void runWhenOutputIsNotTakenThenAnError() {
        Prompt.Said said = prompt.deaf().type("help");
        assertEquals(2, said.status());
        assertTrue(said.err().contains("not everything could be written to standard output"), said.err());
    }
}
