package dev.signet.keys;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAKey;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** An RSA, elliptic-curve or Ed25519 public key for one algorithm. Thread-safe. */
final class PublicSignatureKey implements VerificationKey {

    private final Algorithm algorithm;
    private final @Nullable String id;
    private final PublicKey key;
    private final @Nullable EcCurve curve;
    private final int signatureBytes;
    private final IdleSlots<Signature> idle = new IdleSlots<>(); // finding a provider and reading the key take a while

    /**
     * Takes a key.
     *
     * @throws IllegalArgumentException when the key is not one of the algorithm
     */
    PublicSignatureKey(Algorithm algorithm, @Nullable String id, PublicKey key) {
        if (!algorithm.fits(key)) {
            throw new IllegalArgumentException("the key is not one of " + algorithm);
        }
        this.algorithm = algorithm;
        this.id = id;
        this.key = key;
        this.curve = algorithm.curve();
        this.signatureBytes = signatureBytes(algorithm, key);
        try {
            idle.give(newSignature());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this Java platform cannot use the key for " + algorithm, e);
        }
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
        // the platform overlooks what follows an Ed25519 signature: one token, many spellings
        if (signature.length != signatureBytes || curve != null && !curve.canBeSignature(signature)) {
            return false;
        }
        try {
            Signature taken = idle.take();
            Signature checker = taken == null ? newSignature() : taken;
            checker.update(text, 0, length);
            boolean genuine = checker.verify(signature); // leaves it as if just initialised
            idle.give(checker);
            return genuine;
        } catch (SignatureException e) {
            return false; // of wrong length or form; the object is not used again
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no " + algorithm.javaName() + " any more", e);
        }
    }

    private static int signatureBytes(Algorithm algorithm, PublicKey key) {
        EcCurve curve = algorithm.curve();
        if (curve != null) {
            return curve.signatureBytes();
        }
        return key instanceof RSAKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : 2 * KeyEncodings.ED25519_BYTES;
    }

    private Signature newSignature() throws GeneralSecurityException {
        Signature checker = Signature.getInstance(algorithm.javaName());
        PSSParameterSpec parameters = algorithm.parameters();
        if (parameters != null) {
            checker.setParameter(parameters);
        }
        checker.initVerify(key);
        return checker;
    }

    @Override
    public String toString() {
        return algorithm + " public key";
    }
}
