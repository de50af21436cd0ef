package dev.signet.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys from and to their standard encodings (RFC 5280 §4.1, RFC 5958, RFC 8410), by what the Java platform has. */
final class KeyEncodings {

    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519", "RSASSA-PSS");

    /** What precedes the 32 bytes of an Ed25519 key (RFC 8410 §10). */
    private static final byte[] ED25519_PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final byte[] ED25519_PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    static final int ED25519_BYTES = 32;

    private KeyEncodings() {}

    /**
     * A public key of its SubjectPublicKeyInfo.
     *
     * @throws IllegalArgumentException when it is none, or of a kind that no algorithm uses
     */
    static PublicKey publicKey(byte[] der) {
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                // of another kind, or of none
            }
        }
        throw new IllegalArgumentException("the public key is not an RSA, P-256, P-384, P-521 or Ed25519 key");
    }

    /**
     * A private key of its PrivateKeyInfo (PKCS #8).
     *
     * @throws IllegalArgumentException when it is none, or of a kind that no algorithm uses
     */
    static PrivateKey privateKey(byte[] der) {
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                // of another kind, or of none
            }
        }
        throw new IllegalArgumentException("the private key is not an RSA, P-256, P-384, P-521 or Ed25519 key");
    }

    /** An Ed25519 public key of its 32 bytes (RFC 8037 §2). */
    static PublicKey ed25519Public(byte[] x) {
        return publicKey(joined(ED25519_PUBLIC, x));
    }

    /** An Ed25519 private key of its 32 bytes (RFC 8037 §2). */
    static PrivateKey ed25519Private(byte[] d) {
        return privateKey(joined(ED25519_PRIVATE, d));
    }

    /** The 32 bytes of an Ed25519 public key. */
    static byte[] ed25519Bytes(PublicKey key) {
        byte[] der = key.getEncoded();
        return Arrays.copyOfRange(der, der.length - ED25519_BYTES, der.length);
    }

    private static byte[] joined(byte[] prefix, byte[] bytes) {
        if (bytes.length != ED25519_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes (RFC 8032 §5.1.5), not " + bytes.length);
        }
        byte[] joined = Arrays.copyOf(prefix, prefix.length + bytes.length);
        System.arraycopy(bytes, 0, joined, prefix.length, bytes.length);
        return joined;
    }

    /**
     * The public half of a private key.
     *
     * @return null where the key does not give away what it is made of, like one in a smart card
     * @throws IllegalArgumentException when the two halves do not fit, because the key is damaged
     */
    static @Nullable PublicKey publicHalf(PrivateKey key) {
        try {
            if (key instanceof RSAPrivateCrtKey rsa) {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
            }
            EcCurve curve = key instanceof ECPrivateKey ec ? EcCurve.of(ec.getParams()) : null;
            if (curve != null) {
                return KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(
                                curve.publicPoint(((ECPrivateKey) key).getS()), curve.parameters()));
            }
            byte[] seed = key instanceof EdECPrivateKey ed ? ed.getBytes().orElse(null) : null;
            if (seed != null && seed.length == ED25519_BYTES) {
                // the platform computes the public half only for keys it makes, so it makes this one again
                KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
                generator.initialize(NamedParameterSpec.ED25519, new Replayed(seed));
                return generator.generateKeyPair().getPublic();
            }
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key is damaged; generate a new one", e);
        }
    }

    /** Gives out bytes that were random once. */
    private static final class Replayed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Replayed(byte[] bytes) {
            super(null, null);
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != bytes.length) {
                throw new IllegalArgumentException("another platform makes keys in another way");
            }
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
