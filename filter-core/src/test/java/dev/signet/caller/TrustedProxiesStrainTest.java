package dev.signet.caller;

import static dev.signet.caller.ProxiedCall.PROXY;
import static dev.signet.caller.ProxiedCall.TRUSTED;
import static dev.signet.caller.ProxiedCall.proxies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger can do to the search for the caller: long lines, any lines, and the memory that they cost. */
class TrustedProxiesStrainTest {

    private static final long SMALLEST_OBJECT = 16;

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
        return proxies.callerOf(new ProxiedCall(PROXY, header.header(), List.of(line)));
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
        ProxiedCall call = new ProxiedCall(peer, "X-Forwarded-For", List.of("192.0.2.7"));
        assertEquals(0, allocated(proxies(TRUSTED, null), call));
        assertEquals(0, allocated(proxies(null, null), call));
        assertTrue(
                allocated(
                                proxies(TRUSTED, null),
                                new ProxiedCall(PROXY, "X-Forwarded-For", List.of("6.6.6.6, 192.0.2.7")))
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
        long one = allocated(proxies, new ProxiedCall(PROXY, header, List.of(client + hop)));
        long many = allocated(proxies, new ProxiedCall(PROXY, header, List.of(client + hop.repeat(1 + more))));
        // what a whole call costs differs by an object or two with what the JVM has compiled by then
        assertTrue(many - one < more * SMALLEST_OBJECT, () -> one + " bytes, with more hops " + many);
    }
}
