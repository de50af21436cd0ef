package dev.signet.caller;

/**
 * The header in which proxies say whom they speak for, each behind what was there before. It is read from its right end:
 * what stands to the left of an element, by whomever it was written, cannot change how that is read. Immutable.
 */
enum ForwardingHeader {
    /** Nodes and nothing else; every comma is one between two. */
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        int start(String line, int end) {
            return line.lastIndexOf(',', end - 1) + 1;
        }

        @Override
        long address(String line, int start, int end) {
            return NodeText.address(line, start, end);
        }
    },

    /** RFC 7239 §4; what is in quotes is one word. */
    FORWARDED("Forwarded") {
        @Override
        int start(String line, int end) {
            boolean quoted = false;
            for (int at = end - 1; at >= 0; at--) {
                char c = line.charAt(at);
                if (c == '"' && !isEscaped(line, at)) {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    return at + 1;
                }
            }
            return 0;
        }

        @Override
        long address(String line, int start, int end) {
            return ForwardedElement.address(line, start, end);
        }
    };

    private final String header;

    ForwardingHeader(String header) {
        this.header = header;
    }

    static ForwardingHeader named(String header) {
        return header.equals(FORWARDED.header) ? FORWARDED : X_FORWARDED_FOR;
    }

    /** Its name. */
    String header() {
        return header;
    }

    /** Where the element starts that ends at a place of a line. */
    abstract int start(String line, int end);

    /**
     * Where the address of that element would stand, without port, brackets and zone; {@link Span#NONE} where nobody can
     * tell. Whether it is an address is not looked at.
     */
    abstract long address(String line, int start, int end);

    /** Whether an odd number of backslashes stands in front (RFC 9110 §5.6.4). */
    private static boolean isEscaped(String line, int at) {
        int first = at;
        while (first > 0 && line.charAt(first - 1) == '\\') {
            first--;
        }
        return (at - first) % 2 == 1;
    }
}
