package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.config.WatchedFile;
import dev.signet.jwt.Settings;
import dev.signet.jwt.TokenSigner;
import dev.signet.jwt.TokenVerifier;
import dev.signet.testing.MutableClock;
import dev.signet.token.VerifiedToken;
import java.security.Key;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which key of a file signs, and how others find its public half. */
class KeySigningTest {

    private static final byte[] PAYLOAD = "{\"exp\":4070908800}".getBytes(UTF_8);
    private static final String A = TestKeys.jwk(TestKeys.P256, ",\"kid\":\"a\"");
    private static final String B = TestKeys.jwk(TestKeys.P256B, ",\"kid\":\"b\"");
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

    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), UTF_8);
    }

    @Test
    void signWhenPrivatePemThenNamedByItsThumbprintAndFoundInThePublishedSet() throws Exception {
        Settings settings = Settings.ofFile("jwt.private-key-file", TestKeys.pem(TestKeys.ED.getPrivate()))
                .with("jwt.algorithms", "EdDSA");
        String token = TokenSigner.of(settings.read()).sign(PAYLOAD);
        JsonNode set = new ObjectMapper().readTree(settings.read().keys().published());
        assertEquals(1, set.get("keys").size());
        JsonNode key = set.get("keys").get(0);
        assertEquals(key.get("kid"), new ObjectMapper().readTree(header(token)).get("kid"));
        assertEquals("sig", key.get("use").asText());
        assertEquals("EdDSA", key.get("alg").asText());
        assertNull(key.get("d"));
        assertGenuine(jwks(key.toString()).with("jwt.algorithms", "EdDSA").verifier(), token);
        assertGenuine(settings.verifier(), token);
    }

    @Test
    void signWhenKeysOverlapThenTheFirstPrivateOneSigns() {
        Settings settings = jwks(B_PUBLIC, A, B.replace("\"b\"", "\"b2\"")).clock(clock);
        TokenSigner signer = TokenSigner.of(settings.read());
        assertTrue(header(signer.sign(PAYLOAD)).contains("\"kid\":\"a\""));
        settings.withFile("jwt.jwks-file", TestKeys.set(B, A_PUBLIC));
        clock.advance(WatchedFile.POLL);
        assertTrue(header(signer.sign(PAYLOAD)).contains("\"kid\":\"a\"")); // shorter: at the next look
        clock.advance(WatchedFile.POLL);
        assertTrue(header(signer.sign(PAYLOAD)).contains("\"kid\":\"b\""));
        settings.withFile("jwt.jwks-file", TestKeys.set(B_PUBLIC));
        clock.advance(WatchedFile.POLL);
        assertTrue(header(signer.sign(PAYLOAD)).contains("\"kid\":\"b\""));
        clock.advance(WatchedFile.POLL);
        assertThrows(IllegalStateException.class, () -> signer.sign(PAYLOAD));
    }

    @Test
    void signWhenPrivateFileStandsBesideAPublicOneThenBothAreUsed() throws Exception {
        Settings settings = pem("ES256", TestKeys.P256B, TestKeys.P256)
                .withFile("jwt.private-key-file", TestKeys.pem(TestKeys.P256.getPrivate()));
        String token = TokenSigner.of(settings.read()).sign(PAYLOAD);
        assertGenuine(settings.verifier(), token);
        assertGenuine(settings.verifier(), token(null, TestKeys.P256B));
        JsonNode set = new ObjectMapper().readTree(settings.read().keys().published());
        assertEquals(2, set.get("keys").size()); // the one that signs first, and each once
    }

    @Test
    void signWhenKidNeedsEscapesThenTheHeaderIsStillJson() throws Exception {
        Settings settings = jwks(TestKeys.jwk(TestKeys.P256, ",\"kid\":\"a\\\"\\\\\\u0007钥\""));
        String token = TokenSigner.of(settings.read()).sign(PAYLOAD);
        assertEquals(
                "a\"\\\u0007钥",
                new ObjectMapper().readTree(header(token)).get("kid").asText());
        assertGenuine(settings.verifier(), token);
    }

    @Test
    void requireSigningWhenOnlyPublicKeysThenAProblem() {
        Parameters parameters = new Parameters(Map.of(), Owner.FILTER, path -> null);
        pem("ES256", TestKeys.P256).read().requireSigning(parameters);
        assertTrue(assertThrows(IllegalArgumentException.class, parameters::rejectProblems)
                .getMessage()
                .contains("jwt.private-key-file: a public key cannot sign; set the private key here"));
        TokenSigner signer = TokenSigner.of(pem("ES256", TestKeys.P256).read());
        assertThrows(IllegalStateException.class, () -> signer.sign(PAYLOAD));
    }
}
