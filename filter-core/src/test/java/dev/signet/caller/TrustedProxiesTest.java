package dev.signet.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.testing.FakeWebapp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose call it is, and who can lie about it. 10.0.0.0/8 and fd00::/8 are the proxies' in all tests. */
class TrustedProxiesTest {

    private static final String TRUSTED = "10.0.0.0/8, fd00::/8";
    private static final String PROXY = "10.0.0.1";

    private static TrustedProxies proxies(String trusted, String header) {
        Map<String, String> values = new HashMap<>();
        if (trusted != null) {
            values.put("proxy.trusted", trusted);
        }
        if (header != null) {
            values.put("proxy.header", header);
        }
        Parameters parameters = new Parameters(values, Owner.FILTER, path -> null);
        TrustedProxies proxies = TrustedProxies.read(parameters);
        parameters.rejectProblems();
        return proxies;
    }

    /** A request that has an address and these lines of one header. */
    private static final class Call extends HttpServletRequestWrapper {

        private final String peer;
        private final String header;
        private final List<String> lines;

        Call(String peer, String header, List<String> lines) {
            super(FakeWebapp.proxy(HttpServletRequest.class, (proxy, method, args) -> {
                throw new AssertionError(method);
            }));
            this.peer = peer;
            this.header = header;
            this.lines = lines;
        }

        @Override
        public String getRemoteAddr() {
            return peer;
        }

        @Override
        public java.util.Enumeration<String> getHeaders(String name) {
            return Collections.enumeration(name.equals(header) ? lines : List.of());
        }
    }

    /** Of one who sends X-Forwarded-For; {@code \n} is between two lines. */
    private static String forwardedFor(String peer, String lines) {
        return proxies(TRUSTED, null).callerOf(new Call(peer, "X-Forwarded-For", List.of(lines.split("\n", -1))));
    }

    private static String forwarded(String lines) {
        return proxies(TRUSTED, "Forwarded").callerOf(new Call(PROXY, "Forwarded", List.of(lines.split("\n", -1))));
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
        assertEquals(PROXY, proxies(TRUSTED, null).callerOf(new Call(PROXY, "", List.of())));
        assertEquals(
                PROXY,
                proxies(TRUSTED, null).callerOf(new Call(PROXY, "Forwarded", List.of("for=192.0.2.7"))),
                "the other header");
        assertEquals(
                PROXY,
                proxies(TRUSTED, "Forwarded").callerOf(new Call(PROXY, "X-Forwarded-For", List.of("192.0.2.7"))));
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
            assertEquals(peer, proxies(null, null).callerOf(new Call(peer, "X-Forwarded-For", List.of("192.0.2.7"))));
            assertEquals(
                    peer, proxies(null, "Forwarded").callerOf(new Call(peer, "Forwarded", List.of("for=1.1.1.1"))));
        }
    }

    @Test
    void callerOfWhenPeerHasNoAddressThenNull() {
        assertEquals("null", proxies(TRUSTED, null).callerOf(new Call(null, "X-Forwarded-For", List.of("192.0.2.7"))));
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

    /** Both sides are long, and neither is an honest part of the other. */
    @ParameterizedTest
    @EnumSource(ForwardingHeader.class)
    void callerOfWhenTenThousandCharactersThenTheSame(ForwardingHeader header) {
        String prefix = header == ForwardingHeader.FORWARDED ? "for=" : "";
        TrustedProxies proxies = proxies(TRUSTED, header.header());
        String honest = "," + prefix + "192.0.2.7";
        for (String unit :
                List.of(",", ", ", "10.0.0.2,", "6.6.6.6, ", "\"", "\\\"", "\\", ";", "=", "[", ":", "a", "%", " ")) {
            String forged = prefix + "6.6.6.6" + "," + unit.repeat(10_000 / unit.length());
            assertEquals("192.0.2.7", callerOf(proxies, header, forged + honest), unit);
        }
        String trusted = ("," + prefix + "10.0.0.2").repeat(1000);
        assertEquals("192.0.2.7", callerOf(proxies, header, honest + trusted));
        assertEquals("10.0.0.2", callerOf(proxies, header, honest + ",," + trusted.substring(1)));
        assertEquals(PROXY, callerOf(proxies, header, prefix + "192.0.2.7" + ",".repeat(10_000)));
    }

    private static String callerOf(TrustedProxies proxies, ForwardingHeader header, String line) {
        return proxies.callerOf(new Call(PROXY, header.header(), List.of(line)));
    }

    /** A proxy appends to a line that it was sent, whatever that is. */
    @ParameterizedTest
    @EnumSource(ForwardingHeader.class)
    void callerOfWhenAStrangerSendsAnythingThenWhatTheProxyAppendsCounts(ForwardingHeader header) {
        TrustedProxies proxies = proxies(TRUSTED, header.header());
        String alphabet = "0126.:,;=\"\\[]% forFOR_\tunknown10.0.0.2";
        java.util.Random random = new java.util.Random(7239);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder forged = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                forged.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String honest = header == ForwardingHeader.FORWARDED ? ", for=\"192.0.2.7:80\";proto=https" : ", 192.0.2.7";
            assertEquals("192.0.2.7", callerOf(proxies, header, forged + honest), forged::toString);
        }
    }

    @Test
    void shownCallerOfWhenContainerReportsNonsenseThenFitForALine() {
        assertEquals(
                "a?b", proxies(null, null).shownCallerOf(new Call("a\nb", "X-Forwarded-For", List.of("192.0.2.7"))));
    }

    private static final long SMALLEST_OBJECT = 16;

    private static long allocated(TrustedProxies proxies, HttpServletRequest call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 1000;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int round = 0; round < rounds; round++) {
                proxies.callerOf(call);
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / rounds);
        }
        return least;
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.1", "2001:db8::1", "[2001:db8:0:0:0:0:0:1%eth0]", "::ffff:203.0.113.1", "unix"})
    void callerOfWhenPeerIsUntrustedThenNoMemory(String peer) {
        Call call = new Call(peer, "X-Forwarded-For", List.of("192.0.2.7"));
        assertEquals(0, allocated(proxies(TRUSTED, null), call));
        assertEquals(0, allocated(proxies(null, null), call));
        assertTrue(
                allocated(proxies(TRUSTED, null), new Call(PROXY, "X-Forwarded-For", List.of("6.6.6.6, 192.0.2.7")))
                        > 0,
                "it would be seen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "X-Forwarded-For | 192.0.2.7             | , 10.0.0.8",
                "X-Forwarded-For | [2001:db8::7]:4711    | ,[fd00:1:2:3:4:5:6:7]:80",
                "Forwarded       | for=192.0.2.7         | , for=\"[fd00::8%eth0]:4711\";proto=https",
            })
    void callerOfWhenThereAreManyTrustedHopsThenNoMemoryForThem(String header, String client, String hop) {
        TrustedProxies proxies = proxies(TRUSTED, header);
        int more = 29;
        long one = allocated(proxies, new Call(PROXY, header, List.of(client + hop)));
        long many = allocated(proxies, new Call(PROXY, header, List.of(client + hop.repeat(1 + more))));
        // what a whole call costs differs by an object or two with what the JVM has compiled by then
        assertTrue(many - one < more * SMALLEST_OBJECT, () -> one + " bytes, with more hops " + many);
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
