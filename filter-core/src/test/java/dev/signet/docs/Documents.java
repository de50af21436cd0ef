package dev.signet.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the documents that users read. */
final class Documents {

    static final Path README = Path.of("..", "README.md");
    static final Path CHINESE = Path.of("docs", "README.zh-CN.md");

    private Documents() {}

    static String read(Path path) throws IOException {
        return Files.readString(path);
    }

    static String read(String name) throws IOException {
        return read(Path.of("docs", name));
    }

    /** The cells of all table rows, without heads and rules. */
    static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (line.startsWith("| ") && !head) {
                rows.add(Arrays.stream(line.substring(1, line.lastIndexOf('|')).split(" \\| ", -1))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
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
