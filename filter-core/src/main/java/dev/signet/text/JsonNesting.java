package dev.signet.text;

import java.util.Arrays;

/** The objects and arrays that a scanner is within: one bit for each level. */
final class JsonNesting {

    /** Deeper than any honest document; a bound so that hostile nesting costs 8 KiB at most. */
    private static final int MAX_DEPTH = 65_536;

    private static final int WORD = 64;
    private static final long[] NONE = {};

    private int depth;
    private long objects; // bit set: that level is an object; the innermost level is the lowest bit
    private long[] outer = NONE; // what does not fit any more

    /** Forgets all levels, and gives the memory of deep ones back. */
    void reset() {
        depth = 0;
        objects = 0;
        outer = NONE;
    }

    /** Begins a level; false where there are too many. */
    boolean open(boolean object) {
        if (depth == MAX_DEPTH) {
            return false;
        }
        if (depth > 0 && depth % WORD == 0) {
            outer = Arrays.copyOf(outer, depth / WORD);
            outer[depth / WORD - 1] = objects;
        }
        objects = objects << 1 | (object ? 1 : 0);
        depth++;
        return true;
    }

    /** Ends the innermost level; false where it is not one of that kind. */
    boolean close(boolean object) {
        if (depth == 0 || inObject() != object) {
            return false;
        }
        depth--;
        objects = depth > 0 && depth % WORD == 0 ? outer[depth / WORD - 1] : objects >>> 1;
        return true;
    }

    /** Whether the level around the innermost one is an array, so that another like it may follow there. */
    boolean isNextOfArray() {
        return depth % WORD > 1 && (objects & 2) == 0;
    }

    boolean isNested() {
        return depth > 0;
    }

    /** Whether the innermost level is an object; has no meaning where nothing is nested. */
    boolean inObject() {
        return (objects & 1) != 0;
    }
}
