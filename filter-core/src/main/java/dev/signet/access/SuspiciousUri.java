package dev.signet.access;

/**
 * Finds the spellings with which one path pretends to be another (Servlet 6.0 §3.5.2): dot segments, {@code //}, encoded
 * separators, control characters, what is not UTF-8. Containers disagree about them, so no rule may be matched behind
 * them.
 */
public final class SuspiciousUri {

    private SuspiciousUri() {}

    /** Whether a request URI, as it stood in the request line, must be refused. */
    public static boolean matches(String uri) {
        if (uri.isEmpty() || uri.charAt(0) != '/') {
            return true; // an asterisk, an authority or an empty path
        }
        boolean segments = false; // whether one of them may be more than a name
        char before = 0;
        int i = 0;
        while (i < uri.length()) {
            char c = uri.charAt(i);
            // a blank or a letter outside of ASCII stands there only where the container has decoded it
            if (isRefused(c) || c == '#' || c == '/' && before == '/') {
                return true;
            }
            before = c;
            if (c == '%') {
                int length = escapedCharacter(uri, i);
                if (length == 0) {
                    return true;
                }
                i += length;
                segments = true;
            } else {
                segments |= c == '.' || c == ';';
                i++;
            }
        }
        return segments && hasDotSegment(uri, 0);
    }

    /** Whether a decoded path, from {@code start}, leads elsewhere than it says. */
    static boolean isDetour(String path, int start) {
        boolean dots = false;
        char before = 0;
        for (int i = start; i < path.length(); i++) {
            char c = path.charAt(i);
            if (isRefused(c) || c == '%' || c == '/' && before == '/') {
                return true; // an escape that is left over is there for somebody to decode again
            }
            dots |= c == '.';
            before = c;
        }
        return dots && hasDotSegment(path, start);
    }

    /** Control characters, the other separator, and what a decoder puts in the place of bytes that are not UTF-8. */
    private static boolean isRefused(char c) {
        return c < ' ' || c > '~' && c < 0xa0 || c == '\\' || c == '\ufffd';
    }

    /** How long the escapes of one character are that may stand in a path; 0 where they are refused. */
    private static int escapedCharacter(String uri, int at) {
        int lead = escapedByte(uri, at);
        if (lead < 0x80) {
            // control characters, and what would become a separator, a parameter or another escape when decoded again
            boolean refused = lead < ' ' || lead == 0x7f || lead == '/' || lead == '\\' || lead == '%' || lead == ';';
            return refused ? 0 : 3;
        }
        int bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        int character = lead & 0xff >> bytes + 1;
        for (int i = 1; i < bytes; i++) {
            int next = escapedByte(uri, at + 3 * i);
            if ((next & ~0x3f) != 0x80) {
                return 0;
            }
            character = character << 6 | next & 0x3f;
        }
        boolean lone = lead < 0xc0 || lead > 0xf4;
        // from U+00A0: C1 control characters are none either, and an overlong "." is below
        int least = bytes == 2 ? 0xa0 : bytes == 3 ? 0x800 : 0x10000;
        boolean surrogate = character >= 0xd800 && character <= 0xdfff;
        return lone || character < least || surrogate || character > 0x10ffff ? 0 : 3 * bytes;
    }

    /** The byte of the escape at a place, or -1 where there is none. */
    static int escapedByte(String uri, int at) {
        if (at + 2 >= uri.length() || uri.charAt(at) != '%') {
            return -1;
        }
        int high = hexDigit(uri.charAt(at + 1));
        int low = hexDigit(uri.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** ASCII only: {@link Character#digit} also takes digits that are no hexadecimal digits of RFC 3986. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    /** A segment that is {@code .} or {@code ..} once decoded, or an inner one that is nothing but a parameter. */
    static boolean hasDotSegment(String uri, int from) {
        int end;
        for (int start = from; start <= uri.length(); start = end + 1) {
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
            } else if (escapedByte(uri, i) == '.') {
                i += 3;
            } else {
                return false;
            }
            dots++;
        }
        return dots == 1 || dots == 2;
    }
}
