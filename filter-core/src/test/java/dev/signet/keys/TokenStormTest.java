package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many callers with many tokens, forged and expired ones among them, while the published keys change: nobody is taken for
 * somebody else, nobody gets in with a key that is gone, and nobody is refused whose key is there. Over HTTP on both sides.
 */
class TokenStormTest {

    private static final int CALLERS = 64;
    /** Of each caller. */
    private static final int REQUESTS = Integer.getInteger("storm.requests", 70);

    private static final int ROUNDS = 6;
    private static final int FORGERIES = 3;
    private static final Logger LOG = Logger.getLogger("dev.signet");

    /** In round r the keys at r and r + 1 are published, around the ring. */
    private static final int RING = 6;

    /** Where the set is, and whose keys are in it. */
    private record Place(
            String parameter, Algorithm algorithm, int tokens, int requests, List<SigningKey> keys, List<String> jwks) {

        static Place of(String parameter, Algorithm algorithm, int tokens, int requests) {
            List<SigningKey> keys = new ArrayList<>();
            List<String> jwks = new ArrayList<>();
            for (int key = 0; key < RING; key++) {
                String name = ",\"kid\":\"" + kid(key) + "\"";
                if (algorithm == Algorithm.HS256) {
                    String secret = key + "7Yx0pQw4mZt9Lr2Vb6Nc1Hs8Kd5Gf3Ja";
                    keys.add(new HmacKey(algorithm, kid(key), secret.getBytes(UTF_8)));
                    jwks.add(TestKeys.jwk(secret, name));
                } else {
                    KeyPair pair = TestKeys.ec("secp256r1");
                    keys.add(new PrivateSignatureKey(algorithm, kid(key), pair.getPrivate()));
                    jwks.add(TestKeys.jwk(pair.getPublic(), name));
                }
            }
            return new Place(parameter, algorithm, tokens, requests, keys, jwks);
        }

        boolean isFile() {
            return parameter.equals("jwt.jwks-file");
        }

        @Override
        public String toString() {
            return parameter;
        }

        String set(int round) {
            return TestKeys.set(jwks.get(round % RING), jwks.get((round + 1) % RING));
        }

        String header(int key) {
            String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid(key) + "\"}";
            return TestKeys.encoded(header.getBytes(UTF_8));
        }

        Sent token(int user) {
            int key = user % RING;
            boolean expired = user % 10 == 0;
            String payload = "{\"exp\":" + (expired ? 1_700_000_000 : 4_070_908_800L) + ",\"sub\":\"user-" + user
                    + "\",\"roles\":[\"role-" + user + "\"]}";
            String input = header(key) + '.' + TestKeys.encoded(payload.getBytes(UTF_8));
            byte[] bytes = input.getBytes(UTF_8);
            String signature = TestKeys.encoded(keys.get(key).sign(bytes, bytes.length));
            return new Sent(input + '.' + signature, user, key, expired ? 10002 : 1);
        }

        /** A token that nobody has signed, made of two that are genuine; those at the same place of the ring. */
        Sent forged(Sent one, Sent other, int how) {
            String[] parts = one.token.split("\\.", -1);
            String[] others = other.token.split("\\.", -1);
            String text = switch (how) {
                case 0 -> parts[0] + '.' + others[1] + '.' + parts[2]; // what is remembered ends like that
                case 1 -> header(one.key + 1) + '.' + parts[1] + '.' + parts[2];
                default -> parts[0] + '.' + parts[1] + '.' + others[2];
            };
            return new Sent(text, one.user, one.key, 10003);
        }
    }

    /** Twice the round; odd while the keys of the next one come into force. */
    private final AtomicInteger phase = new AtomicInteger();

    private final MutableClock clock = new MutableClock(1_770_000_000_000L);
    private final Semaphore answered = new Semaphore(0);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile String published = "";
    private HttpServer keys;

    @TempDir
    private Path folder;

    /**
     * What a caller sends, and what it has to mean while its key is published; otherwise it is 10003.
     *
     * @param key its place in the ring
     */
    private record Sent(String token, int user, int key, int code) {}

    @BeforeEach
    void start() throws IOException {
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = published.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        keys.start();
        LOG.setLevel(Level.WARNING); // thousands of refusals would be a line each
    }

    @AfterEach
    void stop() {
        LOG.setLevel(null);
        keys.stop(0);
    }

    /** Names come back for other keys. */
    private static String kid(int key) {
        return "k" + key % 3;
    }

    private static boolean isPublished(int key, int round) {
        return key == round % RING || key == (round + 1) % RING;
    }

    private static Sent pick(Place place, List<Sent> tokens, Random random) {
        int first = random.nextInt(tokens.size());
        if (random.nextInt(4) > 0) {
            return tokens.get(first);
        }
        int second = (first + RING * (1 + random.nextInt(40))) % (tokens.size() / RING * RING);
        return place.forged(tokens.get(first), tokens.get(second), random.nextInt(FORGERIES));
    }

    /** A signature of the second kind costs a hundred times as much, so there are fewer. */
    static Stream<Place> places() {
        return Stream.of(
                Place.of("jwt.jwks-file", Algorithm.HS256, 5000, REQUESTS),
                Place.of("jwt.jwks-url", Algorithm.ES256, 300, REQUESTS / 6));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void verifyWhenKeysRotateUnderAStormThenNobodyIsSomebodyElse(Place place) throws Exception {
        List<Sent> tokens =
                IntStream.range(0, place.tokens).mapToObj(place::token).toList();
        publish(place.set(0));
        SignetConfig config = SignetConfig.builder()
                .set(
                        place.parameter,
                        place.isFile()
                                ? file().toString()
                                : "http://127.0.0.1:" + keys.getAddress().getPort() + "/")
                .set("jwt.algorithms", place.algorithm.name())
                .clock(clock)
                .build();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (TestWebapp app = new TestWebapp()
                .serve("/who/*", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter()
                            .print("\"" + request.getRemoteUser() + " "
                                    + request.isUserInRole(
                                            "role-" + request.getPathInfo().substring(1)) + "\"");
                })
                .start(new SignetFilter(config))) {
            assertEquals(
                    1,
                    app.get("/who/1", "Authorization: Bearer " + tokens.get(1).token)
                            .code());
            for (int i = 0; i < CALLERS; i++) {
                Random random = new Random(i);
                callers.execute(() -> call(app.port(), place, tokens, random));
            }
            for (int round = 1; round < ROUNDS; round++) {
                await(CALLERS * place.requests / ROUNDS);
                rotate(app, place, round, tokens);
            }
            callers.shutdown();
            assertTrue(callers.awaitTermination(REQUESTS + 60L, TimeUnit.SECONDS));
        } finally {
            callers.shutdownNow();
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(accepted.get() > CALLERS * place.requests / 8, "only " + accepted + " were accepted");
    }

    private Path file() {
        return folder.resolve("keys.json");
    }

    /** At either place. */
    private void publish(String set) throws IOException {
        published = set;
        Files.move(
                Files.writeString(folder.resolve("new.json"), set),
                file(),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private void await(int requests) throws InterruptedException {
        assertTrue(answered.tryAcquire(requests, REQUESTS + 60L, TimeUnit.SECONDS), "the callers have stopped");
    }

    /** Publishes the keys of a round, and waits until they are in force. */
    private void rotate(TestWebapp app, Place place, int round, List<Sent> tokens) throws IOException {
        Sent newcomer = tokens.stream()
                .filter(sent -> sent.code == 1 && sent.key == (round + 1) % RING)
                .findFirst()
                .orElseThrow();
        phase.incrementAndGet();
        publish(place.set(round));
        clock.advance(RefreshedKeys.OLD);
        long begun = System.nanoTime();
        while (app.get("/who/" + newcomer.user, "Authorization: Bearer " + newcomer.token)
                        .code()
                != 1) {
            assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(30), "the new keys never came into force");
        }
        phase.incrementAndGet();
    }

    private void call(int port, Place place, List<Sent> tokens, Random random) {
        try (RawClient client = new RawClient(port)) {
            for (int i = 0; i < place.requests; i++) {
                Sent sent = pick(place, tokens, random);
                int before = phase.get();
                RawAnswer answer = client.get("/app/who/" + sent.user, "Authorization: Bearer " + sent.token);
                check(sent, answer, before, phase.get());
                answered.release();
            }
        } catch (IOException | RuntimeException e) {
            wrong.add("caller gave up: " + e);
        }
    }

    private void check(Sent sent, RawAnswer answer, int before, int after) {
        int code = answer.code();
        boolean stable = before == after && before % 2 == 0;
        boolean known =
                IntStream.rangeClosed(before / 2, (after + 1) / 2).anyMatch(round -> isPublished(sent.key, round));
        int expected = known ? sent.code : 10003;
        if (code != expected && (stable || code != 10003 && code != -1)) {
            wrong.add(sent + " got " + code + " in phases " + before + " to " + after);
        }
        if (code == 1) {
            accepted.incrementAndGet();
            if (!answer.data().equals("\"user-" + sent.user + " true\"")) {
                wrong.add(sent + " was taken for " + answer.data());
            }
        }
    }
}
