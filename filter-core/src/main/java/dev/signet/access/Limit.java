package dev.signet.access;

/** What a call can have too much of. */
public enum Limit {
    /** Calls in a time. */
    RATE,
    /** Calls in a day. */
    DAY,
    /** Calls at once. */
    CONCURRENT
}
