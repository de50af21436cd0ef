package dev.signet.keys;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key bound to each of the allowed algorithms that it may serve.
 *
 * @param verifying one for each algorithm; none where only the private half is known, or nothing allowed fits
 * @param signing for the first algorithm; null where it cannot sign
 */
record KeyBinding(List<VerificationKey> verifying, @Nullable SigningKey signing) {

    /**
     * Binds a key.
     *
     * @throws IllegalArgumentException when its halves do not fit, or the platform cannot use it
     */
    static KeyBinding of(KeyMaterial material, List<Algorithm> allowed) {
        List<VerificationKey> verifying = new ArrayList<>();
        SigningKey signing = null;
        for (Algorithm algorithm : allowed) {
            if (material.serves(algorithm)) {
                VerificationKey key = verificationKey(material, algorithm);
                if (key != null) {
                    verifying.add(key);
                }
                signing = signing != null ? signing : signingKey(material, algorithm, key);
            }
        }
        return new KeyBinding(List.copyOf(verifying), signing);
    }

    private static @Nullable VerificationKey verificationKey(KeyMaterial material, Algorithm algorithm) {
        byte[] secret = material.secret();
        if (secret != null) {
            return new HmacKey(algorithm, material.id(), secret);
        }
        return material.publicKey() == null
                ? null
                : new PublicSignatureKey(algorithm, material.id(), material.publicKey());
    }

    private static @Nullable SigningKey signingKey(
            KeyMaterial material, Algorithm algorithm, @Nullable VerificationKey verification) {
        if (verification instanceof HmacKey secret) {
            return secret;
        }
        if (material.privateKey() == null) {
            return null;
        }
        String id = material.id() == null && material.publicKey() != null
                ? JwkWriter.thumbprint(material.publicKey()) // so that others find it in what we publish
                : material.id();
        PrivateSignatureKey key = new PrivateSignatureKey(algorithm, id, material.privateKey());
        if (verification != null) {
            rejectForeignHalf(material, key, verification);
        }
        return key;
    }

    private static void rejectForeignHalf(KeyMaterial material, SigningKey key, VerificationKey verification) {
        byte[] probe = {1, 2, 3};
        boolean fits;
        try {
            fits = verification.verifies(probe, probe.length, key.sign(probe, probe.length));
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    material.label() + ": its private key cannot sign; generate a new one", e);
        }
        if (!fits) {
            throw new IllegalArgumentException(material.label() + ": its private and public halves do not match");
        }
    }
}
