package dev.signet.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.provider.ValueSource;

/** What a container cannot show of reading parameters. */
class ParametersTest {

    private static Parameters of(String name, String value) {
        return new Parameters(Map.of(name, value), path -> null);
    }

    private static String message(Parameters parameters) {
        return assertThrows(IllegalArgumentException.class, parameters::rejectProblems)
                .getMessage();
    }

    @Test
    void rejectProblemsWhenNoneThenNothing() {
        Parameters parameters = of("a.b", " 1 ");
        assertEquals("1", parameters.text("a.b"));
        assertEquals(" 1 ", parameters.verbatim("a.b"));
        assertEquals(1, parameters.integer("a.b", 9, 0, 10));
        assertEquals(9, parameters.integer("a.c", 9, 0, 10));
        assertNull(parameters.text("a.c"));
        assertNull(parameters.verbatim("a.c"));
        assertEquals(List.of("x"), parameters.list("a.c", List.of("x")));
        assertEquals(List.of(), parameters.lines("a.c"));
        assertTrue(parameters.flag("a.c", true));
        assertEquals(0, parameters.problemCount());
        assertDoesNotThrow(parameters::rejectProblems);
    }

    @Test
    void rejectProblemsWhenOneIsNotedTwiceThenToldOnce() {
        Parameters parameters = of("a.b", " ");
        assertNull(parameters.text("a.b"));
        assertNull(parameters.text("a.b"));
        assertEquals(7, parameters.integer("a.b", 7, 0, 9));
        assertEquals(
                "1 problem in the Signet configuration:\n  - a.b: is blank; set a value or remove it",
                message(parameters));
    }

    @Test
    void rejectProblemsWhenSomethingThrewThenTheFirstIsTheCause() {
        Parameters parameters = of("a.b", "x");
        IllegalStateException first = new IllegalStateException("first");
        parameters.problem("a.b: one", first);
        parameters.problem("a.b: two", new IllegalStateException("second"));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, parameters::rejectProblems);
        assertEquals(first, refused.getCause());
        assertEquals("2 problems in the Signet configuration:\n  - a.b: one\n  - a.b: two", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt.secret", "jwt.secret-env", "jwt.secret-file"})
    void problemWhenNameIsOfASecretThenValueIsNotShown(String name) {
        Parameters parameters = of(name, "sesame");
        parameters.problem(name, "something else");
        assertEquals(
                "1 problem in the Signet configuration:\n  - " + name
                        + ": the given value is not allowed; expected something else",
                message(parameters));
    }

    @Test
    void problemWhenValueHoldsAHashThenNotShown() {
        Parameters parameters = of("issuer.zone", "pbkdf2-sha256:10000:c2FsdA==:aGFzaA==");
        parameters.problem("issuer.zone", "a zone");
        assertFalse(message(parameters).contains("c2FsdA"));
    }

    @Test
    void problemWhenValueIsLongOrHasLineBreaksThenOneShortLine() {
        Parameters parameters = of("a.b", "x\r\n\u001b[31mforged: line\n" + "y".repeat(1000));
        parameters.problem("a.b", "less");
        String message = message(parameters);
        assertEquals(2, message.lines().count());
        assertFalse(message.contains("\u001b"));
        assertTrue(message.contains("…\" is not allowed; expected less"), message);
        assertTrue(message.length() < 250);
    }

    @ParameterizedTest
    @CsvSource({"1.0", "0x1", "1_000", "١x", "--1", "2147483648", "1 2", "-2147483649"})
    void integerWhenNotOneThenProblemAndDefault(String value) {
        Parameters parameters = of("a.b", value);
        assertEquals(7, parameters.integer("a.b", 7, Integer.MIN_VALUE, Integer.MAX_VALUE));
        assertTrue(message(parameters).contains("\"" + value + "\" is not allowed; expected a whole number from"));
    }

    @Test
    void listWhenReadThenStrippedAndUnmodifiable() {
        List<String> words = of("a.b", " a b ,c ").list("a.b", List.of());
        assertEquals(List.of("a b", "c"), words);
        assertThrows(UnsupportedOperationException.class, () -> words.set(0, "x"));
    }

    @Test
    void linesWhenCommentsAndBlanksThenLeftOut() {
        assertEquals(
                List.of("a # b", "c"),
                of("a.b", "\n  a # b\r\n\t\n#x\n  # y\nc").lines("a.b"));
        assertEquals(List.of(), of("a.b", " ").lines("a.b"));
    }

    @Test
    void ofWhenBothThenOwnWinsAndOthersAreSortedOut() {
        Parameters parameters = Parameters.of(
                Map.of(
                        "signet.jwt.issuer", "context",
                        "signet.jwt.audience", "context",
                        "signet.issuer.zone", "the endpoint's",
                        "signet.jwt.isuer", "typing error",
                        "jwt.types", "not ours without the prefix"),
                Map.of("jwt.issuer", "own"),
                ParameterNames.FILTER,
                path -> null);
        assertEquals("own", parameters.text("jwt.issuer"));
        assertEquals("context", parameters.text("jwt.audience"));
        assertNull(parameters.text("jwt.types"));
        assertNull(parameters.text("issuer.zone"));
        parameters.rejectUnknown(ParameterNames.FILTER);
        assertEquals(
                "1 problem in the Signet configuration:\n  - signet.jwt.isuer: unknown parameter;"
                        + " did you mean signet.jwt.issuer?",
                message(parameters));
    }

    @Test
    void ofWhenSeveralAreUnknownThenEachIsNamed() {
        Parameters parameters = new Parameters(Map.of("b.b", "1", "a.a", "2", "jwt.types", "JWT"), path -> null);
        parameters.rejectUnknown(ParameterNames.FILTER);
        assertEquals(
                "2 problems in the Signet configuration:\n  - a.a: unknown parameter\n  - b.b: unknown parameter",
                message(parameters));
    }

    @Test
    void fileWhenReadThenFromWhereItIs(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("f"), new byte[] {0, 1, (byte) 0xff});
        Parameters parameters = new Parameters(
                Map.of(), path -> path.equals("/WEB-INF/f") ? new ByteArrayInputStream(new byte[] {9}) : null);
        assertArrayEquals(new byte[] {0, 1, (byte) 0xff}, parameters.file(file.toString()));
        assertArrayEquals(new byte[] {9}, parameters.file("/WEB-INF/f"));
        for (String gone : List.of("/WEB-INF/g", folder.resolve("g").toString(), folder.toString(), "\u0000")) {
            assertThrows(IOException.class, () -> parameters.file(gone), gone);
        }
    }

    @Test
    void fileWhenWithoutEndThenRefused() {
        Parameters parameters = new Parameters(Map.of(), path -> new InputStream() {
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
        Parameters parameters = new Parameters(
                Map.of("jwt.secret", " s3cr3t-of-some-length ", "jwt.cache-size", "12s3cr3t-of-some-length34"),
                path -> null);
        parameters.integer("jwt.cache-size", 0, 0, 10);
        String message = assertThrows(IllegalArgumentException.class, parameters::rejectProblems)
                .getMessage();
        assertTrue(message.contains("\"12(the secret)34\""), message);
    }

    @Test
    void rejectProblemsWhenSecretWouldBeCutInAnotherParameterThenNoPartOfItIsShown() {
        Parameters parameters = new Parameters(
                Map.of(
                        "jwt.secret",
                        "s3cr3t-of-some-length",
                        "jwt.cache-size",
                        "x".repeat(70) + "s3cr3t-of-some-length"),
                path -> null);
        parameters.integer("jwt.cache-size", 0, 0, 10);
        String message = assertThrows(IllegalArgumentException.class, parameters::rejectProblems)
                .getMessage();
        assertFalse(message.contains("s3cr3t"), message);
    }
}
