package dev.signet.envelope;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether caches that many callers share may keep an answer to a call with a token (RFC 9111 §3.5). */
final class SharedCaches {

    /** A directive with its argument, which may be quoted and hold commas (RFC 9111 §5.2). */
    private static final Pattern DIRECTIVE =
            Pattern.compile("([^\\s,=\"]++)\\s*+(=\\s*+(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s,]*+))?");

    private SharedCaches() {}

    /**
     * Whether an answer is meant for everybody.
     *
     * @param values of {@code Cache-Control}
     */
    static boolean mayKeep(Collection<String> values) {
        boolean open = false;
        for (String value : values) {
            for (Matcher found = DIRECTIVE.matcher(value); found.find(); ) {
                switch (found.group(1).toLowerCase(Locale.ROOT)) {
                    case "public", "s-maxage" -> open = true;
                    case "no-store" -> {
                        return false;
                    }
                    case "private" -> {
                        if (found.group(2) == null) { // else it is about a few headers
                            return false;
                        }
                    }
                    default -> {}
                }
            }
        }
        return open;
    }
}
