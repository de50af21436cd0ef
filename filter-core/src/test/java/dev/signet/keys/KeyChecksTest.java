package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.signet.jwt.Refusal;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.Settings;
import dev.signet.testing.Table;
import dev.signet.token.KeySource;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every wrong key gives the message that stands in the table of configuration.md, and the table has no other. */
class KeyChecksTest {

    @TestFactory
    List<DynamicTest> readWhenKeyIsWrongThenSaysSo() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        WrongKeys.all()
                .forEach((words, settings) -> tests.add(dynamicTest(words, () -> {
                    String problem = settings.problem();
                    assertTrue(problem.contains(words), problem);
                })));
        return tests;
    }

    @Test
    void tableWhenComparedWithTheCasesThenTheSame() throws Exception {
        List<String> documented = new ArrayList<>();
        String text = Files.readString(Path.of("docs", "configuration.md"));
        int begin = text.indexOf("### Key checks");
        String section = text.substring(begin, text.indexOf("\n## ", begin));
        Pattern quoted = Pattern.compile("`([^`]+)`");
        for (List<String> row : Table.markdown(section)) {
            Matcher matcher = quoted.matcher(row.get(1));
            while (matcher.find()) {
                documented.add(matcher.group(1));
            }
        }
        List<String> shown = new ArrayList<>(WrongKeys.all().keySet());
        shown.addAll(elsewhere());
        assertEquals(sorted(documented), sorted(shown));
    }

    /** What no file can bring about, because the platform or Nimbus sees it before; or only an address. */
    private static List<String> elsewhere() {
        return List.of(
                "the elliptic-curve key is not a point on P-256",
                "it is a published secret, so anyone can sign with it",
                "its private half is published, so anyone can sign with it");
    }

    @Test
    void checkWhenPointIsNotOnItsCurveThenRefused() throws Exception {
        ECPublicKey key = (ECPublicKey) TestKeys.P256.getPublic();
        ECPoint point =
                new ECPoint(key.getW().getAffineX(), key.getW().getAffineY().add(BigInteger.ONE));
        assertMessage(
                "the elliptic-curve key is not a point on P-256",
                () -> KeyStrength.check(new Point(point, key.getParams())));
        KeyStrength.check(key);
    }

    @Test
    void checkWhenCurveIsUnknownThenRefused() {
        ECPublicKey key = (ECPublicKey) TestKeys.P256.getPublic();
        ECParameterSpec own = key.getParams();
        ECParameterSpec other =
                new ECParameterSpec(own.getCurve(), key.getW(), own.getOrder(), own.getCofactor()); // CVE-2020-0601
        assertMessage(
                "the elliptic-curve key is on a curve that no algorithm of RFC 7518 uses",
                () -> KeyStrength.check(new Point(key.getW(), other)));
    }

    @Test
    void checkWhenEd25519PointIsOfLowOrderOrSpelledOtherwiseThenRefused() {
        BigInteger p = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
        BigInteger eight = new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);
        List<BigInteger> lowOrder =
                List.of(BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), eight, p.subtract(eight));
        BigInteger sign = BigInteger.ONE.shiftLeft(255);
        for (BigInteger y : lowOrder) {
            for (BigInteger spelled : List.of(y, y.add(sign))) {
                assertMessage("is a low-order point", () -> KeyStrength.check(TestKeys.ed25519(spelled)));
            }
        }
        for (int y = 0; y < 19; y++) {
            BigInteger other = p.add(BigInteger.valueOf(y));
            assertMessage("or not canonically encoded", () -> KeyStrength.check(TestKeys.ed25519(other)));
            assertMessage("or not canonically encoded", () -> KeyStrength.check(TestKeys.ed25519(other.add(sign))));
        }
        assertMessage("is not a point on its curve", () -> KeyStrength.check(TestKeys.ed25519(BigInteger.TWO)));
    }

    /** The platform takes a signature for such a key that nobody has made with a private one. */
    @Test
    void verifyWhenEd25519KeyIsOfLowOrderThenNoSourceTakesIt() {
        PublicKey weak = TestKeys.ed25519(BigInteger.ONE);
        String forged = TestKeys.forged(weak);
        assertTrue(new PublicSignatureKey(Algorithm.EdDSA, null, weak)
                .verifies(bytes(forged), forged.lastIndexOf('.'), TestKeys.signature(forged)));
        for (Settings settings : List.of(
                Settings.ofFile("jwt.public-key-file", TestKeys.pem(weak)),
                Settings.ofFile("jwt.jwks-file", TestKeys.set(TestKeys.jwk(weak, ""))))) {
            String problem = settings.with("jwt.algorithms", "EdDSA").problem();
            assertTrue(problem.contains("the Ed25519 key is a low-order point"), problem);
        }
        RefusedToken refused = assertInstanceOf(
                RefusedToken.class,
                Settings.of(() -> List.of(new KeySource.NamedKey(weak)))
                        .with("jwt.algorithms", "EdDSA")
                        .verifier()
                        .verify(forged));
        assertEquals(Refusal.KEY_UNAVAILABLE, refused.reason());
    }

    @Test
    void ofPublishedWhenSecretOrPrivateThenLeftOut() {
        List<Algorithm> allowed = List.of(Algorithm.RS256);
        assertMessage(
                "it is a published secret, so anyone can sign with it",
                () -> JwksReader.ofPublished(
                        bytes(TestKeys.set(TestKeys.jwk(Settings.SECRET, ""))), allowed, note -> {}));
        assertMessage(
                "its private half is published, so anyone can sign with it",
                () -> JwksReader.ofPublished(bytes(TestKeys.set(TestKeys.jwk(TestKeys.RSA, ""))), allowed, note -> {}));
        List<String> notes = new ArrayList<>();
        List<KeyMaterial> kept = JwksReader.ofPublished(
                        bytes(TestKeys.set(
                                TestKeys.jwk(TestKeys.RSA, ",\"kid\":\"private\""),
                                TestKeys.jwk(TestKeys.rsa(1024).getPublic(), ",\"kid\":\"weak\""),
                                TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"good\""))),
                        allowed,
                        notes::add)
                .materials();
        assertEquals(List.of("good"), kept.stream().map(KeyMaterial::id).toList());
        assertEquals(2, notes.size());
    }

    @Test
    void readWhenSeveralProblemsThenAllAreReported() {
        String problem = Settings.of("jwt.secret", "short")
                .with("jwt.clock-skew-seconds", "x")
                .problem();
        assertTrue(problem.startsWith("2 problems"), problem);
    }

    /** A key as some provider might make it. */
    private record Point(ECPoint point, ECParameterSpec parameters) implements ECPublicKey {
        @Override
        public ECPoint getW() {
            return point;
        }

        @Override
        public ECParameterSpec getParams() {
            return parameters;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    private interface Check {
        void run() throws Exception;
    }

    private static void assertMessage(String words, Check check) {
        String message =
                assertThrows(IllegalArgumentException.class, check::run).getMessage();
        assertTrue(message.contains(words), message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> sorted(List<String> words) {
        return words.stream().sorted().toList();
    }
}
