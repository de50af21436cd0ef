package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller sent, in one log line. */
class ShownTest {

    @ParameterizedTest
    @CsvSource({
        "acme, acme",
        "客户, 客户",
        "'a b', 'a b'",
        "'a\nINFO: all is well', 'a?INFO: all is well'",
        "'a\r\tb\u001b[31m', 'a??b?[31m'",
        "a\u202Eb, a?b",
        "a\u2028b, a?b",
        "a\u200Bb, a?b",
        "a\uD800, a?",
        "😀, 😀",
        "'a\"b', 'a?b'"
    })
    void idWhenCharactersCouldDeceiveThenReplaced(String sent, String shown) {
        assertEquals(shown, Shown.id(sent));
    }

    @Test
    void idWhenLongThenCutBetweenCharacters() {
        assertEquals("x".repeat(64), Shown.id("x".repeat(64)));
        assertEquals("😀".repeat(64) + "…", Shown.id("😀".repeat(65)));
    }

    @Test
    void toStringWhenSecretThenRedacted() {
        for (Object value : new Object[] {
            new TokenRequest("acme", "sesame", "::1"),
            new Credentials("acme", "sesame"),
            new IssuedToken("sesame", Instant.EPOCH),
            new ClientStore.Client("acme", new ClientStore.Secret(SecretHash.sha256("sesame")))
        }) {
            assertFalse(value.toString().contains("sesame"));
            assertFalse(value.toString().contains(SecretHash.sha256("sesame").substring(8)));
        }
    }
}
