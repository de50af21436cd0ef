package dev.signet.jwt;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How often a token was verified that was known already, and how often another one. Thread-safe. */
public final class CacheCounts {

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final @Nullable VerifiedTokens remembered;

    CacheCounts(@Nullable VerifiedTokens remembered) {
        this.remembered = remembered;
    }

    void count(boolean known) {
        (known ? hits : misses).increment();
    }

    /**
     * Tokens that were known.
     *
     * @return how many since it was counted
     */
    public long hits() {
        return hits.sum();
    }

    /**
     * Tokens that were not.
     *
     * @return how many since it was counted
     */
    public long misses() {
        return misses.sum();
    }

    /**
     * Tokens that are remembered.
     *
     * @return how many there are now
     */
    public int size() {
        return remembered == null ? 0 : remembered.count();
    }
}
