package dev.signet.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks in CIDR notation, and addresses as containers spell them. */
class NetworkRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,        10.255.255.255,            true",
        "10.0.0.0/8,        11.0.0.0,                  false",
        "10.0.0.0/8,        ::ffff:10.1.2.3,           true",
        "::ffff:0a00:0/8,   10.1.2.3,                  true",
        "192.0.2.128/25,    192.0.2.127,               false",
        "192.0.2.128/25,    192.0.2.128,               true",
        "192.0.2.7/32,      192.0.2.7,                 true",
        "192.0.2.7/32,      192.0.2.6,                 false",
        "0.0.0.0/0,         203.0.113.9,               true",
        "0.0.0.0/0,         ::1,                       false",
        "::/0,              2001:db8::1,               true",
        "::/0,              10.0.0.1,                  false",
        "2001:db8::/32,     2001:db8:ffff::1,          true",
        "2001:db8::/32,     2001:db9::,                false",
        "2001:DB8::/32,     2001:db8:0:0:0:0:0:1,      true",
        "::1/128,           [::1],                     true",
        "::1/128,           0:0:0:0:0:0:0:1,           true",
        "fe80::/10,         fe80::1%eth0,              true",
        "fe80::/10,         fe80:0:0:0:0:0:0:1%2,      true",
        "10.0.0.0/8,        localhost,                 false",
        "10.0.0.0/8,        unknown,                   false",
        "10.0.0.0/8,        '',                        false",
        "10.0.0.0/8,        010.0.0.1,                 false",
        "10.0.0.0/8,        10.1,                      false",
        "10.0.0.0/8,        10.0.0.1:80,               false",
        "10.0.0.0/8,        '10.0.0.1,192.0.2.1',      false",
        "0.0.0.0/0,         null,                      false",
        "2001:db8::/63,     2001:db8:0:1::,            true",
        "2001:db8::/63,     2001:db8:0:2::,            false",
        "2001:db8::/64,     2001:db8:0:0:ffff::,       true",
        "2001:db8::/64,     2001:db8:0:1::,            false",
        "2001:db8::/65,     2001:db8:0:0:7fff::,       true",
        "2001:db8::/65,     2001:db8:0:0:8000::,       false",
        "::1/128,           '[::1%]',                  true",
        "::1/128,           ::2,                       false"
    })
    void containsWhenAddressThenWhetherItLiesInTheRange(String range, String address, boolean expected) {
        NetworkRange network = NetworkRange.parse(range);
        assertNotNull(network);
        assertEquals(expected, new Networks(List.of(network)).contains(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "10.0.0.0", "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.1/8",
                "10.0.0/8", "010.0.0.0/8", "256.0.0.0/8", "10.0.0.0/8 ", "::/129", "2001:db8::1/32", "1:2/16", ":/0",
                "example.com/8", "cafe/8", "fe80::%eth0/10", "１０.0.0.0/8", "10.0.0.0/８", "*"
            })
    void parseWhenNotARangeThenNull(String text) {
        assertNull(NetworkRange.parse(text));
    }
}
