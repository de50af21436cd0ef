package dev.signet.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of verified tokens, and what is not. */
class VerifiedTokensTest {

    private final Object keys = new Object();

    private static GenuineToken verified(String text) {
        Claims claims = new Claims(new LinkedHashMap<>(), NumericDate.ABSENT, NumericDate.ABSENT, NumericDate.ABSENT);
        return new GenuineToken(text, null, claims, new Identity(null, List.of(), null, null, List.of(), List.of()));
    }

    /** The texts of tokens that differ where tokens differ: in payload and signature. */
    private static List<String> texts(int count) {
        Random random = new Random(42);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] signature = new byte[32];
            random.nextBytes(signature);
            texts.add("eyJhbGciOiJIUzI1NiJ9.eyJuIjox" + i + "." + SignedText.encoded(signature));
        }
        return texts;
    }

    private VerifiedTokens cache(int size) {
        VerifiedTokens cache = new VerifiedTokens(size);
        assertNull(cache.find("nothing is there before the keys are known", keys, 0));
        return cache;
    }

    private void remember(VerifiedTokens cache, String text) {
        cache.remember(text, verified(text), keys, Long.MAX_VALUE);
    }

    @Test
    void findWhenRememberedThenTheSameTokenForAnEqualText() {
        VerifiedTokens cache = cache(1024);
        String text = texts(1).get(0);
        GenuineToken token = verified(text);
        cache.remember(text, token, keys, Long.MAX_VALUE);
        assertSame(token, cache.find(new String(text), keys, 0));
    }

    @Test
    void findWhenAnyCharacterDiffersThenNothing() {
        VerifiedTokens cache = cache(8);
        String text = texts(1).get(0);
        remember(cache, text);
        for (int i = 0; i < text.length(); i++) {
            for (char c : new char[] {'A', 'B', 'é', '\uff21', '\u0000'}) {
                String other = text.substring(0, i) + c + text.substring(i + 1);
                if (!other.equals(text)) {
                    assertNull(cache.find(other, keys, 0), other);
                }
            }
        }
        for (int end = 0; end < text.length(); end++) {
            assertNull(cache.find(text.substring(0, end), keys, 0));
            assertNull(cache.find(text.substring(text.length() - end), keys, 0));
        }
    }

    @Test
    void findWhenKeysHaveChangedThenEmpty() {
        VerifiedTokens cache = cache(64);
        String text = texts(1).get(0);
        remember(cache, text);
        Object newer = new Object();
        assertNull(cache.find(text, newer, 0));
        assertEquals(0, cache.count());
        remember(cache, text); // verified with the keys of before, by a slow thread
        assertEquals(0, cache.count());
        assertNull(cache.find(text, newer, 0));
        assertNull(cache.find(text, keys, 0), "not even when the old keys come back");
    }

    /** As while no key can be had: nothing is gained by making room for tokens again and again. */
    @Test
    void findWhenKeysAreOthersEveryTimeThenNoRoomIsMade() {
        VerifiedTokens cache = cache(65_536);
        String text = texts(1).get(0);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            assertNull(cache.find(text, new Object(), i));
        }
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 100, 1000, 1024, 65_536})
    void rememberWhenTooManyThenNeverMoreThanTheSize(int size) {
        VerifiedTokens cache = cache(size);
        List<String> texts = texts(Math.min(3 * size + 10, 70_000));
        for (String text : texts) {
            remember(cache, text);
            assertTrue(cache.find(text, keys, 0) != null, "the newest is always there");
        }
        assertTrue(cache.count() <= size, cache.count() + " of " + size);
        assertTrue(cache.count() >= Math.min(size, texts.size()) * 0.6, cache.count() + " of " + size);
    }

    @Test
    void rememberWhenFullThenWhatIsAskedForStays() {
        VerifiedTokens cache = cache(8);
        List<String> texts = texts(500);
        String busy = texts.get(0);
        remember(cache, busy);
        for (String text : texts.subList(1, 500)) {
            assertTrue(cache.find(busy, keys, 0) != null);
            remember(cache, text);
        }
        assertTrue(cache.find(busy, keys, 0) != null);
        assertEquals(8, cache.count());
    }

    @Test
    void rememberWhenTwiceThenOnePlace() {
        VerifiedTokens cache = cache(8);
        String text = texts(1).get(0);
        remember(cache, text);
        remember(cache, new String(text));
        assertEquals(1, cache.count());
    }

    @Test
    void findWhenOthersAreExpiredThenTheyAreForgottenWithinTwoMinutes() {
        VerifiedTokens cache = cache(1024);
        List<String> texts = texts(300);
        for (int i = 0; i < 300; i++) {
            cache.remember(texts.get(i), verified(texts.get(i)), keys, i < 200 ? 1000 : 5000);
        }
        int before = cache.count();
        assertTrue(before > 290);
        cache.find("any other token at all", keys, 900);
        assertEquals(before, cache.count());
        cache.find("any other token at all", keys, 1000);
        assertTrue(cache.count() <= 100, "left: " + cache.count());
        cache.find("any other token at all", keys, 400); // a clock that is set back stops nothing
        cache.find("any other token at all", keys, 5000);
        assertEquals(0, cache.count());
    }

    @Test
    void findWhenManyThreadsThenNeverAnothersToken() throws Exception {
        VerifiedTokens cache = cache(64);
        List<String> texts = texts(200);
        Object[] generations = {keys, new Object(), new Object()};
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Integer>> hits = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Random random = new Random(t);
            hits.add(threads.submit(() -> {
                int found = 0;
                for (int i = 0; i < 50_000; i++) {
                    String text = texts.get(random.nextInt(random.nextInt(200) + 1));
                    Object generation = generations[i / 20_000];
                    GenuineToken token = cache.find(new String(text), generation, i);
                    if (token == null) {
                        cache.remember(text, verified(text), generation, i + 100L);
                    } else {
                        assertEquals(verified(text).fingerprint(), token.fingerprint());
                        found++;
                    }
                }
                return found;
            }));
        }
        int found = 0;
        for (Future<Integer> hit : hits) {
            found += hit.get();
        }
        threads.shutdown();
        assertTrue(found > 1000, "hits: " + found);
        assertTrue(cache.count() <= 64);
    }

    @Test
    void verifyWhenRepeatedThenTheSameObjectUnlessSwitchedOff() {
        String token = SignedText.good();
        TokenVerifier remembering = SignedText.verifier();
        assertSame(remembering.verify(token), remembering.verify(new String(token)));
        TokenVerifier forgetful = SignedText.verifier("jwt.cache-size", "0");
        assertNotSame(forgetful.verify(token), forgetful.verify(token));
    }

    @Test
    void verifyWhenRefusedThenNothingIsRemembered() {
        VerifiedTokens cache = cache(8);
        TokenVerifier verifier = SignedText.verifier("jwt.cache-size", "8");
        String good = SignedText.good();
        String tampered = good.substring(0, good.length() - 1) + (good.endsWith("A") ? "B" : "A");
        for (int i = 0; i < 3; i++) {
            assertEquals(RefusedToken.class, verifier.verify(tampered).getClass());
            assertEquals(GenuineToken.class, verifier.verify(good).getClass());
        }
        assertEquals("at most 8 verified tokens", cache.toString());
    }
}
