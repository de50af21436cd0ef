package dev.signet.keys;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One key as it was found, before it is bound to algorithms. Immutable.
 *
 * @param label how messages speak of it, like {@code "key 2 (kid a)"}
 * @param id the name to which it answers; null where it has none and answers to all
 * @param algorithm the only algorithm it is for; null where it may serve all that fit
 * @param publicKey verifies; null for a secret, and where only the private half is known
 * @param privateKey signs; null where it is not known
 * @param secret verifies and signs; null for all but a secret; nobody changes it
 */
record KeyMaterial(
        String label,
        @Nullable String id,
        @Nullable Algorithm algorithm,
        @Nullable PublicKey publicKey,
        @Nullable PrivateKey privateKey,
        byte @Nullable [] secret) {

    static KeyMaterial ofSecret(String label, @Nullable String id, @Nullable Algorithm algorithm, byte[] secret) {
        return new KeyMaterial(label, id, algorithm, null, null, secret);
    }

    static KeyMaterial ofPublic(String label, PublicKey key) {
        return new KeyMaterial(label, null, null, key, null, null);
    }

    boolean isSecret() {
        return secret != null;
    }

    /** Whether this key may serve an algorithm. */
    boolean serves(Algorithm other) {
        if (algorithm != null && algorithm != other) {
            return false;
        }
        if (secret != null) {
            return other.family() == Algorithm.Family.SECRET && secret.length >= other.hashBytes();
        }
        return publicKey != null ? other.fits(publicKey) : privateKey != null && other.fits(privateKey);
    }

    /** Whether it is the same key under the same name: a set that is fetched again is mostly the same. */
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof KeyMaterial other
                && Objects.equals(id, other.id)
                && algorithm == other.algorithm
                && Objects.equals(publicKey, other.publicKey)
                && Objects.equals(privateKey, other.privateKey)
                && Arrays.equals(secret, other.secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, algorithm, publicKey);
    }

    /** Nothing of the key itself. */
    @Override
    public String toString() {
        return label;
    }
}
