package dev.signet.issue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The media type of a body (RFC 9110 §8.3.1); like {@code application/json; charset="UTF-8"}.
 *
 * @param name in lower case, without parameters
 * @param charsets all that are named, in lower case; usually one or none
 */
record BodyType(String name, List<String> charsets) {

    /** The labels that the Encoding standard has for UTF-8, and what Java calls it. */
    private static final Set<String> UTF_8 =
            Set.of("utf-8", "utf8", "utf_8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8");

    /** Reads a header; what is no parameter is overlooked, as it says nothing of the charset. */
    static BodyType parse(String header) {
        List<String> parts = parts(header);
        List<String> charsets = new ArrayList<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals >= 0 && part.substring(0, equals).strip().equalsIgnoreCase("charset")) {
                charsets.add(unquoted(part.substring(equals + 1).strip()).toLowerCase(Locale.ROOT));
            }
        }
        return new BodyType(parts.get(0).strip().toLowerCase(Locale.ROOT), List.copyOf(charsets));
    }

    /** What semicolons separate, those within quotes aside. */
    private static List<String> parts(String header) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ';' && !quoted) {
                parts.add(header.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(header.substring(from));
        return parts;
    }

    /** The value of a quoted string (RFC 9110 §5.6.4); single quotes are what some clients take for them. */
    private static String unquoted(String value) {
        int last = value.length() - 1;
        char mark = last > 0 ? value.charAt(0) : ' ';
        if ((mark != '"' && mark != '\'') || value.charAt(last) != mark) {
            return value;
        }
        String inner = value.substring(1, last);
        return (mark == '"' ? inner.replaceAll("\\\\(.)", "$1") : inner).strip();
    }

    boolean isUtf8() {
        return UTF_8.containsAll(charsets);
    }
}
