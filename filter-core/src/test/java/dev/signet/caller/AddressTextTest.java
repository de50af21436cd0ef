package dev.signet.caller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people and machines spell them; the Java platform is the referee. */
class AddressTextTest {

    private static final int ROUNDS = 20_000;

    private final Random random = new Random(15);

    /** What the platform reads; only for what no name can look like, or a name service would be asked. */
    private static byte[] platform(String text) throws UnknownHostException {
        return InetAddress.getByName(text).getAddress();
    }

    private static byte[] bytes(IpAddress address) {
        return address.isIpv4()
                ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                : ByteBuffer.allocate(16)
                        .putLong(address.high())
                        .putLong(address.low())
                        .array();
    }

    /** One of the ways to spell eight groups. */
    private String spelled(int[] groups) {
        boolean dotted = random.nextInt(4) == 0;
        int last = dotted ? 6 : 8;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            String form = random.nextBoolean() ? "%x" : "%04X";
            texts.add(String.format(form, groups[i]));
        }
        if (dotted) {
            texts.add((groups[6] >> 8) + "." + (groups[6] & 255) + "." + (groups[7] >> 8) + "." + (groups[7] & 255));
        }
        int from = random.nextInt(last);
        int to = from;
        while (to < last && groups[to] == 0) {
            to++;
        }
        if (to == from || random.nextInt(5) == 0) {
            return String.join(":", texts);
        }
        return String.join(":", texts.subList(0, from)) + "::" + String.join(":", texts.subList(to, texts.size()));
    }

    private int[] groups() {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = random.nextInt(3) == 0 ? random.nextInt(0x10000) : 0;
        }
        if (random.nextInt(8) == 0) {
            groups = new int[] {0, 0, 0, 0, 0, 0xFFFF, random.nextInt(0x10000), random.nextInt(0x10000)};
        }
        return groups;
    }

    @Test
    void ofWhenSpelledInAnyWayThenAsThePlatformReadsIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String text = spelled(groups());
            IpAddress address = IpAddress.of(text);
            assertNotNull(address, text);
            assertArrayEquals(platform(text), bytes(address), text);
        }
    }

    @Test
    void ofWhenACharacterIsChangedThenNothingElseThanThePlatformReads() throws Exception {
        String alphabet = "0123456789abcdefAF:::..";
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(round % 3 == 0 ? "192.0.2.255" : spelled(groups()));
            int at = random.nextInt(text.length());
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                default -> text.deleteCharAt(at);
            }
            IpAddress address = IpAddress.of(text.toString());
            if (address != null) {
                read++;
                assertArrayEquals(platform(text.toString()), bytes(address), text.toString());
            }
        }
        assertTrue(read > ROUNDS / 10, read + " were addresses still");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0, ffff00000000",
        "255.255.255.255, 0, ffffffffffff",
        "::, 0, 0",
        "::1, 0, 1",
        "1::, 1000000000000, 0",
        "1:2:3:4::, 1000200030004, 0",
        "1:2:3::, 1000200030000, 0",
        "1:2:3:4:5::, 1000200030004, 5000000000000",
        "1:2:3:4:5:6:7::, 1000200030004, 5000600070000",
        "::2:3:4:5:6:7:8, 200030004, 5000600070008",
        "1:2:3:4:5:6:255.254.253.252, 1000200030004, 50006fffefdfc",
        "::1.2.3.4, 0, 1020304",
        "::ffff:1.2.3.4, 0, ffff01020304",
        "fe80::1%eth0, fe80000000000000, 1",
        "[fe80::1%25], fe80000000000000, 1",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffffffffffffffff, ffffffffffffffff"
    })
    void ofWhenAddressThenItsBits(String text, String high, String low) {
        assertEquals(
                new IpAddress(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)), IpAddress.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                ":",
                ":::",
                "[]",
                "[",
                "]",
                "%",
                "%1",
                "1",
                "1.2.3",
                "1.2.3.4.",
                ".1.2.3.4",
                "1.2.3.4.5",
                "1..2.3",
                "256.0.0.1",
                "1.2.3.0004",
                "01.2.3.4",
                "1.2.3.00",
                "1.2.3.-4",
                "1.2.3.+4",
                "1.2.3.4 ",
                "0x1.2.3.4",
                "１.2.3.4",
                "1.2.3.4:80",
                "::1::",
                "1::2::3",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8:",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "::g",
                "::１",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "::01.2.3.4",
                "::1 ",
                "::-1",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:6:7::1.2.3.4",
                "localhost",
                "[::1]:80",
                "cafe",
                "unknown"
            })
    void ofWhenNoAddressThenNull(String text) {
        assertNull(IpAddress.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "9.255.255.255, false", "10.0.0.0, true", "10.255.255.255, true", "11.0.0.0, false",
        "127.0.0.1, true", "172.15.0.1, false", "172.16.0.1, true", "172.31.255.255, true",
        "172.32.0.0, false", "192.168.0.1, true", "192.169.0.0, false", "169.254.1.1, true",
        "100.63.255.255, false", "100.64.0.0, true", "100.127.255.255, true", "100.128.0.0, false",
        "::1, true", "::2, false", "fc00::1, true", "fdff::1, true",
        "fe00::1, false", "fe80::1%2, true", "::ffff:10.0.0.1, true", "::ffff:8.8.8.8, false",
        "2001:db8::1, false", "unknown, false", "'', false"
    })
    void privateWhenAskedThenWhetherNoStrangerCanHaveIt(String address, boolean expected) {
        assertEquals(expected, Networks.PRIVATE.contains(address));
    }
}
