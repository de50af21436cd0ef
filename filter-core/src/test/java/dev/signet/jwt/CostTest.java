package dev.signet.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stranger can make us spend, counted in bytes of memory, which no other process disturbs. */
class CostTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 50;

    private static final TokenVerifier COLD = SignedText.verifier("jwt.cache-size", "0");
    private static long good;

    @BeforeAll
    static void measureGoodToken() {
        good = bytes(COLD, SignedText.good(), "VERIFIED"); // a short one: the hardest measure
    }

    /** Memory of one check, without what is made once. */
    private static long bytes(TokenVerifier verifier, String token, String outcome) {
        assertEquals(outcome, SignedText.outcome(verifier, token));
        for (int i = 0; i < 200; i++) {
            verifier.verify(token);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                verifier.verify(token);
            }
            least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS);
        }
        return least;
    }

    record Hostile(String name, String token, String outcome) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String header(String json) {
        return SignedText.of(json, "{}");
    }

    /** A header as long as a token of 8 KB may have it. */
    private static String sized(String start, String unit, String end) {
        int room = 6000 - start.length() - end.length();
        return start + unit.repeat(room / unit.getBytes(UTF_8).length) + end;
    }

    static List<Hostile> eightKilobytes() {
        StringBuilder members = new StringBuilder("{\"alg\":\"HS256\"");
        for (int i = 0; members.length() < 5980; i++) {
            members.append(",\"").append(Integer.toString(i, 36)).append("\":0");
        }
        String alg = "{\"alg\":\"HS384\",";
        return List.of(
                new Hostile("deep arrays", header(sized("{\"a\":", "[", "")), "HEADER_NOT_JSON"),
                new Hostile("deep objects", header(sized("", "{\"a\":", "")), "HEADER_NOT_JSON"),
                new Hostile("many members", header(members.append("}").toString()), "HEADER_NOT_JSON"),
                new Hostile("many empty names", header(sized("{", "\"\":0,", "}")), "HEADER_NOT_JSON"),
                new Hostile("many elements", header(sized(alg + "\"a\":[0", ",0", "]}")), "ALGORITHM_NOT_ALLOWED"),
                new Hostile("many objects", header(sized(alg + "\"a\":[{}", ",{}", "]}")), "ALGORITHM_NOT_ALLOWED"),
                new Hostile("many arrays", header(sized(alg + "\"a\":[[]", ",[]", "]}")), "ALGORITHM_NOT_ALLOWED"),
                new Hostile("many strings", header(sized(alg + "\"a\":[\"\"", ",\"\"", "]}")), "ALGORITHM_NOT_ALLOWED"),
                new Hostile("many fractions", header(sized(alg + "\"a\":[0", ",1.5e9", "]}")), "ALGORITHM_NOT_ALLOWED"),
                new Hostile("long number", header(sized("{\"a\":", "7", "}")), "HEADER_NOT_JSON"),
                new Hostile("long kid", header(sized(alg + "\"kid\":\"", "k", "\"}")), "ALGORITHM_NOT_ALLOWED"),
                new Hostile(
                        "kid of escapes", header(sized(alg + "\"kid\":\"", "\\u0041", "\"}")), "ALGORITHM_NOT_ALLOWED"),
                new Hostile("kid of Chinese", header(sized(alg + "\"kid\":\"", "中", "\"}")), "ALGORITHM_NOT_ALLOWED"),
                new Hostile("escapes", header(sized(alg + "\"a\":\"", "\\n", "\"}")), "ALGORITHM_NOT_ALLOWED"),
                new Hostile("long alg", header(sized("{\"alg\":\"", "HS256", "\"}")), "ALGORITHM_NOT_ALLOWED"),
                new Hostile(
                        "long typ", header(sized("{\"alg\":\"HS256\",\"typ\":\"", "JWT", "\"}")), "TYPE_NOT_ALLOWED"),
                new Hostile("long crit", header(sized("{\"crit\":[\"a\"", ",\"a\"", "]}")), "CRITICAL_HEADER"),
                new Hostile(
                        "another's signature",
                        SignedText.encoded(SignedText.HEADER.getBytes(UTF_8)) + "." + "AAAA".repeat(1900) + "."
                                + "A".repeat(43),
                        "SIGNATURE_WRONG"),
                new Hostile("only dots", ".".repeat(8192), "NOT_THREE_PARTS"),
                new Hostile("no alphabet", "e30." + "!".repeat(8000) + ".A", "NOT_CANONICAL_BASE64URL"));
    }

    static List<Hostile> megabytes() {
        int size = 1 << 20;
        return List.of(
                new Hostile("letters", "A".repeat(size), "TOO_LONG"),
                new Hostile("dots", ".".repeat(size), "TOO_LONG"),
                new Hostile("Chinese", "中".repeat(size), "TOO_LONG"),
                new Hostile("parts", "A.".repeat(size / 2), "TOO_LONG"),
                new Hostile("good and more", SignedText.good() + "A".repeat(size), "TOO_LONG"),
                new Hostile("deep", header("{\"a\":" + "[".repeat(size)), "TOO_LONG"));
    }

    /** What is too long costs nothing at all, however long it is. */
    @ParameterizedTest
    @MethodSource("megabytes")
    void verifyWhenAMegabyteThenLessThanAGoodCheck(Hostile hostile) {
        assertTrue(hostile.token.length() >= 1 << 20, "the length is what is tested");
        long spent = bytes(COLD, hostile.token, hostile.outcome);
        assertTrue(spent < good / 2, spent + " bytes, a good token " + good);
    }

    /** A text of 8 KB is copied and decoded, as a good one would be; what is in it adds less than that again. */
    @ParameterizedTest
    @MethodSource("eightKilobytes")
    void verifyWhenHostileThenLinearInItsLength(Hostile hostile) {
        assertTrue(hostile.token.length() <= 8192, "the length is what is tested");
        long spent = bytes(COLD, hostile.token, hostile.outcome);
        assertTrue(spent < 5 * 8192, spent + " bytes, a good token " + good);
    }

    @Test
    void verifyWhenGoodThenAtMostFourKilobytes() {
        assertTrue(good <= 4096, "a good token costs " + good + " bytes");
    }

    @Test
    void verifyWhenRepeatedThenNothing() {
        long spent = bytes(SignedText.verifier(), SignedText.good(), "VERIFIED");
        assertEquals(0, spent);
    }
}
