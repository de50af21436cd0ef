package dev.signet.caller;

/**
 * A node of a forwarding header (RFC 7239 §6), and what proxies write in its place; like
 * {@code [2001:db8::1]:4711 -> 2001:db8::1}. What is hidden from us, {@code unknown} or {@code _name}, is no address.
 */
final class NodeText {

    private static final int LONGEST_PORT = 5;

    private NodeText() {}

    /** Where its address would stand, without port, brackets and zone; {@link Span#NONE} for what has none. */
    static long address(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        if (start == end) {
            return Span.NONE;
        }
        if (text.charAt(start) == '[') {
            int close = AddressText.indexOf(text, ']', start, end);
            boolean ipv6 = close >= 0 && AddressText.indexOf(text, ':', start, close) >= 0;
            return ipv6 && isPort(text, close + 1, end) ? bare(text, start + 1, close) : Span.NONE;
        }
        int colon = AddressText.indexOf(text, ':', start, end);
        boolean several = colon >= 0 && AddressText.indexOf(text, ':', colon + 1, end) >= 0; // of an IPv6 address
        if (colon < 0 || several) {
            return bare(text, start, end);
        }
        return isPort(text, colon, end) ? bare(text, start, colon) : Span.NONE;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static long bare(String text, int from, int to) {
        int zone = AddressText.indexOf(text, '%', from, to); // says something to the proxy, and nothing to us
        if (zone < 0) {
            return Span.of(from, to);
        }
        boolean ipv6 = AddressText.indexOf(text, ':', from, zone) >= 0;
        return ipv6 && zone + 1 < to ? Span.of(from, zone) : Span.NONE;
    }

    /** Nothing, or a colon and a port, also an obfuscated one (RFC 7239 §6.3). */
    private static boolean isPort(String text, int from, int to) {
        if (from == to) {
            return true;
        }
        if (text.charAt(from) != ':' || from + 1 == to) {
            return false;
        }
        boolean hidden = text.charAt(from + 1) == '_';
        for (int at = from + 1; at < to; at++) {
            char c = text.charAt(at);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!digit && !(hidden && (letter || c == '.' || c == '_' || c == '-'))) {
                return false;
            }
        }
        return hidden || to - from - 1 <= LONGEST_PORT;
    }
}
