package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.signet.jwt.Refusal;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.Settings;
import dev.signet.jwt.TokenVerifier;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.token.VerifiedToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets as others publish them, over real HTTP: what cannot be used is left out, and the rest works. */
class ForeignJwksTest {

    private static final String GOOD = named(TestKeys.P256, "good");
    private static final String TOKEN = TestKeys.token(Algorithm.ES256, "good", TestKeys.P256.getPrivate());

    private final MutableClock clock = new MutableClock(1_770_000_000_000L);
    private final LogCapture logged = LogCapture.open();
    private volatile String body = "";
    private HttpServer server;
    private TokenVerifier verifier;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        verifier = Settings.of(
                        "jwt.jwks-url",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .with("jwt.algorithms", "RS256,PS256,ES256,EdDSA")
                .clock(clock)
                .verifier();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        logged.close();
    }

    private void publish(String... keys) {
        body = TestKeys.set(keys);
    }

    private static String named(KeyPair pair, String id) {
        return TestKeys.jwk(pair.getPublic(), ",\"kid\":\"" + id + "\"");
    }

    private static String ed25519(String hex, String more) {
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\""
                + TestKeys.encoded(HexFormat.of().parseHex(hex)) + "\"" + more + "}";
    }

    private void assertGenuine(String token) {
        assertInstanceOf(VerifiedToken.class, verifier.verify(token));
    }

    private void assertRefused(Refusal reason, String token) {
        assertEquals(
                reason,
                assertInstanceOf(RefusedToken.class, verifier.verify(token)).reason());
    }

    @Test
    void verifyWhenKeysOfTwoKindsShareAKidThenEachByItsAlgorithm() {
        publish(named(TestKeys.P256, "a"), named(TestKeys.RSA, "a"), named(TestKeys.ED, "a"));
        assertGenuine(TestKeys.token(Algorithm.ES256, "a", TestKeys.P256.getPrivate()));
        assertGenuine(TestKeys.token(Algorithm.RS256, "a", TestKeys.RSA.getPrivate()));
        assertGenuine(TestKeys.token(Algorithm.EdDSA, "a", TestKeys.ED.getPrivate()));
        assertRefused(Refusal.SIGNATURE_WRONG, TestKeys.token(Algorithm.ES256, "a", TestKeys.P256B.getPrivate()));
        assertEquals(List.of(), logged.lines(Level.WARNING));
    }

    @Test
    void verifyWhenOneKeyStandsOnceForEachAlgorithmThenBothWork() {
        publish(
                TestKeys.jwk(TestKeys.RSA.getPublic(), ",\"kid\":\"a\",\"alg\":\"RS256\""),
                TestKeys.jwk(TestKeys.RSA.getPublic(), ",\"kid\":\"a\",\"alg\":\"PS256\""),
                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"b\",\"alg\":\"PS256\""));
        assertGenuine(TestKeys.token(Algorithm.RS256, "a", TestKeys.RSA.getPrivate()));
        assertGenuine(TestKeys.token(Algorithm.PS256, "a", TestKeys.RSA.getPrivate()));
        assertRefused(Refusal.ALGORITHM_NOT_ALLOWED, TestKeys.token(Algorithm.RS256, "b", TestKeys.RSA2.getPrivate()));
    }

    @Test
    void verifyWhenKeysOfOneKindShareAKidThenEitherIsTriedWithinTheLimit() {
        String[] keys = Stream.concat(
                        IntStream.range(0, KeyConflicts.MOST_TRIED - 1)
                                .mapToObj(i ->
                                        TestKeys.jwk(TestKeys.ec("secp256r1").getPublic(), ",\"kid\":\"a\"")),
                        Stream.of(named(TestKeys.P256, "a"), named(TestKeys.P256B, "a"), GOOD))
                .toArray(String[]::new);
        publish(keys);
        assertGenuine(TestKeys.token(Algorithm.ES256, "a", TestKeys.P256.getPrivate()));
        assertRefused(Refusal.SIGNATURE_WRONG, TestKeys.token(Algorithm.ES256, "a", TestKeys.P256B.getPrivate()));
        assertGenuine(TOKEN);
        assertEquals(
                List.of("jwt.jwks-url: key 9 (kid a) is ignored: there are 8 keys for ES256 before it with its kid,"
                        + " and a token is tried against no more"),
                logged.lines(Level.WARNING));
    }

    @Test
    void verifyWhenNinthKeyHasNoNameThenTheFirstEightWork() {
        String[] keys = Stream.concat(
                        Stream.of(TestKeys.jwk(TestKeys.P256.getPublic(), "")),
                        IntStream.range(0, KeyConflicts.MOST_TRIED)
                                .mapToObj(i ->
                                        TestKeys.jwk(TestKeys.ec("secp256r1").getPublic(), "")))
                .toArray(String[]::new);
        keys[8] = TestKeys.jwk(TestKeys.P256B.getPublic(), "");
        publish(keys);
        assertGenuine(TestKeys.token(Algorithm.ES256, "whatever", TestKeys.P256.getPrivate()));
        assertRefused(
                Refusal.SIGNATURE_WRONG, TestKeys.token(Algorithm.ES256, "whatever", TestKeys.P256B.getPrivate()));
        assertEquals(1, logged.lines(Level.WARNING).size());
    }

    @Test
    void verifyWhenEntriesStandTwiceThenOnce() {
        publish(Collections.nCopies(20, TestKeys.jwk(TestKeys.P256.getPublic(), ""))
                .toArray(String[]::new));
        assertGenuine(TestKeys.token(Algorithm.ES256, null, TestKeys.P256.getPrivate()));
    }

    static Stream<String> broken() {
        return Stream.of(
                // p + 1 for y, and the low orders 1, 2, 4 and 8
                ed25519("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", ",\"kid\":\"bad\""),
                ed25519("0100000000000000000000000000000000000000000000000000000000000000", ",\"kid\":\"bad\""),
                ed25519("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", ",\"kid\":\"bad\""),
                ed25519("0000000000000000000000000000000000000000000000000000000000000080", ",\"kid\":\"bad\""),
                ed25519("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", ",\"kid\":\"bad\""),
                ed25519("0200000000000000000000000000000000000000000000000000000000000000", ",\"kid\":\"bad\""),
                ed25519("0102", ",\"kid\":\"bad\""),
                TestKeys.jwk(TestKeys.rsa(1024).getPublic(), ",\"kid\":\"bad\""),
                TestKeys.jwk(TestKeys.RSA2, ",\"kid\":\"bad\""),
                TestKeys.jwk(Settings.SECRET, ",\"kid\":\"bad\""),
                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"bad\",\"kid\":\"bad\""),
                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"bad\",\"x\":1e99999"),
                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"bad\",\"x\":" + "[".repeat(30) + "]".repeat(30)),
                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"bad\",\"x\":\"\\ud800\""),
                // beyond what Jackson takes by itself
                TestKeys.jwk(
                        TestKeys.RSA2.getPublic(), ",\"kid\":\"bad\",\"x\":" + "[".repeat(9000) + "]".repeat(9000)),
                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"bad\",\"x\":" + "7".repeat(20_000)),
                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"bad\",\"x\":1e" + "7".repeat(20_000)),
                "[".repeat(9000) + "]".repeat(9000),
                "-" + "7".repeat(20_000),
                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":7"),
                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"bad\",\"use\":null"),
                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"bad\",\"key_ops\":\"verify\""),
                "{\"kty\":\"RSA\",\"kid\":\"bad\",\"n\":\"\",\"e\":\"\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"bad\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\",\"kid\":\"bad\"}",
                "{\"kty\":{}}",
                "{}",
                "null",
                "7",
                "\"}],[{\\\"\"",
                "[{\"kty\":\"RSA\"}]",
                "true");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void verifyWhenOneEntryIsBrokenThenTheOthersWorkAndItsNameBelongsToNobody(String entry) {
        for (String[] keys : new String[][] {{GOOD, entry}, {entry, GOOD}}) {
            publish(keys);
            clock.advance(RefreshedKeys.OLD);
            assertGenuine(TOKEN);
            // with one key left its name would not matter, were it the only one of the set
            assertRefused(Refusal.UNKNOWN_KEY, TestKeys.token(Algorithm.ES256, "bad", TestKeys.P256.getPrivate()));
        }
        assertEquals(List.of(), logged.lines(Level.SEVERE));
        assertEquals(
                2,
                logged.lines(Level.WARNING).size(),
                logged.lines(Level.WARNING).toString());
        clock.advance(RefreshedKeys.OLD);
        body = body.replace("]}", "],\"fetched\":2}");
        assertGenuine(TOKEN);
        assertEquals(2, logged.lines(Level.WARNING).size()); // said once, however often it is fetched
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"keys\":[%s", "{\"keys\":[%s]", "{\"keys\":[%s]}}", "{\"keys\":[%s],\"keys\":[]}", "[%s]"})
    void verifyWhenTheSetItselfIsBrokenThenUnavailable(String set) {
        body = set.formatted(GOOD);
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN);
        assertEquals(1, logged.lines(Level.SEVERE).size());
    }

    @Test
    void verifyWhenThousandsOfEntriesAreBrokenThenTheLogStaysShort() {
        publish(Collections.nCopies(20_000, "1").toArray(String[]::new));
        assertRefused(Refusal.KEY_UNAVAILABLE, TOKEN);
        String error = logged.lines(Level.SEVERE).get(0);
        assertTrue(error.length() < 3000, error);
        assertTrue(error.endsWith("these are 20 of 20000 problems"), error);
        publish(Stream.concat(Stream.of(GOOD), Collections.nCopies(20_000, "1").stream())
                .toArray(String[]::new));
        clock.advance(RefreshedKeys.OLD);
        assertGenuine(TOKEN);
        assertEquals(NotesOnce.MOST + 1, logged.lines(Level.WARNING).size());
    }
}
