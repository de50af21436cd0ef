package dev.signet.keys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** An RSA, elliptic-curve or Ed25519 private key for one algorithm. Thread-safe. */
final class PrivateSignatureKey implements SigningKey {

    private final Algorithm algorithm;
    private final @Nullable String id;
    private final PrivateKey key;

    PrivateSignatureKey(Algorithm algorithm, @Nullable String id, PrivateKey key) {
        this.algorithm = algorithm;
        this.id = id;
        this.key = key;
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
    public boolean isInMemory() {
        return key.getEncoded() != null;
    }

    @Override
    public byte[] sign(byte[] text, int length) {
        try {
            Signature signer = Signature.getInstance(algorithm.javaName());
            PSSParameterSpec parameters = algorithm.parameters();
            if (parameters != null) {
                signer.setParameter(parameters);
            }
            signer.initSign(key); // finds the provider that can use the key, be it a smart card's
            signer.update(text, 0, length);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the private key cannot sign " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return algorithm + " private key";
    }
}
