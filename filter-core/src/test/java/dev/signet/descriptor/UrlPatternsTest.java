package dev.signet.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two mappings of web.xml may see the same call. */
class UrlPatternsTest {

    @ParameterizedTest
    @CsvSource({
        "/*, /a, true",
        "/, /a, true",
        "'', /a, true",
        "/a, /a, true",
        "/a, /b, false",
        "/a/*, /a, true",
        "/a/*, /a/b, true",
        "/a/*, /a/b/*, true",
        "/a/*, /ab, false",
        "/a/*, /b/*, false",
        "*.do, /a/*, true",
        "*.do, /a.do, true",
        "*.do, /a.jsp, false",
        "*.do, *.jsp, false"
    })
    void meetWhenTwoPatternsThenWhetherACallMayComeToBoth(String one, String other, boolean expected) {
        assertEquals(expected, UrlPatterns.meet(one, other));
        assertEquals(expected, UrlPatterns.meet(other, one));
    }
}
