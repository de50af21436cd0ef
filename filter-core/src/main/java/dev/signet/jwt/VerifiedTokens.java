package dev.signet.jwt;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers verified tokens of one key generation by their whole text ({@code jwt.cache-size}). Says only that the
 * signature is genuine and the claims are as configured; the times are the caller's to check on every hit.
 *
 * <p>A token has one small set of places, chosen by the end of its signature, so that finding, forgetting and a caller
 * with very many tokens all cost the same little, without a lock. In a full set the place goes that was not asked for
 * since the last round. Thread-safe; two threads that write the same place lose one entry, which costs a check.
 */
final class VerifiedTokens {

    /** Places of one set. */
    private static final int WAYS = 8;
    /** How much of a signature is compared at once: 108 of its bits. */
    private static final int TAIL = 18;

    private static final int BITS_PER_CHARACTER = 7;
    private static final long SWEEP_SECONDS = 60;

    private final int ways;
    private final int sets;
    private volatile Generation current = new Generation(new Object(), new AtomicReferenceArray<>(0));
    private final AtomicLong lastSweep = new AtomicLong();

    private record Generation(Object keys, AtomicReferenceArray<@Nullable Entry> places) {}

    private static final class Entry {
        private final long tail;
        private final long head;
        private final String text;
        private final GenuineToken token;
        private final long end;
        private boolean asked; // a lost write makes an entry older than it is, which harms nobody

        Entry(long head, long tail, String text, GenuineToken token, long end) {
            this.head = head;
            this.tail = tail;
            this.text = text;
            this.token = token;
            this.end = end;
        }

        /**
         * Whether this is the token, in constant time for whoever does not hold it: the last 18 characters of the
         * signature are compared as two numbers before any text is, so that how long the comparison of the rest takes
         * can only be learned by who has those 108 bits already.
         */
        boolean is(long otherHead, long otherTail, String other) {
            return ((head ^ otherHead) | (tail ^ otherTail)) == 0 && text.equals(other);
        }
    }

    /**
     * An empty cache.
     *
     * @param size the most tokens it ever holds; at least 1
     */
    VerifiedTokens(int size) {
        ways = Math.min(size, WAYS);
        sets = size / ways;
    }

    /**
     * Finds a token that was verified with the same keys.
     *
     * @param keys the generation of the moment; another one than before empties the cache
     * @param now seconds since 1970
     */
    @Nullable
    GenuineToken find(String text, Object keys, long now) {
        Generation generation = current;
        if (generation.keys != keys) {
            // room is made with the first token: while no key is available, every request may bring new keys and no
            // token
            current = new Generation(keys, new AtomicReferenceArray<>(0));
            return null;
        }
        AtomicReferenceArray<@Nullable Entry> places = generation.places;
        sweep(places, now);
        if (text.length() <= TAIL || places.length() == 0) {
            return null;
        }
        long head = packed(text, TAIL);
        long tail = packed(text, TAIL / 2);
        int first = firstPlace(tail);
        for (int place = first; place < first + ways; place++) {
            Entry entry = places.get(place);
            if (entry != null && entry.is(head, tail, text)) {
                if (!entry.asked) {
                    entry.asked = true;
                }
                return entry.token;
            }
        }
        return null;
    }

    /**
     * Remembers a token.
     *
     * @param keys the generation that was there before the token was verified
     * @param end the second from which on it is refused; it is forgotten then, sooner or later
     */
    void remember(String text, GenuineToken token, Object keys, long end) {
        Generation generation = current;
        if (generation.keys != keys || text.length() <= TAIL) {
            return; // verified with keys of yesterday
        }
        if (generation.places.length() == 0) {
            generation = new Generation(keys, new AtomicReferenceArray<>(sets * ways));
            current = generation;
        }
        AtomicReferenceArray<@Nullable Entry> places = generation.places;
        long head = packed(text, TAIL);
        long tail = packed(text, TAIL / 2);
        int place = placeFor(places, firstPlace(tail), head, tail, text);
        places.set(place, new Entry(head, tail, text, token, end));
    }

    /** How many tokens are remembered at the moment. */
    int count() {
        AtomicReferenceArray<@Nullable Entry> places = current.places;
        int count = 0;
        for (int place = 0; place < places.length(); place++) {
            count += places.get(place) == null ? 0 : 1;
        }
        return count;
    }

    private int placeFor(AtomicReferenceArray<@Nullable Entry> places, int first, long head, long tail, String text) {
        int free = -1;
        int idle = -1;
        for (int place = first; place < first + ways; place++) {
            Entry entry = places.get(place);
            if (entry == null) {
                free = place;
            } else if (entry.is(head, tail, text)) {
                return place; // another thread was faster
            } else if (entry.asked) {
                entry.asked = false; // a second chance until the next one comes
            } else {
                idle = place;
            }
        }
        if (free >= 0) {
            return free;
        }
        // where all were asked for, any may go; the signature decides like a die
        return idle >= 0 ? idle : first + (int) Math.floorMod(head, (long) ways);
    }

    /** Now and then whatever is expired goes, or it would stay until its place is wanted. */
    private void sweep(AtomicReferenceArray<@Nullable Entry> places, long now) {
        long last = lastSweep.get();
        if (Math.abs(now - last) < SWEEP_SECONDS || !lastSweep.compareAndSet(last, now)) {
            return;
        }
        for (int place = 0; place < places.length(); place++) {
            Entry entry = places.get(place);
            if (entry != null && now >= entry.end) {
                places.compareAndSet(place, entry, null);
            }
        }
    }

    private int firstPlace(long tail) {
        long spread = tail * 0x9e3779b97f4a7c15L; // 2^64 divided by the golden ratio
        return (int) ((spread >>> 32) * sets >>> 32) * ways;
    }

    /** Nine characters as one number, from so many before the end. */
    private static long packed(String text, int fromEnd) {
        int from = text.length() - fromEnd;
        long packed = 0;
        for (int i = from; i < from + TAIL / 2; i++) {
            packed = packed << BITS_PER_CHARACTER | text.charAt(i);
        }
        return packed;
    }

    @Override
    public String toString() {
        return "at most " + sets * ways + " verified tokens";
    }
}
