package dev.signet.keys;

import org.jspecify.annotations.Nullable;

/** A key that checks signatures of exactly one algorithm: its own, whatever a header says. Thread-safe. */
interface VerificationKey {

    /** The one algorithm of this key. */
    Algorithm algorithm();

    /** The key's id in its set, or null where it has none. */
    @Nullable
    String id();

    /**
     * Whether a signature is one of this key over the first bytes of an array.
     *
     * @param text starts with the signed bytes
     * @param length how many bytes are signed
     * @param signature as received, of any length
     */
    boolean verifies(byte[] text, int length, byte[] signature);
}
