package dev.signet.keys;

import org.jspecify.annotations.Nullable;

/** A key that makes signatures of exactly one algorithm. Thread-safe. */
interface SigningKey {

    /** The one algorithm of this key. */
    Algorithm algorithm();

    /** The {@code kid} that goes into headers, or null where the key has none. */
    @Nullable
    String id();

    /** Whether it signs here and at once; not a key whose bytes nobody shows, like that of a smart card or a service. */
    boolean isInMemory();

    /** The signature over the first bytes of an array, as RFC 7518 writes it. */
    byte[] sign(byte[] text, int length);
}
