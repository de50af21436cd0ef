package dev.signet.portal;

import java.util.regex.Pattern;

/** Text of others in a Markdown document, where it stays text: no markup of theirs, and no HTML. */
final class Markdown {

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|#~&]");
    private static final Pattern HEADING = Pattern.compile("(?m)^(\\s*)(#+|=+|-{3,})");

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

    /** A description, which is Markdown by itself: its lists and emphasis count, its headings and HTML do not. */
    static String description(String text) {
        return HEADING.matcher(text.strip().replace("&", "&amp;").replace("<", "&lt;"))
                .replaceAll("$1\\\\$2");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
