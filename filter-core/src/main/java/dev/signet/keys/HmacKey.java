package dev.signet.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A shared secret for one HMAC algorithm (RFC 7518 §3.2). Thread-safe. */
final class HmacKey implements VerificationKey, SigningKey {

    private final Algorithm algorithm;
    private final @Nullable String id;
    private final SecretKeySpec key;

    private final IdleSlots<Mac> idle = new IdleSlots<>(); // making a Mac costs more than a check

    /**
     * Takes a secret.
     *
     * @throws IllegalArgumentException when the secret is shorter than the algorithm's hash
     */
    HmacKey(Algorithm algorithm, @Nullable String id, byte[] secret) {
        if (algorithm.family() != Algorithm.Family.SECRET) {
            throw new IllegalArgumentException("a secret is not a key of " + algorithm);
        }
        if (secret.length < algorithm.hashBytes()) {
            throw new IllegalArgumentException(
                    "a secret for " + algorithm + " has at least " + algorithm.hashBytes() + " bytes");
        }
        this.algorithm = algorithm;
        this.id = id;
        this.key = new SecretKeySpec(secret, algorithm.javaName());
    }

    @Override
    public Algorithm algorithm() {
        return algorithm;
    }

    @Override
    public @Nullable String id() {
        return id;
    }

    @Override
    public boolean verifies(byte[] text, int length, byte[] signature) {
        return MessageDigest.isEqual(sign(text, length), signature); // constant time
    }

    @Override
    public boolean isInMemory() {
        return true;
    }

    @Override
    public byte[] sign(byte[] text, int length) {
        Mac taken = idle.take();
        Mac mac = taken == null ? newMac() : taken;
        mac.update(text, 0, length);
        byte[] signature = mac.doFinal(); // leaves the Mac as if just initialised
        idle.give(mac);
        return signature;
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(algorithm.javaName());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no " + algorithm.javaName(), e);
        }
    }

    @Override
    public String toString() {
        return algorithm + " secret";
    }
}
