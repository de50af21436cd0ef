package dev.signet.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The runs of bytes in JSON that need no closer look, skipped eight at a time where there are eight. */
final class JsonRuns {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long ABOVE_NINE = 0x76 * ONES; // lifts 10 and more into the high bit
    private static final long BLANKS = ' ' * ONES;

    /** Two characters of three bytes each: which bits say so, and what they say. */
    private static final long PAIR_MASK = 0xc0c0f0c0c0f0L;

    private static final long PAIR = 0x8080e08080e0L;

    private JsonRuns() {}

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    static boolean isBlank(int b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }

    static boolean endsScalar(int b) {
        return b == ',' || b == '}' || b == ']' || isBlank(b);
    }

    /** The first byte from here that ends a string or needs a closer look; eight at a time where there are eight. */
    static int plain(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to) {
            long word = (long) WORDS.get(bytes, i);
            long quote = word ^ '"' * ONES;
            long backslash = word ^ '\\' * ONES;
            // the lowest bit that is set belongs to the first such byte; those above it may be borrowed from it
            long special = (quote - ONES | backslash - ONES | word - BLANKS | word) & HIGHS;
            if (special == 0) {
                i += 8;
                continue;
            }
            i += Long.numberOfTrailingZeros(special) >>> 3;
            if (bytes[i] >= 0) {
                return i;
            }
            int after = threeByteCharacters(bytes, i, to);
            if (after == i) {
                return i;
            }
            i = after;
        }
        while (i < to && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Skips most of the characters of Asia; those next to what UTF-8 forbids are left to the closer look. */
    private static int threeByteCharacters(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to) {
            long word = (long) WORDS.get(bytes, i);
            if ((word & PAIR_MASK) != PAIR || isDelicate((int) word) || isDelicate((int) (word >>> 24))) {
                break;
            }
            i += 6;
        }
        while (i + 3 <= to) {
            int lead = bytes[i] & 0xff;
            if (lead < 0xe1
                    || lead == 0xed
                    || lead > 0xef
                    || (bytes[i + 1] & 0xc0) != 0x80
                    || (bytes[i + 2] & 0xc0) != 0x80) {
                break;
            }
            i += 3;
        }
        return i;
    }

    /** Whether not every second byte is valid behind this one of 0xe0 to 0xef (RFC 3629 §4). */
    private static boolean isDelicate(int lead) {
        return (lead & 0xf) == 0 || (lead & 0xf) == 0xd;
    }

    static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to) {
            long values = (long) WORDS.get(bytes, i) ^ '0' * ONES; // 0 to 9 where there are digits
            long others = (values + ABOVE_NINE | values) & HIGHS;
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
}
