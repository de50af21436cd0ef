package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.jwt.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator's mistakes with keys: what the log says of them, stacks included, gives nothing of a key away. */
class SilentMistakesTest {

    private static final int DAMAGES = 60;
    /** So many characters of a key in a row are a part of it and no coincidence. */
    private static final int PIECE = 12;

    private static final List<String> JWK_SECRETS = List.of("d", "p", "q", "dp", "dq", "qi", "k");

    private static String told(IllegalArgumentException problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void assertSilent(String key, String told) {
        String text = key.replaceAll("\\s", "");
        String said = told.replaceAll("\\s", "");
        for (int i = 0; i + PIECE <= text.length(); i++) {
            String piece = text.substring(i, i + PIECE);
            assertFalse(said.contains(piece), () -> piece + " in " + told);
        }
    }

    static Stream<Arguments> misplaced() {
        String pem = TestKeys.pem(TestKeys.P256.getPrivate());
        String secret = TestKeys.set(TestKeys.jwk(Settings.SECRET, ""));
        String pair = TestKeys.set(TestKeys.jwk(TestKeys.P256, ""));
        String body = pem.replaceAll("-----[A-Z ]+-----", "");
        return Stream.of(
                Arguments.of("jwt.secret-file", Settings.SECRET, Settings.SECRET),
                Arguments.of("jwt.secret-env", Settings.SECRET, Settings.SECRET),
                Arguments.of("jwt.private-key-file", pem, body),
                Arguments.of("jwt.private-key-file", body.strip(), body),
                Arguments.of("jwt.public-key-file", pem, body),
                Arguments.of("jwt.public-key-file", pem.replace('\n', ' ').strip(), body),
                Arguments.of("jwt.public-key-file", pair, part(pair)),
                Arguments.of("jwt.jwks-file", pem, body),
                Arguments.of("jwt.jwks-file", secret, part(secret)),
                Arguments.of("jwt.jwks-file", pair, part(pair)),
                Arguments.of("jwt.jwks-url", pair, part(pair)),
                Arguments.of("jwt.jwks-url", "https://user:" + Settings.SECRET + "@id.acme.com/", Settings.SECRET),
                Arguments.of("jwt.jwks-url", "ftp://id.acme.com/?key=" + Settings.SECRET, Settings.SECRET),
                Arguments.of("jwt.algorithms", secret, part(secret)),
                Arguments.of("jwt.max-token-bytes", body.strip(), body));
    }

    /** What is secret in a JSON web key. */
    private static String part(String jwks) {
        return JWK_SECRETS.stream()
                .filter(name -> jwks.contains("\"" + name + "\":\""))
                .map(name -> jwks.replaceAll("(?s).*\"" + name + "\":\"([^\"]+)\".*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("misplaced")
    void readWhenAKeyStandsWhereAPathOrAddressBelongsThenItIsNotRepeated(String parameter, String value, String key) {
        Settings settings = Settings.of(parameter, value);
        assertSilent(key, told(assertThrows(IllegalArgumentException.class, settings::read)));
    }

    @Test
    void readWhenAPathCannotBeReadThenItIsNamed() {
        String problem = Settings.of("jwt.jwks-file", "/etc/acme/keys.json").problem();
        assertTrue(problem.contains("\"/etc/acme/keys.json\" cannot be read"), problem);
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> damaged.setCharAt(at, "A/=!*\"{}\n7".charAt(random.nextInt(10)));
            case 1 -> damaged.delete(at, Math.min(text.length(), at + 1 + random.nextInt(5)));
            case 2 -> damaged.insert(at, (char) (32 + random.nextInt(95)));
            default -> damaged.setLength(Math.max(at, 40));
        }
        return damaged.toString();
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("jwt.private-key-file", TestKeys.pem(TestKeys.RSA.getPrivate()), "RS256"),
                Arguments.of("jwt.private-key-file", TestKeys.pem(TestKeys.P256.getPrivate()), "ES256"),
                Arguments.of("jwt.private-key-file", TestKeys.pem(TestKeys.ED.getPrivate()), "EdDSA"),
                Arguments.of("jwt.jwks-file", TestKeys.set(TestKeys.jwk(TestKeys.RSA, "")), "RS256"),
                Arguments.of("jwt.jwks-file", TestKeys.set(TestKeys.jwk(TestKeys.P256, "")), "ES256"),
                Arguments.of("jwt.jwks-file", TestKeys.set(TestKeys.jwk(TestKeys.ED, "")), "EdDSA"),
                Arguments.of("jwt.jwks-file", TestKeys.set(TestKeys.jwk(Settings.SECRET, "")), "HS256"),
                Arguments.of("jwt.secret-file", "base64:NWdxVHowdk5jdUo0cEhuMWJXWWQ4c1hmTGsyb1JtRWE=", "HS256"));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("files")
    void readWhenAFileIsDamagedThenNothingOfItIsTold(String parameter, String text, String algorithm) {
        Random random = new Random(7);
        int wrong = 0;
        for (int i = 0; i < DAMAGES; i++) {
            Settings settings =
                    Settings.ofFile(parameter, damaged(text, random)).with("jwt.algorithms", algorithm);
            try {
                settings.read();
            } catch (IllegalArgumentException e) {
                wrong++;
                assertSilent(text.replaceAll("-----[A-Z ]+-----", ""), told(e));
            }
        }
        assertTrue(wrong > DAMAGES / 3, "only " + wrong + " were damaged");
    }
}
