package dev.signet.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.jwt.GenuineToken;
import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.Settings;
import dev.signet.jwt.TokenVerifier;
import dev.signet.jwt.Verification;
import dev.signet.keys.Keys;
import dev.signet.testing.MutableClock;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real gate refuses all, with every kind of key; one with a mistake is found out, and the mistake is named. */
class AttackTest {

    private static final long NOW = 1_770_000_000L;

    private final MutableClock clock = new MutableClock(NOW * 1000);

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + " KEY-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END "
                + what + " KEY-----\n";
    }

    private static KeyPair pair(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(
                algorithm.startsWith("ES") ? "EC" : algorithm.equals("EdDSA") ? "Ed25519" : "RSA");
        if (algorithm.startsWith("ES")) {
            generator.initialize(new ECGenParameterSpec(
                    algorithm.equals("ES256") ? "secp256r1" : algorithm.equals("ES384") ? "secp384r1" : "secp521r1"));
        }
        return generator.generateKeyPair();
    }

    private Settings settings(String algorithm, boolean signs) throws Exception {
        Settings settings;
        if (algorithm.startsWith("HS")) {
            settings = Settings.of("jwt.secret", Settings.SECRET + Settings.SECRET);
        } else if (signs) {
            settings = Settings.ofFile(
                    "jwt.private-key-file",
                    pem("PRIVATE", pair(algorithm).getPrivate().getEncoded()));
        } else {
            settings = Settings.ofFile(
                    "jwt.public-key-file",
                    pem("PUBLIC", pair(algorithm).getPublic().getEncoded()));
        }
        return settings.with("jwt.algorithms", algorithm)
                .with("jwt.issuer", "us")
                .with("jwt.audience", "here")
                .clock(clock);
    }

    private static Keys.InHand keys(JwtSettings settings) {
        AtomicReference<Keys.InHand> keys = new AtomicReference<>();
        settings.keys().whenFirst(first -> keys.set(first.get()));
        return keys.get();
    }

    private Report attacked(JwtSettings settings) {
        Keys.InHand keys = keys(settings);
        TokenVerifier verifier = TokenVerifier.of(settings, clock).apart(keys.keys());
        return Attack.on(
                settings,
                keys,
                NOW,
                credentials -> verifier.authenticate(credentials) instanceof RefusedToken refused ? refused : null);
    }

    @ParameterizedTest
    @CsvSource({
        "HS256, true",
        "HS384, true",
        "HS512, true",
        "RS256, true",
        "RS256, false",
        "PS384, true",
        "ES256, true",
        "ES256, false",
        "ES384, true",
        "ES512, false",
        "EdDSA, true",
        "EdDSA, false"
    })
    void onWhenTheGateIsRealThenAllAreRefusedAndTheGenuineOneIsNot(String algorithm, boolean signs) throws Exception {
        Report report = attacked(settings(algorithm, signs).read());
        assertEquals(List.of(), report.accepted());
        assertEquals(null, report.refusedControl());
        assertEquals(signs, report.hasControl());
        int tried = report.tried();
        assertTrue(tried >= (signs ? 60 : 20), report::text);
        assertEquals(
                "selftest: " + tried + " of " + tried + " refused"
                        + (signs ? "" : "; there was no genuine token to compare with, because no key here signs"),
                report.text());
    }

    @Test
    void onWhenNothingIsConfiguredButAKeyThenOnlyWhatIsWrongAnywayIsTried() throws Exception {
        Report report = attacked(Settings.of("jwt.secret", Settings.SECRET)
                .with("jwt.require-exp", "false")
                .with("jwt.max-token-bytes", "1048576")
                .clock(clock)
                .read());
        assertEquals(List.of(), report.accepted());
        assertEquals(null, report.refusedControl());
    }

    @Test
    void onWhenTheGenuineTokenIsRefusedTooThenNothingIsShown() throws Exception {
        Report report = attacked(
                settings("HS256", true).with("jwt.max-token-bytes", "64").read());
        assertTrue(report.isIdle());
        assertEquals(
                "selftest: " + report.tried() + " of " + report.tried()
                        + " refused, but so was a genuine token: too-long",
                report.text());
    }

    @Test
    void namesWhenComparedThenEachIsThereOnce() throws Exception {
        JwtSettings settings = settings("ES256", true).read();
        Keys.InHand keys = keys(settings);
        GoodClaims claims = GoodClaims.of(settings, NOW);
        List<String> names = StrangersForgeries.of(keys.targets(), claims).stream()
                .map(Forgery::name)
                .toList();
        assertEquals(names.size(), new HashSet<>(names).size());
        assertNotNull(keys.signer());
        List<String> others = KeyHoldersForgeries.of(keys.signer(), settings, claims).stream()
                .map(Forgery::name)
                .toList();
        assertEquals(others.size(), new HashSet<>(others).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TAKES_ALG_NONE | alg none, alg None, alg NONE, alg nOnE
            TAKES_PUBLIC_KEY_FOR_SECRET | HS256 with the public key in PEM form
            BELIEVES_THE_KEY_IN_THE_HEADER | its own key in jwk
            TAKES_ZEROS_FOR_A_SIGNATURE | signature of zeros
            OVERLOOKS_OTHER_SPELLINGS | signature spelled otherwise, signature with padding, signature with a blank, signature with a letter that is none
            TAKES_DER | signature in DER
            TAKES_NAMES_TWICE | alg twice, the right one last, payload twice, sub twice, exp twice
            IGNORES_CRIT | crit, crit empty, b64 false
            TAKES_TWO_HEADERS | two headers
            TAKES_ANY_SCHEME | another scheme, a tab in front
            FORGETS_THE_TIME | expired, expired this second
            NEEDS_NO_END | no exp
            ASKS_NOT_WHO_ISSUED_IT | another iss
            ASKS_NOT_WHOM_IT_IS_FOR | another aud
            ASKS_NOT_WHAT_IT_IS | typ of something else
            """)
    void onWhenTheGateIsBrokenThenTheMistakeIsNamed(BrokenGate gate, String names) throws Exception {
        Settings settings = settings("ES256", true);
        JwtSettings right = settings.read();
        Keys.InHand keys = keys(right);
        Report report = Attack.on(right, keys, NOW, gate.over(settings, keys));
        assertEquals(null, report.refusedControl(), "it opens for the genuine one as well");
        assertEquals(names, String.join(", ", report.accepted()));
        assertTrue(report.isBroken());
        assertEquals(
                "selftest: " + (report.tried() - report.accepted().size()) + " of " + report.tried()
                        + " refused; accepted as genuine: " + names,
                report.text());
    }

    @Test
    void onWhenNoSignatureIsLookedAtThenThatIsNamedInEveryWay() throws Exception {
        Settings settings = settings("ES256", false);
        JwtSettings right = settings.read();
        Keys.InHand keys = keys(right);
        List<String> accepted = Attack.on(right, keys, NOW, BrokenGate.LOOKS_AT_NO_SIGNATURE.over(settings, keys))
                .accepted();
        assertTrue(
                accepted.containsAll(List.of("no signature", "signed by another key", "signature of zeros")),
                accepted::toString);
    }

    @Test
    void apartWhenAskedTwiceThenNothingIsRememberedHereOrThere() throws Exception {
        JwtSettings settings = settings("HS256", true).read();
        Keys.InHand keys = keys(settings);
        TokenVerifier real = TokenVerifier.of(settings, clock);
        TokenVerifier apart = real.apart(keys.keys());
        String token = KeyHoldersForgeries.genuine(keys.signer(), GoodClaims.of(settings, NOW));
        Verification tried = apart.verify(token);
        assertInstanceOf(GenuineToken.class, tried);
        assertNotSame(tried, apart.verify(token));
        Verification called = real.verify(token);
        assertNotSame(tried, called);
        assertSame(called, real.verify(token), "which remembers its own");
    }
}
