package dev.signet.keys;

import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateKeySpec;
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
    private static final int PRIME_BITS = 64;

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
        if (open == null) {
            byte[] secret = new byte[2 * PRIME_BITS];
            new SecureRandom().nextBytes(secret);
            String jwk = new OctetSequenceKey.Builder(Base64URL.encode(secret))
                    .build()
                    .toJSONString();
            return new StrangersKey(
                    algorithm, material.id(), null, null, new HmacKey(algorithm, material.id(), secret), jwk);
        }
        try {
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

    private static String jwk(PublicKey key) {
        return JwkWriter.jwk(key, null, null).toJSONString();
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

    /** Of many small primes, which are found in a moment; two large ones take a second, and nobody has to be safe from it. */
    private static KeyPair rsaPair(int bits, String kind) throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        BigInteger modulus = BigInteger.ONE;
        BigInteger order = BigInteger.ONE;
        while (modulus.bitLength() != bits) {
            int missing = bits - modulus.bitLength();
            if (missing < 2) { // one bit too many or too few
                modulus = BigInteger.ONE;
                order = BigInteger.ONE;
                continue;
            }
            BigInteger prime = BigInteger.probablePrime(
                    missing < 2 * PRIME_BITS ? Math.max(missing, PRIME_BITS / 2) : PRIME_BITS, random);
            BigInteger before = prime.subtract(BigInteger.ONE);
            boolean fits = !modulus.mod(prime).equals(BigInteger.ZERO)
                    && EXPONENT.gcd(before).equals(BigInteger.ONE);
            if (fits) {
                modulus = modulus.multiply(prime);
                order = order.multiply(before);
            }
        }
        KeyFactory factory = KeyFactory.getInstance(kind);
        return new KeyPair(
                factory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
                factory.generatePrivate(new RSAPrivateKeySpec(modulus, EXPONENT.modInverse(order))));
    }

    /** The algorithm only. */
    @Override
    public String toString() {
        return "a stranger's key for " + algorithm;
    }
}
