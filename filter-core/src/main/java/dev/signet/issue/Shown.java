package dev.signet.issue;

/** What a caller sent, made fit for one log line; like {@code "a\nb" -> "a?b"}. */
final class Shown {

    private static final int LONGEST = 64;

    private Shown() {}

    /** At most 64 characters, none of which can break a line, hide or reorder what stands beside it. */
    static String id(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(visible(c) ? c : '?'));
        return text.codePointCount(0, text.length()) > LONGEST
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> codePoint != '"';
        };
    }
}
