package dev.signet.framework;

import java.util.regex.Pattern;

/** Entity tags as the contract spells them: {@code "v1"} goes out as {@code W/"v1--e"}. */
final class MarkedTags {

    private static final Pattern MARKED = Pattern.compile("W/(\"[^\"]*)--e\"");

    private MarkedTags() {}

    /** What a header of a request is to the application. */
    static String unmarked(String header) {
        return header.matches("If-(None-Match|Match|Range): .*")
                ? MARKED.matcher(header).replaceAll("$1\"")
                : header;
    }

    /** Whether a header of a request has such a tag. */
    static boolean isMarked(String header) {
        return !unmarked(header).equals(header);
    }

    /** The tag of a wrapped answer. */
    static String marked(String tag) {
        return tag.startsWith("\"") ? "W/" + tag.substring(0, tag.length() - 1) + "--e\"" : tag;
    }
}
