package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.WatchedFile;
import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.Refusal;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.Settings;
import dev.signet.jwt.TokenSigner;
import dev.signet.jwt.TokenVerifier;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.token.VerifiedToken;
import java.security.Key;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keys of PEM files and JWK sets: which one answers to which token, and how one follows another. */
class KeyFilesTest {

    private static final byte[] PAYLOAD = "{\"exp\":4070908800}".getBytes(UTF_8);
    private static final String A = TestKeys.jwk(TestKeys.P256, ",\"kid\":\"a\"");
    private static final String A_PUBLIC = TestKeys.jwk(TestKeys.P256.getPublic(), ",\"kid\":\"a\"");
    private static final String B_PUBLIC = TestKeys.jwk(TestKeys.P256B.getPublic(), ",\"kid\":\"b\"");

    private final MutableClock clock = new MutableClock(1_770_000_000_000L);

    private static Settings jwks(String... keys) {
        return Settings.ofFile("jwt.jwks-file", TestKeys.set(keys)).with("jwt.algorithms", "ES256");
    }

    private static Settings pem(String algorithms, KeyPair... pairs) {
        String pem = TestKeys.pem(Stream.of(pairs).map(KeyPair::getPublic).toArray(Key[]::new));
        return Settings.ofFile("jwt.public-key-file", pem).with("jwt.algorithms", algorithms);
    }

    private static String token(String keyId, KeyPair pair) {
        return TestKeys.token(Algorithm.ES256, keyId, pair.getPrivate());
    }

    private static void assertGenuine(TokenVerifier verifier, String token) {
        assertInstanceOf(VerifiedToken.class, verifier.verify(token));
    }

    private static void assertRefused(Refusal reason, TokenVerifier verifier, String token) {
        assertEquals(
                reason,
                assertInstanceOf(RefusedToken.class, verifier.verify(token)).reason());
    }

    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), UTF_8);
    }

    @Test
    void verifyWhenOneKeyThenKidDoesNotMatter() {
        for (Settings settings : new Settings[] {jwks(A_PUBLIC), pem("ES256", TestKeys.P256)}) {
            TokenVerifier verifier = settings.verifier();
            for (String keyId : new String[] {null, "a", "b", ""}) {
                assertGenuine(verifier, token(keyId, TestKeys.P256));
                assertRefused(Refusal.SIGNATURE_WRONG, verifier, token(keyId, TestKeys.P256B));
            }
        }
    }

    @Test
    void verifyWhenSeveralNamedKeysThenTheNamedOneOnly() {
        TokenVerifier verifier = jwks(A_PUBLIC, B_PUBLIC).verifier();
        assertGenuine(verifier, token("a", TestKeys.P256));
        assertGenuine(verifier, token("b", TestKeys.P256B));
        assertGenuine(verifier, token(null, TestKeys.P256));
        assertGenuine(verifier, token(null, TestKeys.P256B));
        assertRefused(Refusal.SIGNATURE_WRONG, verifier, token("b", TestKeys.P256));
        assertRefused(Refusal.UNKNOWN_KEY, verifier, token("c", TestKeys.P256));
        assertRefused(Refusal.UNKNOWN_KEY, verifier, token("", TestKeys.P256));
    }

    @Test
    void verifyWhenSomeKeysHaveNoNameThenTheyAnswerToAll() {
        TokenVerifier verifier =
                jwks(A_PUBLIC, TestKeys.jwk(TestKeys.P256B.getPublic(), "")).verifier();
        assertGenuine(verifier, token("whatever", TestKeys.P256B));
        assertGenuine(verifier, token("a", TestKeys.P256B));
        assertRefused(Refusal.SIGNATURE_WRONG, verifier, token("whatever", TestKeys.P256));
    }

    @Test
    void verifyWhenSeveralPemBlocksThenAnyOfThem() {
        TokenVerifier verifier = pem("ES256", TestKeys.P256, TestKeys.P256B).verifier();
        assertGenuine(verifier, token("whatever", TestKeys.P256));
        assertGenuine(verifier, token(null, TestKeys.P256B));
    }

    @Test
    void verifyWhenManyKeysAndNoKidThenHeldAgainstEight() {
        String[] keys = IntStream.range(0, KeyConflicts.MOST_TRIED + 1)
                .mapToObj(i -> TestKeys.jwk(
                        (i < KeyConflicts.MOST_TRIED ? TestKeys.P256B : TestKeys.P256).getPublic(),
                        ",\"kid\":\"" + i + "\""))
                .toArray(String[]::new);
        TokenVerifier verifier = jwks(keys).verifier();
        assertRefused(Refusal.SIGNATURE_WRONG, verifier, token(null, TestKeys.P256));
        assertGenuine(verifier, token("" + KeyConflicts.MOST_TRIED, TestKeys.P256));
    }

    @Test
    void verifyWhenKeysOfTwoFamiliesThenEachByItsOwnAlgorithm() {
        Settings settings = Settings.ofFile(
                        "jwt.jwks-file",
                        TestKeys.set(A_PUBLIC, TestKeys.jwk(TestKeys.RSA.getPublic(), ",\"kid\":\"r\"")))
                .with("jwt.algorithms", "RS256,ES256");
        TokenVerifier verifier = settings.verifier();
        assertGenuine(verifier, token("a", TestKeys.P256));
        assertGenuine(verifier, TestKeys.token(Algorithm.RS256, "r", TestKeys.RSA.getPrivate()));
        assertRefused(
                Refusal.ALGORITHM_NOT_ALLOWED,
                verifier,
                TestKeys.token(Algorithm.RS256, "a", TestKeys.RSA.getPrivate()));
    }

    @Test
    void verifyWhenKeysOfTwoKindsShareAKidThenEachByItsAlgorithm() {
        TokenVerifier verifier = jwks(A_PUBLIC, TestKeys.jwk(TestKeys.RSA.getPublic(), ",\"kid\":\"a\""))
                .with("jwt.algorithms", "RS256,ES256")
                .verifier();
        assertGenuine(verifier, token("a", TestKeys.P256));
        assertGenuine(verifier, TestKeys.token(Algorithm.RS256, "a", TestKeys.RSA.getPrivate()));
    }

    @Test
    void verifyWhenSetHoldsKeysForSomethingElseThenTheyAreLeftOutWithALine() {
        try (LogCapture logged = LogCapture.open()) {
            TokenVerifier verifier = jwks(
                            A_PUBLIC,
                            TestKeys.jwk(TestKeys.P256B.getPublic(), ",\"use\":\"enc\",\"kid\":\"b\""),
                            "{\"kty\":\"XYZ\"}",
                            TestKeys.jwk(TestKeys.P384.getPublic(), ",\"kid\":\"c\""))
                    .verifier();
            assertGenuine(verifier, token("a", TestKeys.P256));
            assertRefused(Refusal.UNKNOWN_KEY, verifier, token("b", TestKeys.P256B));
            assertEquals(
                    3,
                    logged.lines(Level.WARNING).size(),
                    logged.lines(Level.WARNING).toString());
            assertTrue(logged.lines(Level.WARNING)
                    .get(0)
                    .startsWith("jwt.jwks-file: key 2 (kid b) is ignored: its use is enc"));
            assertTrue(logged.lines(Level.WARNING)
                    .get(2)
                    .contains("it is for ES384, which jwt.algorithms does not contain"));
        }
    }

    @Test
    void verifyWhenSecretsOfASetThenByTheirKids() {
        Settings settings = Settings.ofFile(
                "jwt.jwks-file",
                TestKeys.set(
                        TestKeys.jwk(Settings.SECRET, ",\"kid\":\"new\""),
                        TestKeys.jwk("another" + Settings.SECRET, ",\"kid\":\"old\"")));
        TokenVerifier verifier = settings.verifier();
        assertGenuine(verifier, TestKeys.token(Algorithm.HS256, "new", Settings.SECRET));
        assertGenuine(verifier, TestKeys.token(Algorithm.HS256, "old", "another" + Settings.SECRET));
        assertRefused(Refusal.SIGNATURE_WRONG, verifier, TestKeys.token(Algorithm.HS256, "old", Settings.SECRET));
        assertEquals(
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"new\"}",
                header(TokenSigner.of(settings.read()).sign(PAYLOAD)));
        assertNull(settings.read().keys().published()); // a secret is never published
    }

    @Test
    void verifyWhenFileChangesThenNewKeysWorkAndOldOnesEndAfterThePoll() {
        Settings settings = jwks(A_PUBLIC).clock(clock);
        JwtSettings read = settings.read();
        TokenVerifier verifier = TokenVerifier.of(read, clock);
        Keys keys = read.keys();
        Object generation = keys.generation();
        settings.withFile("jwt.jwks-file", TestKeys.set(A_PUBLIC, B_PUBLIC));
        assertGenuine(verifier, token(null, TestKeys.P256));
        assertSame(generation, keys.generation());
        clock.advance(WatchedFile.POLL);
        assertNotSame(generation, keys.generation());
        assertGenuine(verifier, token("a", TestKeys.P256));
        assertGenuine(verifier, token("b", TestKeys.P256B));
        settings.withFile("jwt.jwks-file", TestKeys.set(B_PUBLIC));
        clock.advance(WatchedFile.POLL);
        assertGenuine(verifier, token("a", TestKeys.P256)); // shorter: it may be half written
        clock.advance(WatchedFile.POLL);
        assertRefused(Refusal.SIGNATURE_WRONG, verifier, token("a", TestKeys.P256));
        assertGenuine(verifier, token("b", TestKeys.P256B));
    }

    @Test
    void verifyWhenNewFileIsBrokenThenLastGoodKeysAndOneLine() {
        for (String broken : new String[] {"", "{", "{\"keys\":[]}", TestKeys.set(A_PUBLIC, A_PUBLIC)}) {
            try (LogCapture logged = LogCapture.open()) {
                Settings settings = jwks(A_PUBLIC, B_PUBLIC).clock(clock);
                TokenVerifier verifier = settings.verifier();
                settings.withFile("jwt.jwks-file", broken);
                for (int i = 0; i < 3; i++) {
                    clock.advance(WatchedFile.POLL);
                    assertGenuine(verifier, token("b", TestKeys.P256B));
                }
                assertEquals(
                        1,
                        logged.lines(Level.SEVERE).size(),
                        logged.lines(Level.SEVERE).toString());
            }
        }
    }

    @Test
    void verifyWhenCertificateThenItsKeyAndAWarningWhenItHasExpired() {
        try (LogCapture logged = LogCapture.open()) {
            Settings.ofFile("jwt.public-key-file", TestKeys.resource("certificate.pem"))
                    .with("jwt.algorithms", "ES256")
                    .verifier();
            assertEquals(0, logged.lines(Level.WARNING).size());
            Settings settings = Settings.ofFile(
                            "jwt.public-key-file",
                            TestKeys.resource("certificate.pem") + TestKeys.resource("expired-certificate.pem"))
                    .with("jwt.algorithms", "ES256");
            assertRefused(Refusal.SIGNATURE_WRONG, settings.verifier(), token(null, TestKeys.P256));
            assertEquals(1, logged.lines(Level.WARNING).size());
            assertTrue(logged.lines(Level.WARNING)
                    .get(0)
                    .contains("block 2: the certificate has expired; its key stays in force"));
        }
    }

    @Test
    void readWhenPemHasWordsAroundItThenTheyAreOverlooked() {
        String pem = "Bag Attributes\n  friendlyName: acme\r\n"
                + TestKeys.pem(TestKeys.P256.getPublic()).replace("\n", "\r\n") + "\nend\n";
        assertNotNull(Settings.ofFile("jwt.public-key-file", pem)
                .with("jwt.algorithms", "ES256")
                .verifier());
    }

    @Test
    void readWhenSetIsASingleKeyThenTaken() {
        assertGenuine(
                Settings.ofFile("jwt.jwks-file", A_PUBLIC)
                        .with("jwt.algorithms", "ES256")
                        .verifier(),
                token("a", TestKeys.P256));
    }

    @Test
    void toStringWhenAnyThenNothingOfAKey() {
        KeySet set = KeySet.of(
                JwksReader.ofFile(TestKeys.set(A).getBytes(UTF_8), List.of(Algorithm.ES256), n -> {}),
                List.of(Algorithm.ES256));
        assertEquals("1 keys for [ES256 public key]", set.toString());
        assertEquals("[key 1 (kid a)]", set.materials().toString());
        assertEquals("ES256 private key", set.signing().toString());
    }
}
