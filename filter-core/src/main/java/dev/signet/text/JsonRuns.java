package dev.signet.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bytes between the strings of a JSON text that need no closer look, skipped eight at a time where there are eight. */
final class JsonRuns {

    /** Four bytes at once, the first one lowest. */
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Eight bytes alike. */
    static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final long ONES = 0x0101010101010101L;
    static final long HIGHS = 0x8080808080808080L;
    static final long BLANKS = ' ' * ONES;

    private static final long ABOVE_NINE = 0x76 * ONES; // lifts 10 and more into the high bit

    // Short scalars, and what is between two arrays, as the bytes of one read
    private static final int NEXT_ARRAY = ']' | ',' << 8 | '[' << 16;
    private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
    private static final int NULL = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;
    private static final long FALSE = 'f' | 'a' << 8 | 'l' << 16 | 's' << 24 | (long) 'e' << 32;
    private static final int EMPTY_STRING = '"' | '"' << 8;

    private static final boolean[] ENDS = table(",]} \n\r\t");
    private static final boolean[] SIGNS = table("+-");

    private JsonRuns() {}

    /** For each byte whether it is one of these. */
    static boolean[] table(String bytes) {
        boolean[] table = new boolean[256];
        for (byte b : bytes.getBytes(US_ASCII)) {
            table[b] = true;
        }
        return table;
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    static boolean isBlank(int b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }

    static boolean endsScalar(int b) {
        return ENDS[b & 0xff];
    }

    static int blanks(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isBlank(bytes[i])) {
            i++;
            while (i + 8 <= to) { // an indentation
                long others = (long) WORDS.get(bytes, i) ^ BLANKS;
                if (others != 0) {
                    i += Long.numberOfTrailingZeros(others) >>> 3;
                    break;
                }
                i += 8;
            }
        }
        return i;
    }

    static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to) {
            long others = noDigits((long) WORDS.get(bytes, i));
            if (others != 0) {
                return i + (Long.numberOfTrailingZeros(others) >>> 3);
            }
            i += 8;
        }
        while (i < to && isDigit(bytes[i])) {
            i++;
        }
        return i;
    }

    /** The high bits of those bytes of eight that are no digits. */
    private static long noDigits(long word) {
        long values = word ^ '0' * ONES; // 0 to 9 where there are digits
        return (values + ABOVE_NINE | values) & HIGHS;
    }

    /**
     * From the first byte of a number to behind its last digit, an exponent left out.
     *
     * @return where it begins, where that is no number
     */
    static int number(byte[] bytes, int from, int to) {
        int begin = from + (bytes[from] == '-' ? 1 : 0);
        if (begin + 8 <= to) { // most numbers are seen whole at one look
            long word = (long) WORDS.get(bytes, begin);
            long others = noDigits(word);
            int digits = Long.numberOfTrailingZeros(others) & 0x78; // counted in bits, like what follows
            if (digits != 0 && digits != 64 && ((byte) word != '0' || digits == 8)) {
                if ((byte) (word >>> digits) != '.') {
                    return begin + (digits >>> 3);
                }
                int end = Long.numberOfTrailingZeros(others & others - 1) & 0x78;
                if (end != digits + 8) {
                    return end < 64 ? begin + (end >>> 3) : digits(bytes, begin + 8, to);
                }
            }
        }
        int end = mantissa(bytes, begin, to);
        return end > begin ? end : from;
    }

    /** As {@link #number}, of any length and wherever the bytes end. */
    private static int mantissa(byte[] bytes, int from, int to) {
        int point = digits(bytes, from, to);
        if (point == from || bytes[from] == '0' && point > from + 1) {
            return from;
        }
        if (point == to || bytes[point] != '.') {
            return point;
        }
        int end = digits(bytes, point + 1, to);
        return end > point + 1 ? end : from;
    }

    /** From the letter of an exponent to behind its last digit; to the same place, where that is none. */
    static int exponent(byte[] bytes, int from, int to) {
        if (from + 1 >= to || (bytes[from] | 0x20) != 'e') {
            return from;
        }
        int begin = from + (SIGNS[bytes[from + 1] & 0xff] ? 2 : 1);
        int end = digits(bytes, begin, to);
        return end > begin ? end : from;
    }

    /** How long the digit, the literal or the empty string is that these eight bytes begin with; 0 where it is another. */
    static int shortScalar(long word) {
        int b = (byte) word;
        if (endsScalar((byte) (word >> 8)) && isDigit(b)) { // a sign cannot be foreseen
            return 1;
        }
        if (b >= 'f') {
            return literal(word);
        }
        return (short) word == EMPTY_STRING ? 2 : 0;
    }

    /** How long the literal is that these eight bytes begin with; 0 where they do not. */
    private static int literal(long word) {
        int four = (int) word;
        return four == TRUE || four == NULL ? 4 : (word & 0xff_ffff_ffffL) == FALSE ? 5 : 0;
    }

    /** Whether an array ends and another one begins with a number, as coordinates do. */
    static boolean isNextArray(int next) {
        int fourth = next >> 24;
        return (next & 0xffffff) == NEXT_ARRAY && fourth >= '-' && fourth <= '9';
    }
}
