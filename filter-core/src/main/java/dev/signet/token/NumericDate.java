package dev.signet.token;

/**
 * Seconds since 1970 (RFC 7519 §2), written as a JSON number or as a string of 1 to 12 digits; like {@code
 * "1664344355"}.
 *
 * <p>The document's own sample has {@code nbf} as a string. What is none of the two is an answer of its own and never
 * "absent": a token whose {@code exp} nobody can read must not live for ever.
 */
final class NumericDate {

    static final long ABSENT = -1;
    static final long NOT_READABLE = -2;
    static final long IN_MILLISECONDS = -3;

    private static final int MOST_DIGITS = 12;
    /** Milliseconds have 13 digits until the year 2286; beyond 15 it is no unit that anyone meant. */
    private static final int MOST_MILLISECOND_DIGITS = 15;

    private NumericDate() {}

    /** Whether a whole number that is spelled without a sign is what {@link #read} would return for its characters. */
    static boolean isUsual(long seconds) {
        return seconds >= 0 && seconds < 1_000_000_000_000L; // at most twelve digits
    }

    /**
     * Reads the characters of a JSON number or string; not its value, in which {@code 1e9} is 1000000000.
     *
     * @param text holds them as ASCII
     * @param number true where the JSON value is a number: only there a fraction is allowed, and is cut
     * @return seconds from 0, or one of the negative constants
     */
    static long read(byte[] text, int from, int to, boolean number) {
        int length = to - from;
        int digits = 0;
        long seconds = 0;
        while (digits < length && isDigit(text[from + digits])) {
            if (digits < MOST_DIGITS) {
                seconds = seconds * 10 + (text[from + digits] - '0');
            }
            digits++;
        }
        // a sign or an exponent ends the digits early, and so does any text that is not a number at all
        if (digits == 0 || digits < length && !(number && isFraction(text, from + digits, to))) {
            return NOT_READABLE;
        }
        if (digits <= MOST_DIGITS) {
            return seconds;
        }
        return digits <= MOST_MILLISECOND_DIGITS ? IN_MILLISECONDS : NOT_READABLE;
    }

    private static boolean isFraction(byte[] text, int from, int to) {
        if (text[from] != '.') {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (!isDigit(text[i])) {
                return false;
            }
        }
        return to > from + 1;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9'; // ASCII only; Character.isDigit knows dozens of alphabets
    }
}
