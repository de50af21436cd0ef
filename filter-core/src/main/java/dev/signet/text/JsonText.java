package dev.signet.text;

import static dev.signet.text.JsonRuns.BLANKS;
import static dev.signet.text.JsonRuns.HIGHS;
import static dev.signet.text.JsonRuns.INTS;
import static dev.signet.text.JsonRuns.ONES;
import static dev.signet.text.JsonRuns.WORDS;

/**
 * The inside of strings in JSON, skipped eight bytes at a time as far as it is whole and valid beyond doubt.
 *
 * <p>What is cut, wrong or seldom is where this ends. Whether it may stand there is for {@link JsonTokens} to say.
 */
final class JsonText {

    /** Two characters of three bytes each: which bits say so, and what they say. */
    private static final long PAIR_MASK = 0xc0c0f0c0c0f0L;

    private static final long PAIR = 0x8080e08080e0L;

    /** A character of four bytes that begins with F0, likewise; its second byte is 90 or more (RFC 3629 §4). */
    private static final int FOUR_MASK = 0xc0c0c0ff;

    private static final int FOUR = 0x808080f0;
    private static final int NOT_OVERLONG = 0x3000;
    private static final byte FIRST_OF_FOUR = (byte) 0xf0;

    private static final boolean[] HEX = JsonRuns.table("0123456789abcdefABCDEF");
    private static final boolean[] ESCAPED = JsonRuns.table("\"\\/bfnrt");

    private JsonText() {}

    /** From within a string to the quote that ends it, or to what needs the byte-by-byte look. */
    static int string(byte[] bytes, int from, int to) {
        int i = plain(bytes, from, to);
        if (i == to || bytes[i] == '"') {
            return i;
        }
        return bytes[i] == FIRST_OF_FOUR ? emoji(bytes, i, to) : any(bytes, i, to);
    }

    /** Names and words that are nothing else end right behind them; apart from {@link #any}, which it would make slower. */
    private static int emoji(byte[] bytes, int from, int to) {
        int i = fourByteCharacters(bytes, from, to);
        return i == to || bytes[i] == '"' ? i : any(bytes, i, to);
    }

    /** To the first byte that is neither ASCII nor part of a character of Asia: most strings end there. */
    private static int plain(byte[] bytes, int from, int to) {
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

    /**
     * On from a byte that is not plain, over escapes and characters of any length. In each word the high bits of eight
     * bytes are marks: those of first bytes, moved up, must be where those of continuation bytes are.
     */
    private static int any(byte[] bytes, int from, int to) {
        int i = from;
        long missing = 0; // which of the next bytes still belong to a character of the word in front
        while (i + 9 <= to) {
            long word = (long) WORDS.get(bytes, i);
            long quote = word ^ '"' * ONES;
            long backslash = word ^ '\\' * ONES;
            long end = (quote - ONES | backslash - ONES | word - BLANKS) & ~word & HIGHS;
            long wide = word & HIGHS;
            if ((wide | missing) != 0) {
                long first = wide & word << 1;
                long three = first & word << 2; // first bytes of three and more
                long four = three & word << 3; // of four, and what is none at all
                long expected = first << 8 | three << 16 | four << 24 | missing;
                long wrong = expected ^ wide ^ first | first & ~three & zeros(word, 0x1e); // C0 and C1 are overlong
                if (three != 0) {
                    wrong |= forbidden(word, (long) WORDS.get(bytes, i + 1), three, four);
                }
                if ((wrong & (end ^ end - 1)) != 0) { // up to the first byte that ends the text, or in all eight
                    break;
                }
                missing = first >>> 56 | three >>> 48 | four >>> 40;
            }
            if (end == 0) {
                i += 8;
                continue;
            }
            missing = 0;
            i += Long.numberOfTrailingZeros(end) >>> 3;
            int after = escapes(bytes, i, to);
            if (after == i) {
                return i;
            }
            i = after;
        }
        return missing == 0 ? i : beginOfCharacter(bytes, i - 1);
    }

    /** Skips characters of the planes that have emoji in them, U+10000 to U+3FFFF. */
    private static int fourByteCharacters(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 4 <= to) {
            int word = (int) INTS.get(bytes, i);
            if ((word & FOUR_MASK) != FOUR || (word & NOT_OVERLONG) == 0) {
                break;
            }
            i += 4;
        }
        return i;
    }

    /** The high bits of those bytes that have none of these seven lower bits. */
    private static long zeros(long word, int bits) {
        return ~((word & bits * ONES) + 0x7f * ONES) & HIGHS;
    }

    /**
     * Which first bytes of three and four have a second one that makes them overlong, a surrogate or more than U+10FFFF
     * (RFC 3629 §4); all characters from U+100000 on are taken for such.
     *
     * @param next the word from one byte further on
     */
    private static long forbidden(long word, long next, long three, long four) {
        long overlong = three & zeros(word, 0x0f); // E0 and F0, if what follows is small
        long surrogate = three & zeros(word ^ 0x0d * ONES, 0x0f); // ED, if what follows is large
        long fromA0 = next << 2; // of continuation bytes, the bit that says so
        long from90 = next << 3; // and that, below A0
        return overlong & ~(fromA0 | four & from90) | surrogate & fromA0 | four & (word << 4 | word << 5);
    }

    private static int beginOfCharacter(byte[] bytes, int within) {
        int i = within;
        while ((bytes[i] & 0xc0) == 0x80) {
            i--;
        }
        return i;
    }

    /** Skips escapes that are whole. */
    private static int escapes(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 6 <= to && bytes[i] == '\\') {
            int kind = bytes[i + 1] & 0xff;
            if (ESCAPED[kind]) {
                i += 2;
            } else if (kind == 'u' && isHex(bytes, i + 2) && isHex(bytes, i + 4)) {
                i += 6;
            } else {
                break;
            }
        }
        return i;
    }

    private static boolean isHex(byte[] bytes, int i) {
        return HEX[bytes[i] & 0xff] && HEX[bytes[i + 1] & 0xff];
    }
}
