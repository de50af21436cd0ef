package dev.signet.text;

/** What a stranger wrote, made fit for one log line; like {@code "a\nb" -> "a?b"}. */
public final class Shown {

    private static final int LONGEST = 64;

    private Shown() {}

    /**
     * At most 64 characters, none of which can break a line, hide or reorder what stands beside it.
     *
     * @param text anything
     * @return what may be shown of it; ends with an ellipsis where it was longer
     */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /**
     * The same with another length.
     *
     * @param text anything
     * @param longest how many characters at most
     * @return what may be shown of it; ends with an ellipsis where it was longer
     */
    public static String of(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        for (int count = 0; at < text.length() && count < longest; count++) {
            int c = text.codePointAt(at);
            shown.appendCodePoint(isVisible(c) && c != '"' ? c : '?');
            at += Character.charCount(c);
        }
        return at < text.length() ? shown.append('…').toString() : shown.toString();
    }

    /**
     * Whether something that is no control of any kind is seen.
     *
     * @param codePoint of Unicode
     * @return false also for what has no meaning yet, or one of its user's own
     */
    public static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
