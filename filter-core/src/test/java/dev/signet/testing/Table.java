package dev.signet.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the tables that tests play: a row a line, cells between bars with a blank on either side, like {@code a | b | c}.
 * Blank lines and those that begin with {@code #} say nothing. The tables of documents have a bar at either end, too.
 */
public final class Table {

    private Table() {}

    /**
     * The rows of a resource beside a class, cells as they are spelled: one blank on either side of a bar is the bar's.
     */
    public static List<List<String>> rows(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            List<List<String>> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    rows.add(cells(line));
                }
            }
            return rows;
        }
    }

    /** The same without the blanks that only align. */
    public static List<List<String>> stripped(Class<?> beside, String name) throws IOException {
        return rows(beside, name).stream()
                .map(row -> row.stream().map(String::strip).toList())
                .toList();
    }

    /** The rows of all tables of a Markdown document, without heads and rules. */
    public static List<List<String>> markdown(String document) {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = document.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (line.startsWith("| ") && !head) {
                rows.add(cells(line.substring(2, line.lastIndexOf('|'))).stream()
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    /** The cells of one row. */
    public static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int at = bar(line, 0); at >= 0; at = bar(line, at + 1)) {
            cells.add(line.substring(from, Math.max(from, at - 1)));
            from = Math.min(at + 2, line.length());
        }
        cells.add(line.substring(from));
        return cells;
    }

    /** The next bar with a blank in front, and one behind it or nothing. */
    private static int bar(String line, int from) {
        for (int at = line.indexOf('|', from); at >= 0; at = line.indexOf('|', at + 1)) {
            boolean open = at > 0 && line.charAt(at - 1) == ' ';
            if (open && (at + 1 == line.length() || line.charAt(at + 1) == ' ')) {
                return at;
            }
        }
        return -1;
    }
}
