package dev.signet.caller;

import static dev.signet.caller.ProxiedCall.PROXY;
import static dev.signet.caller.ProxiedCall.TRUSTED;
import static dev.signet.caller.ProxiedCall.proxies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose call it is, and who can lie about it. 10.0.0.0/8 and fd00::/8 are the proxies' in all tests. */
class TrustedProxiesTest {

    /** Of one who sends X-Forwarded-For; {@code \n} is between two lines. */
    private static String forwardedFor(String peer, String lines) {
        return proxies(TRUSTED, null)
                .callerOf(new ProxiedCall(peer, "X-Forwarded-For", List.of(lines.split("\n", -1))));
    }

    private static String forwarded(String lines) {
        return proxies(TRUSTED, "Forwarded")
                .callerOf(new ProxiedCall(PROXY, "Forwarded", List.of(lines.split("\n", -1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "192.0.2.7                             | 192.0.2.7",
                "'  192.0.2.7 \t'                      | 192.0.2.7",
                "6.6.6.6, 192.0.2.7                    | 192.0.2.7",
                "6.6.6.6,192.0.2.7,10.0.0.2            | 192.0.2.7",
                "6.6.6.6, 192.0.2.7, 10.0.0.3 ,10.0.0.2| 192.0.2.7",
                "10.0.0.9, 192.0.2.7                   | 192.0.2.7",
                "fd00::9, 192.0.2.7, fd00::2           | 192.0.2.7",
                "192.0.2.7:4711                        | 192.0.2.7",
                "192.0.2.7, 10.0.0.2:80                | 192.0.2.7",
                "2001:db8::7                           | 2001:db8::7",
                "[2001:db8::7]                         | 2001:db8::7",
                "[2001:db8::7]:4711                    | 2001:db8::7",
                "2001:db8::7%eth0                      | 2001:db8::7",
                "[2001:db8::7%eth0]:80                 | 2001:db8::7",
                "::ffff:192.0.2.7                      | ::ffff:192.0.2.7",
                "192.0.2.7, ::ffff:10.0.0.2            | 192.0.2.7",
                "192.0.2.7, [::ffff:a00:2]:1           | 192.0.2.7",
            })
    void callerOfWhenForwardedForThenTheRightMostThatIsNotTrusted(String line, String caller) {
        assertEquals(caller, forwardedFor(PROXY, line));
    }

    /** What nobody can read ends the search at the proxy that wrote it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "_hidden",
                "localhost",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.07",
                "192.0.2.7.",
                "192.0.2.7 8",
                "192.0.2.7:",
                "192.0.2.7:123456",
                "192.0.2.7:80:80",
                "192.0.2.7:8o",
                "192.0.2.7%eth0",
                "2001:db8::7%",
                "[192.0.2.7]",
                "[2001:db8::7",
                "2001:db8::7]",
                "[2001:db8::7]80",
                "[2001:db8::7]:",
                "[[2001:db8::7]]",
                "\"192.0.2.7\"",
                "for=192.0.2.7",
                "-",
                "",
                " ",
                "\t",
                "１92.0.2.7",
                "192.0.2.7;",
                "192.0.2.7\u00a0",
                "null",
                "http://192.0.2.7/",
                "192.0.2.7/32",
                "::ffff:192.0.2.07",
                "0x7f.1",
                "3221225991",
                "\u0000"
            })
    void callerOfWhenAPartCannotBeReadThenTheLastTrustedHopAndNoneFurtherLeft(String part) {
        assertEquals(PROXY, forwardedFor(PROXY, part));
        assertEquals(PROXY, forwardedFor(PROXY, "192.0.2.7," + part));
        assertEquals("10.0.0.2", forwardedFor(PROXY, "192.0.2.7," + part + ", 10.0.0.2"));
        assertEquals("10.0.0.2", forwardedFor(PROXY, "192.0.2.7\n" + part + "\n10.0.0.2"));
        assertEquals("198.51.100.1", forwardedFor(PROXY, part + ",198.51.100.1"), "what is left of it does not matter");
        assertEquals("198.51.100.1", forwardedFor(PROXY, part + "\n198.51.100.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6.6.6.6;192.0.2.7                   | 192.0.2.7",
                "192.0.2.7;10.0.0.2                  | 192.0.2.7",
                "6.6.6.6, 192.0.2.7;10.0.0.3, 10.0.0.2 | 192.0.2.7",
                "6.6.6.6, 10.0.0.3;192.0.2.7         | 192.0.2.7",
                "192.0.2.7;                          | 10.0.0.1",
                ";192.0.2.7                          | 192.0.2.7"
            })
    void callerOfWhenSeveralLinesThenOneListInTheirOrder(String lines, String caller) {
        assertEquals(caller, forwardedFor(PROXY, lines.replace(';', '\n')));
    }

    @Test
    void callerOfWhenEveryHopIsTrustedThenTheLeftMost() {
        assertEquals("10.0.0.4", forwardedFor(PROXY, "10.0.0.4, 10.0.0.3\n10.0.0.2"));
        assertEquals("fd00::4", forwardedFor("fd00::1", "[fd00::4]:80, fd00::3"));
    }

    @Test
    void callerOfWhenNoHeaderThenTheProxy() {
        assertEquals(PROXY, proxies(TRUSTED, null).callerOf(new ProxiedCall(PROXY, "", List.of())));
        assertEquals(
                PROXY,
                proxies(TRUSTED, null).callerOf(new ProxiedCall(PROXY, "Forwarded", List.of("for=192.0.2.7"))),
                "the other header");
        assertEquals(
                PROXY,
                proxies(TRUSTED, "Forwarded")
                        .callerOf(new ProxiedCall(PROXY, "X-Forwarded-For", List.of("192.0.2.7"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"11.0.0.1", "203.0.113.1", "::1", "fe80::1", "::ffff:11.0.0.1", "::a00:1", "", "unix", "null"})
    void callerOfWhenPeerIsUntrustedThenThePeerWhateverItSends(String peer) {
        assertEquals(peer, forwardedFor(peer, "192.0.2.7"));
        assertEquals(peer, forwardedFor(peer, "10.0.0.2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.255.255.255",
                "::ffff:10.0.0.1",
                "[::ffff:a00:1]",
                "fd00::1",
                "[fd00:0:0:0:0:0:0:1]",
                "fd00::1%eth0"
            })
    void callerOfWhenPeerIsTrustedHoweverSpelledThenItsWordCounts(String peer) {
        assertEquals("192.0.2.7", forwardedFor(peer, "6.6.6.6, 192.0.2.7"));
    }

    @Test
    void callerOfWhenNobodyIsTrustedThenSuchHeadersMeanNothing() {
        for (String peer : List.of(PROXY, "127.0.0.1", "::1")) {
            assertEquals(
                    peer, proxies(null, null).callerOf(new ProxiedCall(peer, "X-Forwarded-For", List.of("192.0.2.7"))));
            assertEquals(
                    peer,
                    proxies(null, "Forwarded").callerOf(new ProxiedCall(peer, "Forwarded", List.of("for=1.1.1.1"))));
        }
    }

    @Test
    void callerOfWhenPeerHasNoAddressThenNull() {
        assertEquals(
                "null",
                proxies(TRUSTED, null).callerOf(new ProxiedCall(null, "X-Forwarded-For", List.of("192.0.2.7"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=192.0.2.7                                      | 192.0.2.7",
                "For=192.0.2.7                                      | 192.0.2.7",
                "FOR=\"192.0.2.7\"                                  | 192.0.2.7",
                "for=192.0.2.7;proto=http;by=203.0.113.43           | 192.0.2.7",
                "by=203.0.113.43;host=\"a,b;for=6.6.6.6\";for=192.0.2.7 | 192.0.2.7",
                "for=192.0.2.7;host=\"a\\\",for=6.6.6.6\"           | 192.0.2.7",
                "for=192.0.2.7;host=\"a\\\\\"                       | 192.0.2.7",
                "for=\"192.0.2.7:47011\"                            | 192.0.2.7",
                "for=\"192.0.2.7:_port\"                            | 192.0.2.7",
                "for=\"[2001:db8:cafe::17]:4711\"                   | 2001:db8:cafe::17",
                "for=\"[2001:db8:cafe::17]\"                        | 2001:db8:cafe::17",
                "for=6.6.6.6, for=192.0.2.7                         | 192.0.2.7",
                "for=6.6.6.6 , for=192.0.2.7 , for=10.0.0.2         | 192.0.2.7",
                "for=192.0.2.7,for=\"[fd00::2]\";by=\"[fd00::1]\"   | 192.0.2.7",
                "for=192.0.2.7;;proto=https;                        | 192.0.2.7",
                " for=192.0.2.7 ; proto=https                       | 192.0.2.7",
                "x-for=6.6.6.6;for=192.0.2.7;fork=6.6.6.6           | 192.0.2.7",
                "for=\"6.6.6.6, for=192.0.2.7                       | 192.0.2.7",
                "for=6.6.6.6\", for=192.0.2.7                       | 192.0.2.7",
                "for=6.6.6.6\\, for=192.0.2.7                       | 192.0.2.7",
                "\\\", for=\"192.0.2.7\"                            | 192.0.2.7",
                "\"\"\", for=\"192.0.2.7\";proto=http               | 192.0.2.7"
            })
    void callerOfWhenForwardedThenTheRightMostThatIsNotTrusted(String line, String caller) {
        assertEquals(caller, forwarded(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=unknown",
                "for=_hidden",
                "for=\"_SEVKISEK\"",
                "for=\"unknown:80\"",
                "for=",
                "for",
                "for=\"\"",
                "=",
                "by=192.0.2.7",
                "proto=https",
                "",
                ";",
                "192.0.2.7",
                "for=192.0.2.7;for=192.0.2.8",
                "for=\"192.0.2.7",
                "for=192.0.2.7;For=192.0.2.7",
                "for=192.0.2.7\"",
                "for=\"\\192.0.2.7\"",
                "for=192.0.2.7;secret",
                "for = 192.0.2.7",
                "for= 192.0.2.7",
                "for =192.0.2.7",
                "for=\"192.0.2.7\"x",
                "x\"for=192.0.2.7\"",
                "for=\"192.0.2.7\" \"",
                "for=\"for=192.0.2.7\"",
                "for='192.0.2.7'",
                "for=192.0.2.7;=x",
                "fo=192.0.2.7"
            })
    void callerOfWhenAnElementCannotBeReadThenTheLastTrustedHopAndNoneFurtherLeft(String element) {
        assertEquals(PROXY, forwarded(element));
        assertEquals("10.0.0.2", forwarded("for=192.0.2.8\n" + element + "\nfor=10.0.0.2"));
        assertEquals("198.51.100.1", forwarded(element + ", for=198.51.100.1"), "what is left of it does not matter");
    }

    @Test
    void shownCallerOfWhenContainerReportsNonsenseThenFitForALine() {
        assertEquals(
                "a?b",
                proxies(null, null).shownCallerOf(new ProxiedCall("a\nb", "X-Forwarded-For", List.of("192.0.2.7"))));
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0/0, true", "::/0, true", "'10.0.0.0/8,0.0.0.0/0', true", "0.0.0.0/1, false", "10.0.0.0/8, false"
    })
    void warningsWhenEverybodyIsTrustedThenOne(String trusted, boolean warned) {
        assertEquals(
                warned
                        ? List.of("proxy.trusted trusts everybody, so that every caller can claim any address in"
                                + " X-Forwarded-For; name only the networks of your proxies")
                        : List.of(),
                proxies(trusted, null).warnings());
        assertEquals(List.of(), proxies(null, null).warnings());
    }

    @Test
    void readWhenSeveralAreWrongThenEachIsNamed() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> proxies("10.0.0.0/8,10.0.0.1/8,proxy", "X-Real-IP"))
                .getMessage();
        assertTrue(message.startsWith("3 problems in the Signet configuration:\n"), message);
        assertTrue(
                message.contains("\n  - proxy.trusted: \"10.0.0.1/8\" is not allowed; expected an address and a prefix"
                        + " length without host bits, like 10.0.0.0/8 or 2001:db8::/32\n"),
                message);
        assertTrue(message.contains("\n  - proxy.trusted: \"proxy\" is not allowed;"), message);
        assertTrue(
                message.contains("\n  - proxy.header: \"X-Real-IP\" is not allowed;"
                        + " expected one of X-Forwarded-For, Forwarded"),
                message);
    }
}
