package dev.signet.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.clients.SlowHash;
import dev.signet.config.WatchedFile;
import dev.signet.docs.Recipe;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipe that changes an HMAC secret, with the files and the command of the document, while callers get tokens and
 * use them: none that is genuine and in time is refused, and the old secret is worth nothing at the end.
 */
class SecretChangeTest {

    private static final String HEADING = "## Changing an HMAC secret without refusing anyone";
    private static final int CALLERS = 8;
    /** Calls in each phase before the next step. */
    private static final int CALLS = 300;

    private static final Duration LIFETIME = Duration.ofHours(2);
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final String NEW_SECRET = "9rXc2Lw7Tq0Zs5Vb8Nm3Kd6Gf1Hj4Ya+";
    private static final String CHANGED = "jwt.jwks-file has changed; the new content is in force";

    private final MutableClock clock = new MutableClock(TokenWebapp.SAMPLE_MILLIS);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Semaphore calls = new Semaphore(0);
    private volatile boolean over;

    @TempDir
    private Path folder;

    private record Token(String text, long expires) {}

    private Path file() {
        return folder.resolve("keys.json");
    }

    /** The k of a key. */
    private static String encoded(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
    }

    /** Puts the file of a step in place, as the recipe says: by renaming. */
    private void publish(String file) throws IOException {
        String keys = file.replace("OLD", encoded(TestWebapp.SECRET)).replace("NEW", encoded(NEW_SECRET));
        Files.move(
                Files.writeString(folder.resolve("next.json"), keys),
                file(),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private TestWebapp started() throws Exception {
        Path clients = folder.resolve("clients.json");
        TokenWebapp.write(clients, TokenWebapp.ENTRY);
        SignetConfig config = SignetConfig.builder()
                .set("jwt.jwks-file", file().toString())
                .set("access.rules", "* /api/token permit")
                .clock(clock)
                .build();
        return new TestWebapp()
                .context("signet.jwt.jwks-file", file().toString())
                .context("signet.issuer.clients-file", clients.toString())
                .serve("/api/token", new TokenServlet(clock, new SecureRandom(), SlowHash.PBKDF2))
                .serve("/api/me", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("\"" + request.getRemoteUser() + "\"");
                })
                .start(new SignetFilter(config));
    }

    private Token asked(RawClient client) throws IOException {
        byte[] body = ("{\"appKey\":\"acme\",\"appSecret\":\"" + TokenWebapp.SECRET + "\"}").getBytes(UTF_8);
        long before = clock.instant().getEpochSecond();
        RawAnswer answer = client.send("POST", "/app/api/token", body, "Content-Type: application/json");
        assertEquals(1, answer.code(), answer::text);
        return new Token(answer.json().get("data").get("token").asText(), before + LIFETIME.toSeconds());
    }

    private static RawAnswer used(RawClient client, String token) throws IOException {
        return client.get("/app/api/me", "Authorization: Bearer " + token);
    }

    /** Gets tokens and uses all that it ever got, until they have expired. */
    private void call(int port, Random random) {
        try (RawClient client = new RawClient(port)) {
            List<Token> tokens = new ArrayList<>();
            while (!over) {
                if (tokens.isEmpty() || random.nextInt(4) == 0) {
                    tokens.add(asked(client));
                }
                Token token = tokens.get(random.nextInt(tokens.size()));
                int code = used(client, token.text).code();
                boolean inTime = clock.instant().getEpochSecond() < token.expires;
                if (code != 1 && (inTime || code != 10002)) {
                    wrong.add("a genuine token got " + code);
                }
                tokens.removeIf(each -> clock.instant().getEpochSecond() >= each.expires);
                calls.release();
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            wrong.add("a caller gave up: " + e);
        }
    }

    /** Waits for that many more calls. */
    private void await() throws InterruptedException {
        calls.drainPermits();
        assertTrue(calls.tryAcquire(CALLS, 60, TimeUnit.SECONDS), () -> "the callers have stopped: " + wrong);
        assertEquals(List.of(), List.copyOf(wrong));
    }

    /** Lets the watched file be looked at until filter and token endpoint have both told of it, as the recipe waits. */
    private void awaitChange(LogCapture log, long changes) throws InterruptedException {
        for (int look = 0; changed(log) < 2 * changes; look++) {
            assertTrue(look < 3, () -> "not in force: " + log.lines());
            clock.advance(WatchedFile.POLL);
            await();
        }
    }

    private static long changed(LogCapture log) {
        return log.lines(Level.INFO).stream().filter(CHANGED::equals).count();
    }

    @Test
    void commandWhenRunThenPrintsTheKeyOfTheSecret() throws Exception {
        String command = Recipe.blocks(HEADING, "sh").get(0);
        assumeTrue(run("openssl version", "") != null, "a shell with openssl");
        assertEquals(encoded(TestWebapp.SECRET), run(command, TestWebapp.SECRET));
        assertEquals("fn5-Pz8_Pj4-", run(command, "~~~???>>>"), "with letters that base64url has others for");
        String bytes = Recipe.blocks(HEADING, "sh").get(1);
        assertEquals("fn5-Pz8_Pj4-", run(bytes, "base64:fn5+Pz8/Pj4+"));
        assertEquals("fn5-Pw", run(bytes, "base64:fn5+Pw=="));
    }

    /** What a command prints, or null where there is no such command or shell. */
    private static String run(String command, String secret) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command);
        shell.environment().put("SIGNET_SECRET", secret);
        try {
            Process process = shell.start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor() == 0 ? printed : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Test
    void callWhenTheSecretIsChangedUnderLoadThenNoGenuineTokenIsRefused() throws Exception {
        List<String> files = Recipe.blocks(HEADING, "json");
        assertEquals(4, files.size());
        publish(files.get(0));
        String ofBefore = TestWebapp.token(payload(LIFETIME)); // of the plain secret, without a kid
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (LogCapture log = LogCapture.open(Level.INFO);
                TestWebapp app = started();
                RawClient client = new RawClient(app.port())) {
            for (int i = 0; i < CALLERS; i++) {
                Random random = new Random(i);
                callers.execute(() -> call(app.port(), random));
            }
            await();
            assertEquals(1, used(client, ofBefore).code());
            String first = asked(client).text;
            publish(files.get(1));
            awaitChange(log, 1);
            assertEquals(1, used(client, ofBefore).code());
            assertEquals(kid(first), kid(asked(client).text), "the old one still signs");
            publish(files.get(2));
            awaitChange(log, 2);
            String second = asked(client).text;
            assertEquals("2027", kid(second));
            assertEquals(1, used(client, first).code(), "signed with the old one");
            clock.advance(LIFETIME.plus(SKEW));
            await();
            publish(files.get(3));
            awaitChange(log, 3);
            over = true;
            callers.shutdown();
            assertTrue(callers.awaitTermination(60, TimeUnit.SECONDS));
            assertEquals(List.of(), List.copyOf(wrong));
            assertEquals(
                    10003, used(client, TestWebapp.token(payload(LIFETIME))).code(), "made with the old one");
            String named =
                    TestWebapp.signed("{\"alg\":\"HS256\",\"kid\":\"2026\"}", payload(LIFETIME), TestWebapp.SECRET);
            assertEquals(10003, used(client, named).code());
            assertEquals(1, used(client, asked(client).text).code());
        } finally {
            over = true;
            callers.shutdownNow();
        }
    }

    private String payload(Duration left) {
        return "{\"exp\":" + clock.instant().plus(left).getEpochSecond() + ",\"sub\":\"acme\"}";
    }

    private static String kid(String token) {
        String header = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), UTF_8);
        return header.replaceAll(".*\"kid\":\"([^\"]*)\".*", "$1");
    }
}
