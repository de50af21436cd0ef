package dev.signet.config;

import static dev.signet.config.Parameter.ACCESS_PREFLIGHT;
import static dev.signet.config.Parameter.ACCESS_RULES;
import static dev.signet.config.Parameter.ISSUER_ZONE;
import static dev.signet.config.Parameter.JWT_CACHE_SIZE;
import static dev.signet.config.Parameter.JWT_CLOCK_SKEW_SECONDS;
import static dev.signet.config.Parameter.JWT_ISSUER;
import static dev.signet.config.Parameter.JWT_REQUIRE_EXP;
import static dev.signet.config.Parameter.JWT_SCOPE_CLAIMS;
import static dev.signet.config.Parameter.JWT_TYPES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.Parameter.Owner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a container cannot show of reading parameters. */
class ParametersTest {

    private static final String HEAD = "1 problem in the Signet configuration:\n  - ";

    private static Parameters of(Parameter parameter, String value) {
        return of(Map.of(parameter.text(), value));
    }

    private static Parameters of(Map<String, String> values) {
        return new Parameters(values, Owner.FILTER, path -> null);
    }

    private static String message(Parameters parameters) {
        return assertThrows(IllegalArgumentException.class, parameters::rejectProblems)
                .getMessage();
    }

    @Test
    void rejectProblemsWhenNoneThenNothing() {
        Parameters parameters = of(JWT_CACHE_SIZE, " 1 ");
        assertEquals("1", parameters.text(JWT_CACHE_SIZE));
        assertEquals(" 1 ", parameters.verbatim(JWT_CACHE_SIZE));
        assertEquals(1, parameters.integer(JWT_CACHE_SIZE));
        assertEquals(5, parameters.integer(JWT_CLOCK_SKEW_SECONDS));
        assertNull(parameters.text(JWT_ISSUER));
        assertNull(parameters.verbatim(JWT_ISSUER));
        assertTrue(parameters.has(JWT_CACHE_SIZE));
        assertFalse(parameters.has(JWT_ISSUER));
        assertEquals(List.of("scope", "scp"), parameters.list(JWT_SCOPE_CLAIMS));
        assertEquals(List.of(), parameters.lines(ACCESS_RULES));
        assertTrue(parameters.flag(JWT_REQUIRE_EXP));
        assertEquals("pass", parameters.choice(ACCESS_PREFLIGHT));
        assertEquals("Asia/Shanghai", parameters.text(ISSUER_ZONE));
        assertDoesNotThrow(parameters::rejectProblems);
    }

    @Test
    void rejectProblemsWhenOneIsNotedTwiceThenToldOnce() {
        Parameters parameters = of(JWT_CACHE_SIZE, " ");
        assertNull(parameters.text(JWT_CACHE_SIZE));
        assertNull(parameters.text(JWT_CACHE_SIZE));
        assertEquals(1024, parameters.integer(JWT_CACHE_SIZE));
        assertEquals(HEAD + "jwt.cache-size: is blank; set a value or remove it", message(parameters));
    }

    @Test
    void rejectProblemsWhenSomethingThrewThenTheFirstIsTheCause() {
        Parameters parameters = of(Map.of());
        IllegalStateException first = new IllegalStateException("first");
        parameters.problem("a.b: one", first);
        parameters.problem("a.b: two", new IllegalStateException("second"));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, parameters::rejectProblems);
        assertEquals(first, refused.getCause());
        assertEquals("2 problems in the Signet configuration:\n  - a.b: one\n  - a.b: two", refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"JWT_SECRET", "JWT_SECRET_ENV", "JWT_SECRET_FILE", "JWT_PRIVATE_KEY_FILE"})
    void problemWhenNameIsOfASecretThenValueIsNotShown(Parameter parameter) {
        Parameters parameters = of(parameter, "sesame");
        parameters.problem(parameter, "something else");
        assertEquals(
                HEAD + parameter + ": the given value is not allowed; expected something else", message(parameters));
    }

    @Test
    void problemsWhenAskedThenOneByOneWithoutTheSecret() {
        Parameters parameters = of(Map.of("jwt.secret", "topsecret", "jwt.issuer", "topsecret"));
        parameters.problem(JWT_ISSUER, "another one");
        parameters.problem("a.b: c");
        List<String> expected = List.of("jwt.issuer: \"(the secret)\" is not allowed; expected another one", "a.b: c");
        assertEquals(expected, parameters.problems());
        assertEquals(
                expected,
                assertThrows(ProblemsException.class, parameters::rejectProblems)
                        .problems());
    }

    @Test
    void problemWhenValueHoldsAHashThenNotShown() {
        Parameters parameters = of(JWT_CACHE_SIZE, "pbkdf2-sha256:10000:c2FsdA==:aGFzaA==");
        parameters.integer(JWT_CACHE_SIZE);
        assertFalse(message(parameters).contains("c2FsdA"));
    }

    @Test
    void problemWhenValueIsLongOrHasLineBreaksThenOneShortLine() {
        Parameters parameters = of(JWT_ISSUER, "x\r\n\u001b[31mforged: line\n" + "y".repeat(1000));
        parameters.problem(JWT_ISSUER, "less");
        String message = message(parameters);
        assertEquals(2, message.lines().count());
        assertFalse(message.contains("\u001b"));
        assertTrue(message.contains("…\" is not allowed; expected less"), message);
        assertTrue(message.length() < 250);
    }

    @ParameterizedTest
    @CsvSource({"1.0", "0x1", "1_000", "١x", "--1", "2147483648", "1 2", "-2147483649", "-1", "65537"})
    void integerWhenNotOneThenProblemAndDefault(String value) {
        Parameters parameters = of(JWT_CACHE_SIZE, value);
        assertEquals(1024, parameters.integer(JWT_CACHE_SIZE));
        assertTrue(message(parameters).contains("\"" + value + "\" is not allowed; expected a whole number from"));
    }

    @Test
    void listWhenReadThenStrippedAndUnmodifiable() {
        List<String> words = of(JWT_TYPES, " a b ,c ").list(JWT_TYPES);
        assertEquals(List.of("a b", "c"), words);
        assertThrows(UnsupportedOperationException.class, () -> words.set(0, "x"));
    }

    @Test
    void linesWhenCommentsAndBlanksThenLeftOut() {
        assertEquals(
                List.of("a # b", "c"),
                of(ACCESS_RULES, "\n  a # b\r\n\t\n#x\n  # y\nc").lines(ACCESS_RULES));
        assertEquals(List.of(), of(ACCESS_RULES, " ").lines(ACCESS_RULES));
    }

    @Test
    void ofWhenSeveralAreUnknownThenEachIsNamed() {
        assertEquals(
                "3 problems in the Signet configuration:\n  - a.a: unknown parameter\n  - issuer.jti: unknown"
                        + " parameter here; it belongs to the token endpoint\n  - signet.jwt.isuer: unknown parameter;"
                        + " did you mean signet.jwt.issuer?",
                message(of(Map.of("a.a", "2", "issuer.jti", "true", "jwt.types", "JWT", "signet.jwt.isuer", "x"))));
    }

    @Test
    void fileWhenReadThenFromWhereItIs(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("f"), new byte[] {0, 1, (byte) 0xff});
        Parameters parameters = new Parameters(
                Map.of(),
                Owner.FILTER,
                path -> path.equals("/WEB-INF/f") ? new ByteArrayInputStream(new byte[] {9}) : null);
        assertArrayEquals(new byte[] {0, 1, (byte) 0xff}, parameters.file(file.toString()));
        assertArrayEquals(new byte[] {9}, parameters.file("/WEB-INF/f"));
        for (String gone : List.of("/WEB-INF/g", folder.resolve("g").toString(), folder.toString(), "\u0000")) {
            assertThrows(IOException.class, () -> parameters.file(gone), gone);
        }
    }

    @Test
    void fileWhenWithoutEndThenRefused() {
        Parameters parameters = new Parameters(Map.of(), Owner.FILTER, path -> new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        });
        assertEquals(
                "/WEB-INF/zero is larger than 16 MiB",
                assertThrows(IOException.class, () -> parameters.file("/WEB-INF/zero"))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "jwt.isuer, ; did you mean jwt.issuer?",
        "jwt.issuer2, ; did you mean jwt.issuer?",
        "issuer, ''",
        "jwt.iss, ; did you mean jwt.issuer?",
        "jw, ''",
        "'', ''"
    })
    void suggestionWhenFewEditsThenTheNearest(String given, String expected) {
        assertEquals(expected, Spelling.suggestion("", given, Set.of("jwt.issuer", "jwt.audience")));
    }

    @Test
    void rejectProblemsWhenSecretStandsInAnotherParameterTooThenNeverShown() {
        Parameters parameters =
                of(Map.of("jwt.secret", " s3cr3t-of-some-length ", "jwt.cache-size", "12s3cr3t-of-some-length34"));
        parameters.integer(JWT_CACHE_SIZE);
        String message = assertThrows(IllegalArgumentException.class, parameters::rejectProblems)
                .getMessage();
        assertTrue(message.contains("\"12(the secret)34\""), message);
    }

    @Test
    void rejectProblemsWhenSecretWouldBeCutInAnotherParameterThenNoPartOfItIsShown() {
        Parameters parameters = of(Map.of(
                "jwt.secret", "s3cr3t-of-some-length", "jwt.cache-size", "x".repeat(55) + "s3cr3t-of-some-length"));
        parameters.integer(JWT_CACHE_SIZE);
        String message = assertThrows(IllegalArgumentException.class, parameters::rejectProblems)
                .getMessage();
        assertFalse(message.contains("s3cr3t"), message);
    }
}
