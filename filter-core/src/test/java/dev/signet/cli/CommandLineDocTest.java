package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands and options there are, and those that command-line.md tells of. */
class CommandLineDocTest {

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(each -> each.replaceAll("^(\\| )?`|`$", "").replace("\\|", "|"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-line.md", "command-line.zh-CN.md"})
    void tablesWhenComparedWithTheCommandsThenTheSame(String document) throws Exception {
        String text = Files.readString(Path.of("docs", document));
        Set<String> commands = new TreeSet<>();
        Set<String> options = new TreeSet<>();
        for (Command command : CommandLine.commands()) {
            commands.add((command.name() + " " + command.operand()).strip());
            command.options().forEach(option -> options.add(option.synopsis()));
        }
        assertEquals(commands, found("(?m)^\\| `[a-z]+ [^`]+`", text));
        String rows = text.lines().filter(line -> line.startsWith("| `--")).collect(Collectors.joining("\n"));
        assertEquals(options, found("`--[a-z-]+( [^`]+)?`(?=( \\||, `--))", rows));
    }
}
