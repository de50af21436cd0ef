package dev.signet;

/**
 * Finds the spellings with which one path pretends to be another (Servlet 6.0 §3.5.2): dot segments, {@code //}, encoded
 * separators, control characters. Containers disagree about them, so no rule may be matched behind them.
 */
final class SuspiciousUri {

    private SuspiciousUri() {}

    /** Whether a request URI, as it stood in the request line, must be refused. */
    static boolean matches(String uri) {
        if (!uri.startsWith("/")) {
            return true; // an asterisk, an authority or an empty path
        }
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= 0x20 || c == '\\' || c == '#' || c > 0x7e && c < 0xa0) {
                return true;
            }
            if (c == '%' && isSuspiciousEscape(uri, i)) {
                return true;
            }
        }
        return uri.contains("//") || hasDotSegment(uri);
    }

    private static boolean isSuspiciousEscape(String uri, int at) {
        if (at + 2 >= uri.length()) {
            return true;
        }
        int high = Character.digit(uri.charAt(at + 1), 16);
        int low = Character.digit(uri.charAt(at + 2), 16);
        if (high < 0 || low < 0) {
            return true;
        }
        int b = high << 4 | low;
        // control characters, and what would become a separator or another escape when decoded again
        return b < 0x20 || b == 0x7f || b == '/' || b == '\\' || b == '%';
    }

    /** A segment that is {@code .} or {@code ..} once decoded, or an inner one that is nothing but a parameter. */
    private static boolean hasDotSegment(String uri) {
        int end;
        for (int start = 1; start <= uri.length(); start = end + 1) {
            int slash = uri.indexOf('/', start);
            end = slash < 0 ? uri.length() : slash;
            int parameter = uri.indexOf(';', start);
            int nameEnd = parameter < 0 || parameter > end ? end : parameter;
            if (isDots(uri, start, nameEnd) || nameEnd == start && nameEnd < end && slash >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDots(String uri, int from, int to) {
        int dots = 0;
        int i = from;
        while (i < to) {
            if (uri.charAt(i) == '.') {
                i++;
            } else if (uri.regionMatches(true, i, "%2e", 0, 3)) {
                i += 3;
            } else {
                return false;
            }
            dots++;
        }
        return dots == 1 || dots == 2;
    }
}
