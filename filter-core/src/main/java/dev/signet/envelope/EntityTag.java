package dev.signet.envelope;

import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110 §8.8.3) on their way out and back. The bytes of an envelope are others than the application's, so
 * that a strong tag goes out weak, and with a mark inside its quotes by which it is known again: like
 * {@code "v1" -> W/"v1--e"}.
 */
final class EntityTag {

    private static final String MARK = "--e\"";

    private EntityTag() {}

    /** The tag of an envelope; null and what is no strong tag stay as they are. */
    static String marked(String tag) {
        return isStrong(tag) ? "W/" + tag.substring(0, tag.length() - 1) + MARK : tag;
    }

    /** A list of tags as the application sent them: the marked ones are given back, every other one is as it came. */
    static String unmarked(String tags) {
        if (!tags.contains(MARK)) {
            return tags;
        }
        StringBuilder list = new StringBuilder(tags.length());
        int at = 0;
        while (at < tags.length()) {
            int end = end(tags, at);
            String tag = tags.substring(at, end);
            list.append(isMarked(tag) ? original(tag) : tag);
            at = end;
        }
        return list.toString();
    }

    /** Whether a list has this strong tag as an envelope's. */
    static boolean hasMarked(@Nullable String tags, String tag) {
        return tags != null && isStrong(tag) && tags.contains(marked(tag));
    }

    /** Where the tag ends that begins here, or the one letter that is no tag. */
    private static int end(String tags, int at) {
        int open = tags.startsWith("W/\"", at) ? at + 2 : at;
        if (tags.charAt(open) != '"') {
            return at + 1;
        }
        int close = tags.indexOf('"', open + 1);
        return close < 0 ? tags.length() : close + 1;
    }

    private static boolean isMarked(String tag) {
        return tag.startsWith("W/\"") && tag.endsWith(MARK) && tag.length() >= "W/\"".length() + MARK.length();
    }

    private static String original(String tag) {
        return tag.substring(2, tag.length() - MARK.length()) + '"';
    }

    private static boolean isStrong(String tag) {
        if (tag.length() < 2 || tag.charAt(0) != '"' || tag.charAt(tag.length() - 1) != '"') {
            return false;
        }
        for (int i = 1; i < tag.length() - 1; i++) {
            char c = tag.charAt(i);
            if (c == '"' || c <= ' ' || c == 0x7f) {
                return false; // no entity tag, so not ours to change
            }
        }
        return true;
    }
}
