package dev.signet.keys;

import org.jspecify.annotations.Nullable;

/** A key that makes signatures of exactly one algorithm. Thread-safe. */
public final class Signer {

    private final String algorithm;
    private final @Nullable String id;
    private final SigningKey key;

    Signer(String algorithm, @Nullable String id, SigningKey key) {
        this.algorithm = algorithm;
        this.id = id;
        this.key = key;
    }

    /**
     * The algorithm.
     *
     * @return its {@code alg} (RFC 7518 §3.1)
     */
    public String algorithm() {
        return algorithm;
    }

    /**
     * The name of the key.
     *
     * @return its {@code kid}, or null where it has none
     */
    public @Nullable String id() {
        return id;
    }

    /**
     * Signs.
     *
     * @param text what is signed
     * @return the signature as RFC 7518 writes it
     */
    public byte[] sign(byte[] text) {
        return key.sign(text, text.length);
    }

    /** Nothing of the key itself. */
    @Override
    public String toString() {
        return algorithm + " signer";
    }
}
