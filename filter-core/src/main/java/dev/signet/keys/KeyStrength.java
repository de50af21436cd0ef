package dev.signet.keys;

import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;

/** Refuses public and private keys that anyone could use in the place of their owner. */
final class KeyStrength {

    private static final int LEAST_RSA_BITS = 2048;
    /** Longer ones make every check of a token a burden. */
    private static final int MOST_RSA_BITS = 16_384;

    private static final int MOST_EXPONENT_BITS = 64;

    private KeyStrength() {}

    /**
     * Looks at a key.
     *
     * @throws IllegalArgumentException when it cannot be trusted; the message says what to do
     */
    static void check(Key key) {
        if (key instanceof RSAKey rsa) {
            checkModulus(rsa.getModulus());
            if (key instanceof RSAPublicKey open) {
                checkExponent(open.getPublicExponent());
            }
        } else if (key instanceof ECKey ec) {
            EcCurve curve = EcCurve.of(ec.getParams());
            if (curve == null) {
                throw new IllegalArgumentException("the elliptic-curve key is on a curve that no algorithm of RFC 7518"
                        + " uses; generate one on P-256, P-384 or P-521");
            }
            if (key instanceof ECPublicKey open && !curve.contains(open.getW())) {
                throw new IllegalArgumentException("the elliptic-curve key is not a point on " + curve.joseName()
                        + "; it is damaged or malicious: generate a new one");
            }
        } else if (!(key instanceof EdECKey) || !Algorithm.EdDSA.fits(key)) {
            throw new IllegalArgumentException("the key is of a kind (" + key.getAlgorithm()
                    + ") that no algorithm uses; generate an RSA, P-256, P-384, P-521 or Ed25519 key");
        } else if (key instanceof EdECPublicKey open) {
            checkEd25519(open.getPoint().getY());
        }
    }

    private static void checkEd25519(BigInteger y) {
        if (!Ed25519Curve.contains(y)) {
            throw new IllegalArgumentException("the Ed25519 key is not a point on its curve, or not canonically encoded"
                    + " (RFC 8032 §5.1.3); it is damaged or malicious: generate a new one");
        }
        if (Ed25519Curve.isLowOrder(y)) {
            throw new IllegalArgumentException("the Ed25519 key is a low-order point, for which anyone can forge"
                    + " signatures; generate a new one with: openssl genpkey -algorithm ED25519");
        }
    }

    /**
     * Looks at the numbers of an RSA key before the platform does, whose words would tell nobody what to do.
     *
     * @throws IllegalArgumentException as {@link #check}
     */
    static void checkRsa(BigInteger modulus, BigInteger exponent) {
        checkModulus(modulus);
        checkExponent(exponent);
    }

    private static void checkModulus(BigInteger modulus) {
        int bits = modulus.bitLength();
        if (bits < LEAST_RSA_BITS) {
            throw new IllegalArgumentException("the RSA key has " + bits + " bits and needs " + LEAST_RSA_BITS
                    + " (RFC 7518 §3.3); generate one with:"
                    + " openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072");
        }
        if (bits > MOST_RSA_BITS) {
            throw new IllegalArgumentException("the RSA key has " + bits + " bits; more than " + MOST_RSA_BITS
                    + " make verification too expensive");
        }
        if (!modulus.testBit(0)) {
            throw new IllegalArgumentException("the modulus of the RSA key is even, so it is not an RSA key");
        }
    }

    private static void checkExponent(BigInteger exponent) {
        // 1 lets everyone sign; an even one is no exponent
        if (exponent.compareTo(BigInteger.valueOf(3)) < 0
                || !exponent.testBit(0)
                || exponent.bitLength() > MOST_EXPONENT_BITS) {
            throw new IllegalArgumentException("the RSA key has an insecure public exponent;"
                    + " expected an odd number from 3 up to 64 bits, usually 65537");
        }
    }
}
