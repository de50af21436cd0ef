package dev.signet.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.Refusal;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.Settings;
import dev.signet.jwt.TokenSigner;
import dev.signet.jwt.TokenVerifier;
import dev.signet.token.VerifiedToken;
import java.math.BigInteger;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Every algorithm signs and verifies, and none can be talked into another. */
class AlgorithmTest {

    private static final byte[] PAYLOAD = "{\"exp\":4070908800,\"sub\":\"u\"}".getBytes(UTF_8);
    private static final byte[] TEXT = "header.payload".getBytes(UTF_8);
    private static final String LONG_SECRET = Settings.SECRET + Settings.SECRET;

    private static Settings settings(Algorithm algorithm) {
        return algorithm.family() == Algorithm.Family.SECRET
                ? Settings.of("jwt.secret", LONG_SECRET).with("jwt.algorithms", algorithm.name())
                : Settings.ofFile(
                                "jwt.private-key-file",
                                TestKeys.pem(TestKeys.of(algorithm).getPrivate()))
                        .with("jwt.algorithms", algorithm.name());
    }

    private static Refusal refusal(TokenVerifier verifier, String token) {
        return assertInstanceOf(RefusedToken.class, verifier.verify(token)).reason();
    }

    @ParameterizedTest
    @EnumSource
    void verifyWhenSignedHereThenGenuineAndNotAfterAnyChange(Algorithm algorithm) {
        JwtSettings settings = settings(algorithm).read();
        String token = TokenSigner.of(settings).sign(PAYLOAD);
        TokenVerifier verifier = settings(algorithm).verifier();
        assertInstanceOf(VerifiedToken.class, verifier.verify(token));
        int dot = token.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        for (int at : new int[] {0, signature.length / 2, signature.length - 1}) {
            byte[] changed = signature.clone();
            changed[at] ^= 1;
            String other = token.substring(0, dot + 1) + TestKeys.encoded(changed);
            assertEquals(Refusal.SIGNATURE_WRONG, refusal(verifier, other));
        }
        for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1}) {
            String other = token.substring(0, dot + 1) + TestKeys.encoded(Arrays.copyOf(signature, length));
            assertEquals(Refusal.SIGNATURE_WRONG, refusal(verifier, other));
        }
        assertInstanceOf(VerifiedToken.class, verifier.verify(token)); // no refusal has spoilt anything
    }

    @ParameterizedTest
    @EnumSource
    void verifyWhenHeaderNamesAnotherAlgorithmThenRefused(Algorithm algorithm) {
        JwtSettings settings = settings(algorithm).read();
        TokenVerifier verifier = settings(algorithm).verifier();
        String token = TokenSigner.of(settings).sign(PAYLOAD);
        for (Algorithm other : Algorithm.values()) {
            if (other != algorithm) {
                String header = TestKeys.encoded(("{\"alg\":\"" + other + "\",\"typ\":\"JWT\"}").getBytes(UTF_8));
                assertEquals(
                        Refusal.ALGORITHM_NOT_ALLOWED, refusal(verifier, header + token.substring(token.indexOf('.'))));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "HS.*")
    void verifyWhenPublicKeyServesAsSecretThenRefused(Algorithm algorithm) {
        for (byte[] secret : List.of(
                TestKeys.pem(TestKeys.RSA.getPublic()).getBytes(UTF_8),
                TestKeys.RSA.getPublic().getEncoded())) {
            String token = TestKeys.token(algorithm, null, new String(secret, ISO_8859_1));
            TokenVerifier verifier = settings(Algorithm.RS256).verifier();
            assertEquals(Refusal.ALGORITHM_NOT_ALLOWED, refusal(verifier, token));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new PublicSignatureKey(algorithm, null, TestKeys.RSA.getPublic()));
    }

    @Test
    void verifyWhenRsaKeyServesTwoAlgorithmsThenBothAndNoThird() {
        Settings settings = Settings.ofFile("jwt.public-key-file", TestKeys.pem(TestKeys.RSA.getPublic()))
                .with("jwt.algorithms", "RS256,PS256");
        TokenVerifier verifier = settings.verifier();
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.family() == Algorithm.Family.RSA) {
                String token = TestKeys.token(algorithm, null, TestKeys.RSA.getPrivate());
                boolean allowed = algorithm == Algorithm.RS256 || algorithm == Algorithm.PS256;
                assertEquals(allowed, verifier.verify(token) instanceof VerifiedToken);
            }
        }
    }

    @Test
    void verifyWhenJwkNamesAnAlgorithmThenNoOther() {
        Settings settings = Settings.ofFile(
                        "jwt.jwks-file", TestKeys.set(TestKeys.jwk(TestKeys.RSA.getPublic(), ",\"alg\":\"PS256\"")))
                .with("jwt.algorithms", "RS256,PS256");
        TokenVerifier verifier = settings.verifier();
        assertInstanceOf(
                VerifiedToken.class, verifier.verify(TestKeys.token(Algorithm.PS256, null, TestKeys.RSA.getPrivate())));
        assertEquals(
                Refusal.ALGORITHM_NOT_ALLOWED,
                refusal(verifier, TestKeys.token(Algorithm.RS256, null, TestKeys.RSA.getPrivate())));
    }

    @Test
    void verifyWhenKeyIsRestrictedToPssThenOnlyPss() {
        Settings settings = Settings.ofFile("jwt.public-key-file", TestKeys.resource("rsa-pss.pem"))
                .with("jwt.algorithms", "PS256");
        assertEquals(
                Refusal.SIGNATURE_WRONG,
                refusal(settings.verifier(), TestKeys.token(Algorithm.PS256, null, TestKeys.RSA.getPrivate())));
        String problem = Settings.ofFile("jwt.public-key-file", TestKeys.resource("rsa-pss.pem"))
                .with("jwt.algorithms", "RS256")
                .problem();
        assertTrue(problem.contains("set jwt.algorithms to one of these: PS256,PS384,PS512"), problem);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "ES.*")
    void verifyWhenEcSignatureIsOutOfRangeThenFalse(Algorithm algorithm) {
        EcCurve curve = algorithm.curve();
        KeyPair pair = TestKeys.of(algorithm);
        PublicSignatureKey key = new PublicSignatureKey(algorithm, null, pair.getPublic());
        byte[] genuine = new PrivateSignatureKey(algorithm, null, pair.getPrivate()).sign(TEXT, TEXT.length);
        assertTrue(key.verifies(TEXT, TEXT.length, genuine));
        int half = genuine.length / 2;
        BigInteger order = curve.parameters().getOrder();
        BigInteger r = new BigInteger(1, Arrays.copyOf(genuine, half));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(genuine, half, genuine.length));
        BigInteger zero = BigInteger.ZERO;
        List<byte[]> forged = new ArrayList<>(List.of(
                joined(zero, zero, half), // CVE-2022-21449
                joined(zero, s, half),
                joined(r, zero, half),
                joined(order, s, half),
                joined(r, order, half),
                joined(order, order, half),
                joined(r, s, half + 1),
                new byte[0],
                new byte[1]));
        if (r.add(order).bitLength() <= half * 8) {
            forged.add(joined(r.add(order), s, half));
        }
        if (s.add(order).bitLength() <= half * 8) {
            forged.add(joined(r, s.add(order), half));
        }
        for (byte[] signature : forged) {
            assertFalse(key.verifies(TEXT, TEXT.length, signature));
        }
        assertTrue(curve.canBeSignature(joined(order.subtract(BigInteger.ONE), BigInteger.ONE, half)));
    }

    @Test
    void verifyWhenEdDsaSignatureIsSpelledOtherwiseThenFalse() {
        byte[] genuine =
                new PrivateSignatureKey(Algorithm.EdDSA, null, TestKeys.ED.getPrivate()).sign(TEXT, TEXT.length);
        PublicSignatureKey key = new PublicSignatureKey(Algorithm.EdDSA, null, TestKeys.ED.getPublic());
        assertTrue(key.verifies(TEXT, TEXT.length, genuine));
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] half = new byte[32];
        for (int i = 0; i < half.length; i++) {
            half[i] = genuine[63 - i]; // little-endian
        }
        byte[] more = joined(BigInteger.ZERO, new BigInteger(1, half).add(order), 32);
        byte[] changed = genuine.clone();
        for (int i = 0; i < half.length; i++) {
            changed[63 - i] = more[32 + i];
        }
        assertFalse(key.verifies(TEXT, TEXT.length, changed)); // the same S modulo the order (RFC 8032 §5.1.7)
        assertFalse(key.verifies(TEXT, TEXT.length, Arrays.copyOf(genuine, 65)));
        assertTrue(key.verifies(TEXT, TEXT.length, genuine));
    }

    private static byte[] joined(BigInteger r, BigInteger s, int half) {
        byte[] joined = new byte[2 * half];
        copy(r.toByteArray(), joined, half);
        copy(s.toByteArray(), joined, 2 * half);
        return joined;
    }

    private static void copy(byte[] number, byte[] target, int end) {
        int count = Math.min(number.length, target.length / 2);
        System.arraycopy(number, number.length - count, target, end - count, count);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ANY,
            names = {"RS256", "PS256", "ES256", "EdDSA"})
    void verifiesWhenManyThreadsShareAKeyThenEachGetsItsOwnAnswer(Algorithm algorithm) throws Exception {
        KeyPair pair = TestKeys.of(algorithm);
        PublicSignatureKey key = new PublicSignatureKey(algorithm, null, pair.getPublic());
        PrivateSignatureKey signing = new PrivateSignatureKey(algorithm, null, pair.getPrivate());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> checks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                byte[] text = ("text " + i).getBytes(UTF_8);
                byte[] signature = signing.sign(text, text.length);
                byte[] other = i % 2 == 0 ? text : TEXT;
                boolean expected = i % 2 == 0;
                checks.add(() -> {
                    boolean right = true;
                    for (int again = 0; again < 5; again++) {
                        right &= key.verifies(other, other.length, signature) == expected;
                    }
                    return right;
                });
            }
            for (Future<Boolean> check : threads.invokeAll(checks)) {
                assertTrue(check.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ANY,
            names = {"RS256", "PS512", "ES.*", "EdDSA"})
    void publicHalfWhenComputedThenTheSameKey(Algorithm algorithm) {
        KeyPair pair = TestKeys.of(algorithm);
        assertEquals(pair.getPublic(), KeyEncodings.publicHalf(pair.getPrivate()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "hs256", "RS1", "ES256K", "ES521", "Ed25519", "EDDSA", ""})
    void namedWhenSpelledOtherwiseThenNull(String name) {
        assertNull(Algorithm.named(name));
    }
}
