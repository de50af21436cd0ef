package dev.signet.caller;

import org.jspecify.annotations.Nullable;

/**
 * Reads addresses (RFC 4291 §2.2, dotted IPv4) where they stand, and makes no object of them; like
 * {@code ::1 -> 0, 1}. Never asks a name service.
 */
final class AddressText {

    /** What an IPv4 address looks like as an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2), which stands for it. */
    static final long MAPPED = 0xFFFFL << 32;

    private static final long NONE = -1;
    private static final int GROUPS = 8;
    private static final int GROUP_BITS = 16;

    private AddressText() {}

    /**
     * What becomes of an address.
     *
     * @param <T> the outcome
     */
    @FunctionalInterface
    interface Use<T> {
        /** Given the 128 bits of an address in network order; those of an IPv4 address are mapped. */
        T of(long high, long low);
    }

    /** An address as a container reports it, maybe in brackets and with a zone; null for what is none. */
    static <T> @Nullable T reported(String text, Use<T> use) {
        int from = 0;
        int to = text.length();
        if (text.startsWith("[") && text.endsWith("]")) {
            from++;
            to--;
        }
        int zone = indexOf(text, '%', from, to);
        return read(text, from, zone < 0 ? to : zone, use);
    }

    /** An address and nothing else; null for what is none. */
    static <T> @Nullable T read(String text, int from, int to, Use<T> use) {
        long ipv4 = ipv4(text, from, to); // gives up at the first character that is not of one
        return ipv4 == NONE ? ipv6(text, from, to, use) : use.of(0, MAPPED | ipv4);
    }

    /** The first of a character within bounds, or -1. */
    static int indexOf(String text, char wanted, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** Without leading zeros: some readers take those for octal. */
    private static long ipv4(String text, int from, int to) {
        long address = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (at == to || text.charAt(at++) != '.')) {
                return NONE;
            }
            int start = at;
            int value = 0;
            while (at < to && at - start < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean zeros = at - start > 1 && text.charAt(start) == '0';
            if (at == start || value > 255 || zeros) {
                return NONE;
            }
            address = address << 8 | value;
        }
        return at == to ? address : NONE;
    }

    private static <T> @Nullable T ipv6(String text, int from, int to, Use<T> use) {
        long high = 0; // groups are moved in from the right
        long low = 0;
        long frontHigh = 0; // those in front of the two colons, and how many they are
        long frontLow = 0;
        int front = -1;
        int groups = 0;
        int at = from;
        if (to - from >= 2 && text.startsWith("::", from)) {
            front = 0;
            at += 2;
        }
        while (at < to) {
            int start = at;
            int value = 0;
            while (at < to && at - start < 4 && hex(text.charAt(at)) >= 0) {
                value = value << 4 | hex(text.charAt(at++));
            }
            if (at < to && text.charAt(at) == '.') {
                long ipv4 = ipv4(text, start, to);
                if (ipv4 == NONE) {
                    return null;
                }
                high = high << 32 | low >>> 32;
                low = low << 32 | ipv4;
                groups += 2;
                at = to;
                break;
            }
            if (at == start || groups == GROUPS) {
                return null;
            }
            high = high << GROUP_BITS | low >>> 48;
            low = low << GROUP_BITS | value;
            groups++;
            if (at == to) {
                break;
            }
            if (text.charAt(at++) != ':' || at == to) {
                return null;
            }
            if (text.charAt(at) == ':') {
                if (front >= 0) {
                    return null;
                }
                front = groups;
                frontHigh = high;
                frontLow = low;
                high = 0;
                low = 0;
                at++;
            }
        }
        if (front < 0) {
            return groups == GROUPS ? use.of(high, low) : null;
        }
        int left = (GROUPS - front) * GROUP_BITS; // by so many bits the front is moved
        return groups >= GROUPS
                ? null // the two colons stand for one group at least
                : use.of(high | upper(frontHigh, frontLow, left), low | lower(frontLow, left));
    }

    private static long upper(long high, long low, int left) {
        return left >= 64 ? low << left - 64 : high << left | low >>> 64 - left;
    }

    private static long lower(long low, int left) {
        return left >= 64 ? 0 : low << left;
    }

    /** Only those of ASCII. */
    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
