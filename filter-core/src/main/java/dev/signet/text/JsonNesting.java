package dev.signet.text;

import static dev.signet.text.JsonRuns.ONES;

import java.util.Arrays;

/**
 * The objects and arrays that a scanner is within, one bit for each level.
 *
 * <p>The inner ones are a number, so that a loop can keep them in a register: a bit that is set for each object, the
 * innermost level lowest, and a bit in front of them that is always set. So it is {@link #NONE} outside of everything.
 */
final class JsonNesting {

    static final long NONE = 1;

    /** Deeper than any honest document; a bound so that hostile nesting costs 8 KiB at most. */
    private static final int MAX_DEPTH = 65_536;

    /** Multiplied with it, the lowest bits of eight bytes become the highest byte. */
    private static final long FIRST_BITS = 0x0102040810204080L;

    private static final int WORD = 32;
    private static final int[] NO_WORDS = {};

    private int[] outer = NO_WORDS; // what does not fit any more
    private int words;

    long inner = NONE;

    /** Forgets all levels, and gives the memory of deep ones back. */
    void reset() {
        inner = NONE;
        outer = NO_WORDS;
        words = 0;
    }

    /** The levels with one more, or 0 where there are too many. */
    long opened(long levels, int object) {
        if (levels >>> WORD == 0) {
            return levels << 1 | object;
        }
        if (words == MAX_DEPTH / WORD - 1) {
            return 0;
        }
        if (words == outer.length) {
            outer = Arrays.copyOf(outer, words == 0 ? 1 : words * 2);
        }
        outer[words++] = (int) levels;
        return NONE << 1 | object;
    }

    /** The levels without the innermost one. */
    long closed(long levels) {
        long left = levels >>> 1;
        return left == NONE && words > 0 ? 1L << WORD | outer[--words] & 0xffff_ffffL : left;
    }

    /** Begins a level; false where there are too many. */
    boolean open(boolean object) {
        long levels = opened(inner, object ? 1 : 0);
        if (levels == 0) {
            return false;
        }
        inner = levels;
        return true;
    }

    /** Ends the innermost level; false where it is not one of that kind. */
    boolean close(boolean object) {
        if (object ? !inObject() : !inArray()) {
            return false;
        }
        inner = closed(inner);
        return true;
    }

    /** Begins as many arrays as brackets in a row open them at the beginning of these eight bytes, and says how many. */
    int openArrays(long word) {
        int brackets = Long.numberOfTrailingZeros(word ^ '[' * ONES) >>> 3;
        if (inner >>> WORD - 8 != 0) {
            return 0; // one at a time
        }
        inner <<= brackets;
        return brackets;
    }

    /**
     * Ends as many levels as brackets in a row close at the beginning of these eight bytes, and says how many. Ends none
     * where one is of the wrong kind, or the outermost level might be among them.
     */
    int closeAll(long word) {
        int brackets = Long.numberOfTrailingZeros((word | 0x20 * ONES) ^ '}' * ONES) >>> 3;
        long kinds = (word >>> 5 & ONES) * FIRST_BITS >>> 56;
        long left = inner >>> brackets;
        if (left <= NONE || ((kinds ^ inner) & (1L << brackets) - 1) != 0) {
            return 0;
        }
        inner = left;
        return brackets;
    }

    /** Whether the level around the innermost one is an array, so that another like it may follow there; within levels. */
    boolean isNextOfArray() {
        return (inner & 2) == 0;
    }

    boolean isNested() {
        return inner != NONE;
    }

    boolean inObject() {
        return (inner & 1) != 0 && inner != NONE;
    }

    boolean inArray() {
        return (inner & 1) == 0;
    }
}
