package dev.signet.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose calls are counted together. */
class LimitKeyTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,     192.0.2.7,            true",
        "192.0.2.7,     192.0.2.8,            false",
        "192.0.2.7,     ::ffff:192.0.2.7,     true",
        "2001:db8::1,   2001:db8:0:0:ffff::2, true",
        "2001:db8::1,   2001:db8:0:1::1,      false",
        "2001:db8::1,   [2001:db8::9%eth0],   true",
        "0:ffff:c000:207::1, 192.0.2.7,       false",
        "unix,          unix,                 true",
        "unix,          elsewhere,            false",
    })
    void ofWhenTwoAddressesAreComparedThenAsTheyAreCounted(String one, String other, boolean same) {
        LimitKey first = LimitKey.of(null, one);
        LimitKey second = LimitKey.of(null, other);
        assertEquals(same, first.equals(second));
        assertEquals(same, first.hashCode() == second.hashCode());
        assertEquals(same, first.compareTo(second) == 0);
        assertEquals(false, first.equals(LimitKey.of("acme", one)));
    }
}
