package dev.signet.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The member names of texts that are known to be genuine, each made and hashed once: a signer writes the same names into every token, and
 * the long ones of the interface document cost as much as the rest of the claims. Thread-safe.
 */
public final class MemberNames {

    /** A power of two; names that share a slot take turns. */
    private static final int SLOTS = 64;

    private static final int LONGEST = 128;

    private record Known(byte[] spelling, String name) {}

    /** Read and written without a lock: what a record holds is seen whole by every thread (JLS §17.5). */
    private final @Nullable Known[] known = new @Nullable Known[SLOTS];

    /** Remembers nothing yet. */
    public MemberNames() {}

    /** The name that is spelled by these ASCII characters, without an escape among them. */
    String of(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 0 || length > LONGEST) {
            return new String(text, from, length, ISO_8859_1);
        }
        int slot = length * 7 + text[from] + text[to - 1] * 5 & SLOTS - 1;
        Known there = known[slot];
        if (there != null && Arrays.equals(there.spelling, 0, there.spelling.length, text, from, to)) {
            return there.name;
        }
        String name = new String(text, from, length, ISO_8859_1);
        known[slot] = new Known(Arrays.copyOfRange(text, from, to), name);
        return name;
    }

    @Override
    public String toString() {
        return "member names";
    }
}
