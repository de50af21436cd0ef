package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger's key is a good one of its kind, and not ours. */
class StrangersKeyTest {

    private static final byte[] TEXT = {1, 2, 3};

    @ParameterizedTest
    @ValueSource(ints = {2048, 2049, 2056, 3072, 4096, 6144, 7680, 8192, 16384})
    void rsaPairWhenMadeThenOfThisSizeAndItsHalvesFit(int bits) throws Exception {
        KeyPair pair = StrangersKey.rsaPair(bits, "RSA");
        assertEquals(bits, ((RSAPublicKey) pair.getPublic()).getModulus().bitLength());
        SigningKey signing = new PrivateSignatureKey(Algorithm.RS256, null, pair.getPrivate());
        byte[] signature = signing.sign(TEXT, TEXT.length);
        assertTrue(
                new PublicSignatureKey(Algorithm.RS256, null, pair.getPublic()).verifies(TEXT, TEXT.length, signature));
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void likeThoseOfWhenAskedThenOursIsNotTheirsAndTheJwkIsTheKey(Algorithm algorithm) throws Exception {
        boolean secret = algorithm.family() == Algorithm.Family.SECRET;
        KeyMaterial ours = secret
                ? KeyMaterial.ofSecret("ours", "a", null, new byte[64])
                : KeyMaterial.ofPublic("ours", TestKeys.of(algorithm).getPublic());
        KeySet set = KeySet.of(List.of(ours), List.of(algorithm));
        StrangersKey stranger =
                StrangersKey.likeThoseOf(set, EnumSet.of(algorithm)).get(0);
        byte[] signature = stranger.signing().sign(TEXT, TEXT.length);
        VerificationKey verifying = set.all().get(0);
        assertEquals(algorithm, stranger.algorithm());
        assertEquals(secret ? "a" : null, stranger.id());
        assertEquals(false, verifying.verifies(TEXT, TEXT.length, signature));
        JWK jwk = JWK.parse(stranger.jwk());
        if (secret) {
            assertTrue(new HmacKey(algorithm, null, jwk.toOctetSequenceKey().toByteArray())
                    .verifies(TEXT, TEXT.length, signature));
        } else {
            assertEquals(
                    JWK.parse(String.valueOf(stranger.openJwk())).toPublicJWK().computeThumbprint(),
                    JwkWriter.jwk(ours.publicKey(), null, null).computeThumbprint());
            assertNotEquals(JWK.parse(stranger.openJwk()).computeThumbprint(), jwk.computeThumbprint());
        }
    }

    @Test
    void likeThoseOfWhenThereAreSeveralThenOneOfEachKind() {
        KeySet set = KeySet.of(
                List.of(
                        KeyMaterial.ofPublic("1", TestKeys.P256.getPublic()),
                        KeyMaterial.ofPublic("2", TestKeys.P256B.getPublic()),
                        KeyMaterial.ofPublic("3", TestKeys.ED.getPublic())),
                List.of(Algorithm.EdDSA, Algorithm.ES256));
        assertEquals(
                List.of(Algorithm.ES256, Algorithm.EdDSA),
                StrangersKey.likeThoseOf(set, EnumSet.of(Algorithm.EdDSA, Algorithm.ES256)).stream()
                        .map(StrangersKey::algorithm)
                        .toList());
    }
}
