package dev.signet.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text of others in a Markdown document, where it stays text: no markup of theirs, and no HTML. */
final class Markdown {

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|#~&]");

    /**
     * What may stand in front of a block: the marks of quotations and lists. It gives nothing back, or a long line of them
     * would need a deep stack; so a mark with nothing behind it, which makes a heading of the line above, is none of them.
     */
    private static final String NESTED = "^((?:[ \\t>]|[-*+][ \\t](?![ \\t]*$)|\\d{1,9}[.)][ \\t])*+)";

    /** A heading, or what makes one of the line above; a rule is mistaken for the latter. */
    private static final Pattern HEADING = Pattern.compile(NESTED + "(#+|=+|-{3,}|-+(?=[ \\t]*$))");

    private static final Pattern FENCE = Pattern.compile(NESTED + "(`{3,}(?=[^`]*$)|~{3,})(.*)$");

    /** HTML that ends with its own sign, be it on the last page (CommonMark 4.6, kinds 1 to 5). */
    private static final Pattern ENDLESS_HTML = Pattern.compile("(?im)^ {0,3}<(?:[!?]|script|pre|style|textarea)");

    private final StringBuilder out = new StringBuilder();

    /** Adds a line as it is. */
    Markdown line(String line) {
        out.append(line).append('\n');
        return this;
    }

    Markdown blank() {
        return line("");
    }

    /** Begins a table. */
    Markdown head(String... columns) {
        line("| " + String.join(" | ", columns) + " |");
        return line("|" + " --- |".repeat(columns.length));
    }

    Markdown row(String... cells) {
        return line("| " + String.join(" | ", cells) + " |");
    }

    Markdown json(String text) {
        return line("```json")
                .line(text.replace("```", "\\u0060\\u0060\\u0060"))
                .line("```")
                .blank();
    }

    Markdown quoted(String label) {
        return line("> " + label).blank();
    }

    /** Text on one line, where none of its signs means anything. */
    static String text(String text) {
        return MARKUP.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll("\\\\$0");
    }

    /** A name or an address. */
    static String code(String text) {
        return '`' + text.replaceAll("[`|\\s]", " ") + '`';
    }

    /**
     * A description, which is Markdown by itself: its lists, emphasis and code count, its headings and HTML do not, and nothing
     * of it reaches beyond it.
     */
    static String description(String text) {
        List<String> lines = lines(text);
        List<Boolean> code = code(lines);
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean isCode = code != null && code.get(i);
            shown.add(isCode ? lines.get(i) : withoutHeadings(escaped(lines.get(i))));
        }
        return code == null ? quotation(shown) : String.join("\n", shown);
    }

    private static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String withoutHeadings(String line) {
        return HEADING.matcher(line).replaceAll("$1\\\\$2");
    }

    /** The same where HTML counts, and something is to stand behind it that must be seen. */
    static String contained(String text) {
        List<String> lines = lines(text);
        return code(lines) == null || ENDLESS_HTML.matcher(text).find() ? quotation(lines) : text;
    }

    private static List<String> lines(String text) {
        return List.of(text.strip().split("\r\n|\r|\n", -1));
    }

    /** A block that is left open ends with the quotation that it stands in (CommonMark 5.1). */
    private static String quotation(List<String> lines) {
        return lines.stream().map(line -> line.isBlank() ? ">" : "> " + line).collect(Collectors.joining("\n"));
    }

    /**
     * Which lines are code between fences; null where a fence is left open, or stands where only a parser knows what it belongs
     * to.
     */
    private static @Nullable List<Boolean> code(List<String> lines) {
        List<Boolean> code = new ArrayList<>();
        String open = "";
        for (String line : lines) {
            Matcher fence = FENCE.matcher(line);
            boolean isFence = fence.find();
            if (isFence && !fence.group(1).isEmpty()) {
                return null;
            }
            code.add(isFence || !open.isEmpty());
            if (isFence && open.isEmpty()) {
                open = fence.group(2);
            } else if (isFence
                    && fence.group(2).startsWith(open)
                    && fence.group(3).isBlank()) {
                open = "";
            }
        }
        return open.isEmpty() ? code : null;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
