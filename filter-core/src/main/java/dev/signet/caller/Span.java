package dev.signet.caller;

/** Where something stands in a line: two places in one number, for every hop of every call would need an object. */
final class Span {

    /** Nowhere. */
    static final long NONE = -1;

    private Span() {}

    /** From a place to the one behind its end. */
    static long of(int from, int to) {
        return (long) from << Integer.SIZE | to;
    }

    static int from(long span) {
        return (int) (span >>> Integer.SIZE);
    }

    static int to(long span) {
        return (int) span;
    }
}
