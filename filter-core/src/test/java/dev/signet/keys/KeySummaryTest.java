package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.jwt.Settings;
import dev.signet.token.KeySource;
import java.security.Key;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the line at start says of keys: what they are and where they come from, and nothing of them. */
class KeySummaryTest {

    private static String summary(Settings settings) {
        return settings.read().keys().summary();
    }

    private static String pem(Key... keys) {
        return TestKeys.pem(keys);
    }

    @Test
    void summaryWhenASecretThenNothingOfIt() {
        assertEquals("secret for HS256, from jwt.secret", summary(Settings.of("jwt.secret", Settings.SECRET)));
        assertEquals(
                "secret for HS256, from jwt.secret-env",
                summary(Settings.of("jwt.secret-env", "OURS").environment(name -> Settings.SECRET)));
        assertEquals(
                "secret for HS256, from jwt.secret-file", summary(Settings.ofFile("jwt.secret-file", Settings.SECRET)));
    }

    @Test
    void summaryWhenFilesThenKindsAlgorithmsAndNames() {
        assertEquals(
                "RSA key for RS256,PS256, EC key for ES384, Ed25519 key for EdDSA, from jwt.public-key-file",
                summary(Settings.ofFile(
                                "jwt.public-key-file",
                                pem(TestKeys.RSA.getPublic(), TestKeys.P384.getPublic(), TestKeys.ED.getPublic()))
                        .with("jwt.algorithms", "RS256,PS256,ES384,EdDSA")));
        assertEquals(
                "EC key for ES256, from jwt.private-key-file",
                summary(Settings.ofFile("jwt.private-key-file", pem(TestKeys.P256.getPrivate()))
                        .with("jwt.algorithms", "ES256")));
        assertEquals(
                "EC key (kid a?b) for ES256, from jwt.jwks-file; signed by EC key for ES256, from jwt.private-key-file",
                summary(Settings.ofFile(
                                "jwt.jwks-file",
                                TestKeys.set(
                                        TestKeys.jwk(TestKeys.P256.getPublic(), ",\"kid\":\"a\\nb\""),
                                        TestKeys.jwk(TestKeys.P384.getPublic(), ",\"kid\":\"left out\"")))
                        .withFile("jwt.private-key-file", pem(TestKeys.P256.getPrivate()))
                        .with("jwt.algorithms", "ES256")));
    }

    @Test
    void summaryWhenManyKeysThenEightOfThem() {
        String[] keys = IntStream.range(0, 10)
                .mapToObj(i -> TestKeys.jwk(TestKeys.ec("secp256r1").getPublic(), ",\"kid\":\"k" + i + "\""))
                .toArray(String[]::new);
        String summary =
                summary(Settings.ofFile("jwt.jwks-file", TestKeys.set(keys)).with("jwt.algorithms", "ES256"));
        assertTrue(summary.endsWith("EC key (kid k7) for ES256 and 2 more, from jwt.jwks-file"), summary);
    }

    @Test
    void summaryWhenKeysAreFetchedThenTheAddressWithoutItsQuery() {
        assertEquals(
                "for RS256,ES256, from jwt.jwks-url https://id.acme.com/jwks when the first token arrives",
                summary(Settings.of("jwt.jwks-url", "https://id.acme.com/jwks?key=sesame")
                        .with("jwt.algorithms", "RS256,ES256")));
        KeySource vault = List::of;
        assertEquals(
                "for HS256, from the key source " + vault.getClass().getName() + " on demand",
                summary(Settings.of(vault)));
    }
}
