package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.signet.testing.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the documents that users read. */
final class Documents {

    static final Path README = Path.of("..", "README.md");
    static final Path CHINESE = Path.of("docs", "README.zh-CN.md");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```\\w*\n(.*?)^```$");
    private static final Pattern FACT = Pattern.compile("`[^`]+`|\\d(?:[\\d,.]*\\d)?");

    private Documents() {}

    static String read(Path path) throws IOException {
        return Files.readString(path);
    }

    static String read(String name) throws IOException {
        return read(Path.of("docs", name));
    }

    /** The cells of all table rows, without heads and rules. */
    static List<List<String>> rows(String text) {
        return Table.markdown(text);
    }

    /** The names in the first column of the tables of parameters, and the cells behind them. */
    static Map<String, List<String>> parameters(String text) {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (List<String> row : rows(text)) {
            String name = row.get(0).replace("`", "");
            if (name.matches("[a-z-]+\\.[a-z-]+|selftest")) {
                assertNull(parameters.put(name, row.subList(1, row.size())), name + " twice");
            }
        }
        return parameters;
    }

    /** What stands behind each heading, before the next; the first is what stands before all headings. */
    static List<String> sections(String text) {
        return List.of(FENCED.matcher(text).replaceAll("").split("(?m)^#+ .*$", -1));
    }

    /** How deep each heading is, in their order; like {@code "##"}. */
    static List<String> depths(String text) {
        return FENCED.matcher(text)
                .replaceAll("")
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    /** The headings of the third depth, which are what others link to. */
    static List<String> anchors(String text) {
        return text.lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** Names, values and messages between backticks, and numbers: as often in every language. Sorted. */
    static List<String> facts(String text) {
        return FACT.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    /** All fenced blocks. */
    static List<String> blocks(String text) {
        return FENCED.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The fenced blocks of a language. */
    static List<String> blocks(String text, String language) {
        List<String> blocks = new ArrayList<>();
        String fence = "```" + language + "\n";
        for (int at = text.indexOf(fence); at >= 0; at = text.indexOf(fence, at + 1)) {
            int start = at + fence.length();
            blocks.add(text.substring(start, text.indexOf("\n```", start)));
        }
        return blocks;
    }
}
