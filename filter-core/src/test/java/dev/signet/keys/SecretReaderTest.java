package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.jwt.Settings;
import dev.signet.jwt.TokenSigner;
import dev.signet.token.VerifiedToken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReaderTest {

    private static final String TOKEN = TestKeys.token(Algorithm.HS256, null, Settings.SECRET);

    private static void assertGenuine(Settings settings) {
        assertInstanceOf(VerifiedToken.class, settings.verifier().verify(TOKEN));
    }

    @Test
    void readWhenEnvironmentVariableThenItsValue() {
        Map<String, String> environment = Map.of("SIGNET_SECRET", Settings.SECRET);
        assertGenuine(Settings.of("jwt.secret-env", " SIGNET_SECRET ").environment(environment::get));
    }

    @Test
    void readWhenFileThenItsContent() {
        assertGenuine(Settings.ofFile("jwt.secret-file", Settings.SECRET + "\n"));
    }

    @Test
    void readWhenLiteralThenWarned() {
        Settings settings = Settings.of("jwt.secret", "  " + Settings.SECRET + "\n");
        assertGenuine(settings);
        List<String> warnings = settings.read().warnings();
        assertTrue(warnings.get(0).startsWith("jwt.secret holds a secret in plain text"), warnings.toString());
        assertFalse(warnings.toString().contains(Settings.SECRET));
    }

    @Test
    void readWhenVariableIsNotSetThenNamesIt() {
        String problem = Settings.of("jwt.secret-env", "SIGNET_SECRET").problem();
        assertTrue(problem.contains("jwt.secret-env: the environment variable SIGNET_SECRET is not set"), problem);
    }

    @Test
    void readWhenSecretIsWrittenInPlaceOfTheVariableThenNotShown() {
        String problem = Settings.of("jwt.secret-env", Settings.SECRET).problem();
        assertTrue(problem.contains("the environment variable named here is not set"), problem);
        assertFalse(problem.contains(Settings.SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void readWhenBlankThenAProblem(String blank) {
        assertTrue(Settings.of("jwt.secret-env", blank).problem().contains("is not set"));
        assertTrue(Settings.of("jwt.secret-file", blank).problem().contains("expected the path of a file"));
        assertTrue(Settings.of("jwt.secret", blank).problem().contains("the secret has 0 bytes"));
    }

    @Test
    void readWhenFileIsMissingThenNamesItUnlessItMayBeTheSecretItself() {
        for (String name : new String[] {"jwt.secret-file", "jwt.private-key-file"}) {
            String problem = Settings.of(name, Settings.SECRET).problem();
            assertTrue(problem.contains(name + ": the file named here cannot be read"), problem);
            assertFalse(problem.contains(Settings.SECRET));
        }
        assertTrue(Settings.of("jwt.secret-file", "/none/\u0000").problem().contains("cannot be read"));
        String problem = Settings.of("jwt.jwks-file", "/WEB-INF/none").problem();
        assertTrue(problem.contains("jwt.jwks-file: the file \"/WEB-INF/none\" cannot be read"), problem);
    }

    @Test
    void readWhenSeveralSourcesThenAllAreNamed() {
        String problem = Settings.of("jwt.secret", Settings.SECRET)
                .with("jwt.secret-env", "A")
                .with("jwt.jwks-url", "https://id.acme.com")
                .problem();
        assertTrue(problem.contains("jwt.secret-env, jwt.secret, jwt.jwks-url: only one of these may be set"), problem);
    }

    @Test
    void readWhenSeveralAlgorithmsThenTheLongestHashCountsAndTheFirstSigns() {
        String problem = Settings.of("jwt.secret", Settings.SECRET)
                .with("jwt.algorithms", "HS256,HS384")
                .problem();
        assertTrue(problem.contains("the secret has 32 bytes and needs 48"), problem);
        Settings settings =
                Settings.of("jwt.secret", Settings.SECRET + Settings.SECRET).with("jwt.algorithms", "HS512,HS256");
        String token = TokenSigner.of(settings.read()).sign("{\"exp\":4070908800}".getBytes(UTF_8));
        assertTrue(token.startsWith(TestKeys.encoded("{\"alg\":\"HS512\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "."));
        assertInstanceOf(VerifiedToken.class, settings.verifier().verify(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "HS256,ES256", "EdDSA,HS256"})
    void readWhenAlgorithmIsForOtherKeysThenAProblem(String algorithms) {
        String problem = Settings.of("jwt.secret", Settings.SECRET)
                .with("jwt.algorithms", algorithms)
                .problem();
        assertTrue(
                problem.contains("but a secret works only with HS256, HS384 and HS512; set jwt.algorithms to HS256"),
                problem);
    }

    @Test
    void verifyWhenSecretIsSingleThenKidDoesNotMatter() {
        Settings settings = Settings.of("jwt.secret", Settings.SECRET);
        assertInstanceOf(
                VerifiedToken.class,
                settings.verifier().verify(TestKeys.token(Algorithm.HS256, "whatever", Settings.SECRET)));
        assertEquals("jwt settings, keys for [HS256]", settings.read().toString());
    }
}
