package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.ClientsParser;
import dev.signet.clients.SlowHash;
import dev.signet.testing.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many slow hashes strangers can have computed, at once and in a minute; counted, over HTTP. */
class SlowHashTest {

    private static final String WRONG = "wrong";

    @TempDir
    private Path folder;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final HeldHashes hashes = new HeldHashes();

    /** Derives nothing before it is let, and counts who wants it. */
    private static final class HeldHashes implements SlowHash {
        private final CountDownLatch free = new CountDownLatch(1);
        private final AtomicInteger derivations = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        @Override
        public byte[] derive(String secret, byte[] salt, int iterations, int bytes) {
            derivations.incrementAndGet();
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                if (!free.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody let it");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                atOnce.decrementAndGet();
            }
            return SlowHash.PBKDF2.derive(secret, salt, iterations, bytes);
        }
    }

    @AfterEach
    void stop() {
        hashes.free.countDown();
        callers.shutdownNow();
    }

    private TokenWebapp webapp(String slowHashes) throws Exception {
        return new TokenWebapp()
                .with("issuer.slow-hashes", slowHashes)
                .clients(folder.resolve("clients.json"), TokenWebapp.ENTRY, TokenWebapp.CHOSEN_ENTRY)
                .slow(hashes)
                .addressed()
                .start();
    }

    /** Sends all at once; counts those down that are answered while slow hashes are held. */
    private List<Future<RawAnswer>> send(int requests, CountDownLatch answered, IntCall call) {
        List<Future<RawAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            int number = i;
            Callable<RawAnswer> one = () -> {
                RawAnswer answer = call.send(number);
                answered.countDown();
                return answer;
            };
            answers.add(callers.submit(one));
        }
        return answers;
    }

    private interface IntCall {
        RawAnswer send(int number) throws Exception;
    }

    private static int count(List<Future<RawAnswer>> answers, int code) throws Exception {
        int count = 0;
        for (Future<RawAnswer> answer : answers) {
            count += answer.get().code() == code ? 1 : 0;
        }
        return count;
    }

    @Test
    void loginWhenManyIdsAreInventedThenTheRestIsBusyAtOnceAndGeneratedSecretsPass() throws Exception {
        int requests = 24;
        int slots = 2;
        CountDownLatch answered = new CountDownLatch(requests - slots);
        try (TokenWebapp app = webapp(Integer.toString(slots))) {
            List<Future<RawAnswer>> answers =
                    send(requests, answered, i -> app.login("invented-" + i, WRONG, "X-Address: 192.0.2." + i));
            assertTrue(answered.await(60, TimeUnit.SECONDS), "only two wait for their hash");
            RawAnswer busy = app.login("one-more", WRONG);
            assertEquals(-1, busy.code());
            assertEquals("1", busy.header("Retry-After"));
            assertEquals(
                    -1,
                    app.login(TokenWebapp.CHOSEN_ID, TokenWebapp.CHOSEN_SECRET).code());
            assertEquals(1, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            hashes.free.countDown();
            assertEquals(requests - slots, count(answers, -1));
            assertEquals(slots, count(answers, 15000));
            assertEquals(slots, hashes.mostAtOnce.get());
            assertEquals(2 * slots, hashes.derivations.get(), "the stand-in's and the one that all have more");
            assertEquals(
                    1,
                    app.login(TokenWebapp.CHOSEN_ID, TokenWebapp.CHOSEN_SECRET).code());
        }
    }

    @Test
    void loginWhenGuessesAreSentAtOnceThenCountedBeforeTheyDerive() throws Exception {
        int requests = 24;
        int told = FailureThrottle.OF_CLIENT;
        CountDownLatch answered = new CountDownLatch(requests - told);
        try (TokenWebapp app = webapp("64")) {
            List<Future<RawAnswer>> answers =
                    send(requests, answered, i -> app.login(TokenWebapp.CHOSEN_ID, WRONG + i));
            assertTrue(answered.await(60, TimeUnit.SECONDS), "only ten wait for their hash");
            hashes.free.countDown();
            assertEquals(told, count(answers, 15000));
            assertEquals(2 * told, hashes.derivations.get());
        }
    }

    @Test
    void loginWhenThousandIdsComeFromOneAddressThenNoMoreHashesThanItsBudget() throws Exception {
        hashes.free.countDown();
        try (TokenWebapp app = webapp("1")) {
            for (int i = 0; i < 200; i++) {
                app.login("invented-" + i, WRONG);
            }
            assertEquals(2 * FailureThrottle.OF_ADDRESS, hashes.derivations.get());
        }
    }

    @Test
    void loginWhenAllSecretsAreGeneratedThenNothingIsDerived() throws Exception {
        try (TokenWebapp app = new TokenWebapp()
                .clients(folder.resolve("clients.json"), TokenWebapp.ENTRY)
                .slow(hashes)
                .start()) {
            assertEquals(15000, app.login(TokenWebapp.ID, WRONG).code());
            assertEquals(15000, app.login("nobody", WRONG).code());
            assertEquals(0, hashes.derivations.get());
        }
    }

    @Test
    void parseWhenSecretsOfOneClientCostTooMuchTogetherThenProblemWithTheNumbers() {
        String half = "{\"hash\":\"" + hash(5_000_000) + "\"}";
        String entry = "{\"clients\":[{\"id\":\"acme\",\"secrets\":[%s]}]}";
        ClientsParser.parse(bytes(entry.formatted(half + "," + half)), note -> {});
        String least = "{\"hash\":\"" + hash(10_000) + "\"}";
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ClientsParser.parse(bytes(entry.formatted(half + "," + half + "," + least)), note -> {}))
                .getMessage();
        assertTrue(message.contains("clients[0] (acme): secrets: the PBKDF2 hashes have 10010000 iterations"), message);
        assertTrue(message.contains("at most 10000000"), message);
        ClientStore.Secret most = new ClientStore.Secret(hash(10_000_000));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new ClientStore.Client("acme", most, most))
                .getMessage()
                .contains("20000000 iterations"));
    }

    private static String hash(int iterations) {
        return "pbkdf2-sha256:" + iterations + ":AAAAAAAAAAAAAAAAAAAAAA==:" + "A".repeat(43) + "=";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
