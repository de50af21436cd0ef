package dev.signet.caller;

/** One element of {@code Forwarded} (RFC 7239 §4); like {@code for="[2001:db8::1]:80";proto=https}. */
final class ForwardedElement {

    private ForwardedElement() {}

    /**
     * Where the address of its one {@code for} would stand; {@link Span#NONE} where there is none, or several, or anything
     * that is not {@code name=value}.
     */
    static long address(String line, int start, int end) {
        long address = Span.NONE;
        boolean found = false;
        int at = start;
        while (at <= end) {
            int next = pairEnd(line, at, end);
            int from = at;
            int to = next;
            while (from < to && NodeText.isBlank(line.charAt(from))) {
                from++;
            }
            while (from < to && NodeText.isBlank(line.charAt(to - 1))) {
                to--;
            }
            int equals = AddressText.indexOf(line, '=', from, to);
            if (equals <= from && from < to) {
                return Span.NONE;
            }
            if (equals == from + 3 && line.regionMatches(true, from, "for", 0, 3)) {
                if (found) {
                    return Span.NONE; // one too many: nobody knows which of them is meant
                }
                found = true;
                address = value(line, equals + 1, to);
            }
            at = next + 1;
        }
        return address;
    }

    /** Where the pair ends that starts here: at a semicolon outside of quotes, or where the element does. */
    private static int pairEnd(String line, int start, int end) {
        boolean quoted = false;
        for (int at = start; at < end; at++) {
            char c = line.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return at;
            }
        }
        return end;
    }

    /** A token, or what is in quotes; no address needs a backslash, so where one is, nobody wrote an address. */
    private static long value(String line, int from, int to) {
        if (from == to || NodeText.isBlank(line.charAt(from))) {
            return Span.NONE;
        }
        if (line.charAt(from) != '"') {
            return NodeText.address(line, from, to);
        }
        return to - from > 2 && line.charAt(to - 1) == '"' ? NodeText.address(line, from + 1, to - 1) : Span.NONE;
    }
}
