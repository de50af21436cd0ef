package dev.signet.clients;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** What makes guessing a chosen secret expensive. Safe for use by many threads. */
@FunctionalInterface
public interface SlowHash {

    /** PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2) over the UTF-8 bytes of the secret. */
    SlowHash PBKDF2 = (secret, salt, iterations, bytes) -> {
        PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, iterations, bytes * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    };

    /**
     * Derives a hash; takes time in proportion to the iterations.
     *
     * @param secret what is hashed
     * @param salt of the hash
     * @param iterations how many
     * @param bytes how long the hash is
     * @return the hash
     */
    byte[] derive(String secret, byte[] salt, int iterations, int bytes);
}
