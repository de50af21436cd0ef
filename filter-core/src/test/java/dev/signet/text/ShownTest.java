package dev.signet.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    void ofWhenCharactersCouldDeceiveThenReplaced(String sent, String shown) {
        assertEquals(shown, Shown.of(sent));
    }

    @Test
    void ofWhenLongThenCutBetweenCharacters() {
        assertEquals("x".repeat(64), Shown.of("x".repeat(64)));
        assertEquals("😀".repeat(64) + "…", Shown.of("😀".repeat(65)));
    }
}
