package dev.signet.keys;

import dev.signet.text.Base64Url;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key of somebody who has none of ours: of the same kind and size, for the same algorithm. Good enough to be tried, and for
 * nothing else.
 *
 * @param algorithm by which it signs
 * @param id the name of ours
 * @param open ours; null for a secret
 * @param openJwk ours as a JSON web key; null for a secret
 * @param signing the stranger's
 * @param jwk the stranger's as a JSON web key
 */
record StrangersKey(
        Algorithm algorithm,
        @Nullable String id,
        @Nullable PublicKey open,
        @Nullable String openJwk,
        SigningKey signing,
        String jwk) {

    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

    /** Two to the power of these, less one, are primes. */
    private static final int[] MERSENNE = {
        9941, 9689, 4423, 4253, 3217, 2281, 2203, 1279, 607, 521, 127, 107, 89, 61, 31, 19, 17, 13, 7, 5, 3, 2
    };

    /** One like the first key of each kind in a set. */
    static List<StrangersKey> likeThoseOf(KeySet set, Set<Algorithm> allowed) {
        List<StrangersKey> strangers = new ArrayList<>();
        Set<Algorithm.Family> seen = EnumSet.noneOf(Algorithm.Family.class);
        for (KeyMaterial material : set.materials()) {
            for (Algorithm algorithm : Algorithm.values()) {
                boolean used = allowed.contains(algorithm) && material.serves(algorithm);
                if (used && (material.isSecret() || material.publicKey() != null) && seen.add(algorithm.family())) {
                    strangers.add(like(material, algorithm));
                }
            }
        }
        return strangers;
    }

    private static StrangersKey like(KeyMaterial material, Algorithm algorithm) {
        PublicKey open = material.publicKey();
        try {
            if (open == null) {
                byte[] secret = new byte[Algorithm.HS512.hashBytes()];
                new SecureRandom().nextBytes(secret);
                String jwk = "{\"kty\":\"oct\",\"k\":\"" + Base64Url.encode(secret) + "\"}";
                return new StrangersKey(
                        algorithm, material.id(), null, null, new HmacKey(algorithm, material.id(), secret), jwk);
            }
            KeyPair pair = pair(open);
            return new StrangersKey(
                    algorithm,
                    material.id(),
                    open,
                    jwk(open),
                    new PrivateSignatureKey(algorithm, material.id(), pair.getPrivate()),
                    jwk(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform makes no keys for " + algorithm, e);
        }
    }

    /** As everybody writes it (RFC 7517 §4). Nimbus would do that, too, but the first time costs as much as all the rest. */
    private static String jwk(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int length = (rsa.getModulus().bitLength() + 7) / 8;
            return "{\"kty\":\"RSA\",\"n\":\"" + number(rsa.getModulus(), length) + "\",\"e\":\""
                    + number(rsa.getPublicExponent(), (rsa.getPublicExponent().bitLength() + 7) / 8) + "\"}";
        }
        EcCurve curve = key instanceof ECPublicKey ec ? EcCurve.of(ec.getParams()) : null;
        if (curve != null) {
            ECPoint point = ((ECPublicKey) key).getW();
            int length = curve.signatureBytes() / 2;
            return "{\"kty\":\"EC\",\"crv\":\"" + curve.joseName() + "\",\"x\":\"" + number(point.getAffineX(), length)
                    + "\",\"y\":\"" + number(point.getAffineY(), length) + "\"}";
        }
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + Base64Url.encode(KeyEncodings.ed25519Bytes(key))
                + "\"}";
    }

    private static String number(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        byte[] signed = number.toByteArray();
        int used = Math.min(length, signed.length);
        System.arraycopy(signed, signed.length - used, bytes, length - used, used);
        return Base64Url.encode(bytes);
    }

    private static KeyPair pair(PublicKey ours) throws GeneralSecurityException {
        if (ours instanceof RSAPublicKey rsa) {
            return rsaPair(rsa.getModulus().bitLength(), ours.getAlgorithm());
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ours instanceof ECPublicKey ? "EC" : "Ed25519");
        if (ours instanceof ECPublicKey ec) {
            generator.initialize(ec.getParams());
        }
        return generator.generateKeyPair();
    }

    /** Of primes that everybody knows: to look for some takes a second, and nobody has to be safe from this key. */
    static KeyPair rsaPair(int bits, String kind) throws GeneralSecurityException {
        List<Integer> exponents = new ArrayList<>();
        if (!sum(bits, 0, exponents)) {
            throw new InvalidKeyException("no RSA key of " + bits + " bits is made here");
        }
        BigInteger large = mersenne(exponents.get(0)); // two factors are enough for the remainder theorem, prime or not
        BigInteger largeOrder = large.subtract(BigInteger.ONE);
        BigInteger rest = BigInteger.ONE;
        BigInteger restOrder = BigInteger.ONE;
        for (int exponent : exponents.subList(1, exponents.size())) {
            rest = rest.multiply(mersenne(exponent));
            restOrder = restOrder.multiply(mersenne(exponent).subtract(BigInteger.ONE));
        }
        BigInteger modulus = large.multiply(rest);
        BigInteger secret = EXPONENT.modInverse(largeOrder.multiply(restOrder));
        KeyFactory factory = KeyFactory.getInstance(kind);
        return new KeyPair(
                factory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
                factory.generatePrivate(new RSAPrivateCrtKeySpec(
                        modulus,
                        EXPONENT,
                        secret,
                        large,
                        rest,
                        secret.mod(largeOrder),
                        secret.mod(restOrder),
                        rest.modInverse(large))));
    }

    private static BigInteger mersenne(int exponent) {
        return BigInteger.ONE.shiftLeft(exponent).subtract(BigInteger.ONE);
    }

    /** Some of the exponents, each once, that make so many bits together. */
    private static boolean sum(int bits, int from, List<Integer> chosen) {
        if (bits == 0) {
            return chosen.size() > 1;
        }
        for (int i = from; i < MERSENNE.length; i++) {
            if (MERSENNE[i] <= bits) {
                chosen.add(MERSENNE[i]);
                if (sum(bits - MERSENNE[i], i + 1, chosen)) {
                    return true;
                }
                chosen.remove(chosen.size() - 1);
            }
        }
        return false;
    }

    /** The algorithm only. */
    @Override
    public String toString() {
        return "a stranger's key for " + algorithm;
    }
}
