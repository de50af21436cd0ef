package dev.signet.jwt;

import dev.signet.text.StrictJson;
import java.math.BigDecimal;

/**
 * Seconds since 1970 (RFC 7519 §2), written as a JSON number in any form, like {@code 1664344355} or {@code
 * 1.664344355E9}, or as a string of 1 to 12 digits, like {@code "1664344355"}.
 *
 * <p>The document's own sample has {@code nbf} as a string. What is none of the two is an answer of its own and never
 * "absent": a token whose {@code exp} nobody can read must not live for ever.
 */
final class NumericDate {

    static final long ABSENT = -1;
    static final long NOT_READABLE = -2;
    static final long IN_MILLISECONDS = -3;

    private static final int MOST_DIGITS = 12;
    private static final long FIRST_TOO_LARGE = 1_000_000_000_000L;
    /** Milliseconds have 13 digits until the year 2286; beyond 15 it is no unit that anyone meant. */
    private static final int MOST_MILLISECOND_DIGITS = 15;

    private NumericDate() {}

    /** Whether a whole number without a sign is a time just as it is. */
    static boolean isUsual(long seconds) {
        return seconds >= 0 && seconds < FIRST_TOO_LARGE;
    }

    /**
     * Reads a number by its value; a fraction of a second is cut.
     *
     * @param number of {@link StrictJson}, which has bounded its digits and its exponent
     * @param signed whether it is spelled with a minus; "-0" is not a time that anybody meant
     * @return seconds from 0, or one of the negative constants
     */
    static long of(Number number, boolean signed) {
        if (signed) {
            return NOT_READABLE;
        }
        BigDecimal value = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
        if (value.signum() == 0) {
            return 0; // its scale says nothing: 0e400 has no digits
        }
        long digits = (long) value.precision() - value.scale(); // in front of the point, without writing them out
        if (digits <= MOST_DIGITS) {
            return value.longValue();
        }
        return digits <= MOST_MILLISECOND_DIGITS ? IN_MILLISECONDS : NOT_READABLE;
    }

    /**
     * Reads a string, in which nothing but digits may stand.
     *
     * @return seconds from 0, or one of the negative constants
     */
    static long of(String text) {
        int length = text.length();
        if (length == 0 || length > MOST_MILLISECOND_DIGITS) {
            return NOT_READABLE;
        }
        long seconds = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') { // ASCII only; Character.isDigit knows dozens of alphabets
                return NOT_READABLE;
            }
            seconds = seconds * 10 + (c - '0');
        }
        return length <= MOST_DIGITS ? seconds : IN_MILLISECONDS;
    }
}
