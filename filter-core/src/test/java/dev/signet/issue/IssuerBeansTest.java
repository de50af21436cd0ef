package dev.signet.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.SecretHash;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import dev.signet.token.KeySource;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuers, stores and keys that are handed to the endpoints as objects, rightly and wrongly. */
class IssuerBeansTest {

    private static final TokenIssuer THROWING = request -> {
        throw new IllegalStateException("the directory of acme is down");
    };
    private static final ClientStore STORE = id -> id.equals(TokenWebapp.ID)
            ? new ClientStore.Client(id, new ClientStore.Secret(SecretHash.sha256(TokenWebapp.SECRET)))
            : null;
    private static final KeySource KEYS =
            () -> List.of(new KeySource.NamedKey(new SecretKeySpec(TestWebapp.SECRET.getBytes(UTF_8), "HmacSHA256")));

    @TempDir
    private Path folder;

    /** Hands one over in code or as an attribute. */
    private static <T> TokenWebapp given(boolean inCode, Class<T> type, T bean) {
        return inCode ? new TokenWebapp().bean(type, bean) : new TokenWebapp().attribute(type, bean);
    }

    private static void refused(TokenWebapp webapp, String problem) throws Exception {
        try (LogCapture logs = LogCapture.open();
                TokenWebapp app = webapp.start()) {
            RawAnswer answer = app.login(TokenWebapp.ID, TokenWebapp.SECRET);
            assertEquals(503, answer.status());
            assertEquals(-30, answer.code());
            assertEquals("null", answer.data());
            assertTrue(
                    logs.lines(Level.SEVERE).stream()
                            .anyMatch(line -> line.startsWith("the token endpoint could not be set up")
                                    && line.contains(problem)),
                    logs::everything);
        }
    }

    private static String token(RawAnswer answer) {
        return answer.json().at("/data/token").asText();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void loginWhenTheIssuerIsHandedOverThenAskedAndItsTokensAreAccepted(boolean inCode) throws Exception {
        try (TokenWebapp app =
                given(inCode, TokenIssuer.class, new Plugins.OwnIssuer()).start()) {
            assertEquals(
                    "\"issues\"", app.me(token(app.login("issues", "sesame"))).data());
            assertEquals(15000, app.login("nobody", "sesame").code());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void loginWhenTheStoreIsHandedOverThenTheBuiltInIssuerAsksIt(boolean inCode) throws Exception {
        try (TokenWebapp app = given(inCode, ClientStore.class, STORE).start()) {
            RawAnswer answer = app.login(TokenWebapp.ID, TokenWebapp.SECRET);
            assertEquals("\"acme\"", app.me(token(answer)).data());
            assertEquals(15000, app.login(TokenWebapp.ID, "wrong").code());
        }
    }

    @Test
    void loginWhenTheBuilderMadeTheEndpointThenAllItWasGivenCounts() throws Exception {
        TokenServlet tokens =
                TokenServlet.builder().clients(STORE).keySource(KEYS).build();
        TokenServlet own = TokenServlet.builder()
                .issuer(new Plugins.OwnIssuer())
                .keySource(KEYS)
                .build();
        try (TestWebapp app = new TestWebapp()
                .open()
                .serve("/tokens", tokens)
                .serve("/own", own)
                .start()) {
            String json = "Content-Type: application/json";
            String acme = "{\"appKey\":\"acme\",\"appSecret\":\"" + TokenWebapp.SECRET + "\"}";
            assertEquals(1, app.send("POST", "/tokens", acme, json).code());
            assertEquals(
                    1,
                    app.send("POST", "/own", "{\"appKey\":\"issues\",\"appSecret\":\"x\"}", json)
                            .code());
        }
    }

    @Test
    void builderWhenGivenNothingThenRefusedAtOnce() {
        TokenServlet.Builder builder = TokenServlet.builder();
        assertThrows(NullPointerException.class, () -> builder.issuer(null));
        assertThrows(NullPointerException.class, () -> builder.clients(null));
        assertThrows(NullPointerException.class, () -> builder.keySource(null));
        assertThrows(NullPointerException.class, () -> new JwksServlet((KeySource) null));
    }

    @Test
    void startWhenAnAttributeIsSomethingElseThenProblem() throws Exception {
        refused(
                new TokenWebapp().attribute(TokenIssuer.class, "com.acme.Issuer"),
                "dev.signet.issue.TokenIssuer: the attribute of the ServletContext is a java.lang.String, not a"
                        + " dev.signet.issue.TokenIssuer");
        refused(
                new TokenWebapp().attribute(ClientStore.class, List.of()),
                "dev.signet.issue.ClientStore: the attribute of the ServletContext is a java.util.");
    }

    @Test
    void startWhenThereAreTwoWaysThenContradiction() throws Exception {
        TokenIssuer own = new Plugins.OwnIssuer();
        String only = "; set only one of the two";
        refused(
                given(true, TokenIssuer.class, own).with("issuer.class", Plugins.OwnIssuer.class.getName()),
                "issuer.class: a TokenIssuer is also set in code" + only);
        refused(
                given(false, TokenIssuer.class, own).with("issuer.class", Plugins.OwnIssuer.class.getName()),
                "issuer.class: a TokenIssuer is also set as the attribute dev.signet.issue.TokenIssuer of the"
                        + " ServletContext" + only);
        refused(
                given(false, TokenIssuer.class, own).bean(TokenIssuer.class, THROWING),
                "dev.signet.issue.TokenIssuer: one is set in code and another one as the attribute of the"
                        + " ServletContext" + only);
        refused(
                given(false, TokenIssuer.class, own).attribute(ClientStore.class, STORE),
                "dev.signet.issue.ClientStore: the issuer " + Plugins.OwnIssuer.class.getName() + " does not use it"
                        + only);
        refused(
                given(false, TokenIssuer.class, own).clients(folder.resolve("c.json"), TokenWebapp.ENTRY),
                "issuer.clients-file: the issuer " + Plugins.OwnIssuer.class.getName() + " does not use it" + only);
        refused(
                given(true, ClientStore.class, STORE).clients(folder.resolve("c.json"), TokenWebapp.ENTRY),
                "issuer.clients-file: a ClientStore is also set in code" + only);
        refused(
                given(true, ClientStore.class, STORE).bean(KeySource.class, KEYS),
                "jwt.secret: a KeySource was given in code, which provides all keys" + only);
    }

    @Test
    void loginWhenTheAttributeComesLaterThenWithinFiveSecondsAndToldOnce() throws Exception {
        try (LogCapture logs = LogCapture.open();
                TokenWebapp app = new TokenWebapp().start()) {
            assertEquals(-30, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            app.attribute(ClientStore.class, STORE);
            assertEquals(-30, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code(), "tried a moment ago");
            app.clock.advance(SetUp.RETRY);
            assertEquals(1, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            assertEquals(
                    1,
                    logs.lines().stream()
                            .filter(line -> line.contains("the token endpoint could not be set up"))
                            .count());
        }
    }

    @Test
    void getWhenTheKeysComeLaterThenPublishedWithinFiveSeconds() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeySource source = () -> List.of(new KeySource.NamedKey(pair.getPublic(), "k", "EdDSA"));
        MutableClock clock = new MutableClock(TokenWebapp.SAMPLE_MILLIS);
        try (TestWebapp app = new TestWebapp()
                .open()
                .context("signet.jwt.algorithms", "EdDSA")
                .with("jwt.algorithms", "HS256")
                .serve("/jwks", new JwksServlet(clock))
                .serve("/own", new JwksServlet(source))
                .start()) {
            assertEquals(-30, app.get("/jwks").code());
            assertTrue(app.get("/own").text().contains("\"kid\":\"k\""));
            app.attribute(KeySource.class.getName(), source);
            assertEquals(-30, app.get("/jwks").code(), "tried a moment ago");
            clock.advance(SetUp.RETRY);
            assertTrue(app.get("/jwks").text().contains("\"kid\":\"k\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "far"})
    void loginWhenTheBeanFailsThenSystemBusyWithoutItsWords(String how) throws Exception {
        TokenIssuer failing = request -> switch (how) {
            case "exception" -> throw new IllegalStateException("the directory of acme is down");
            case "error" -> throw new NoClassDefFoundError("com/acme/Directory");
            default -> new IssuedToken("x.y.z", Instant.MAX);
        };
        try (LogCapture logs = LogCapture.open();
                TokenWebapp app = given(false, TokenIssuer.class, failing).start()) {
            RawAnswer answer = app.login(TokenWebapp.ID, TokenWebapp.SECRET);
            assertEquals(-1, answer.code());
            assertEquals("null", answer.data());
            assertFalse(answer.text().contains("acme"));
            assertTrue(logs.lines(Level.SEVERE).stream().anyMatch(line -> line.startsWith("the token issuer ")));
        }
    }

    @Test
    void loginWhenTheInitTakesLongThenNobodyElseTriesAndNobodyWaits() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        TokenIssuer slow = new TokenIssuer() {
            @Override
            public void init(Context context) throws Exception {
                int call = calls.incrementAndGet();
                if (call == 2) {
                    begun.countDown();
                    end.await();
                }
                if (call == 1) {
                    throw new IllegalStateException("not yet");
                }
            }

            @Override
            public IssuedToken issue(TokenRequest request) {
                return null;
            }
        };
        try (TokenWebapp app = given(false, TokenIssuer.class, slow).start()) {
            app.clock.advance(SetUp.RETRY);
            Future<Integer> waiting = thread.submit(
                    () -> app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            begun.await();
            app.clock.advance(SetUp.RETRY);
            assertEquals(-30, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            end.countDown();
            assertEquals(15000, waiting.get());
            assertEquals(2, calls.get());
        } finally {
            end.countDown();
            thread.shutdown();
        }
    }

    @Test
    void startWhenTheInitThrowsThenProblemAndTriedAgain() throws Exception {
        int[] calls = {0};
        TokenIssuer awaking = new TokenIssuer() {
            @Override
            public void init(Context context) {
                if (calls[0]++ == 0) {
                    throw new IllegalStateException("not yet");
                }
            }

            @Override
            public IssuedToken issue(TokenRequest request) {
                return null;
            }
        };
        try (LogCapture logs = LogCapture.open();
                TokenWebapp app = given(false, TokenIssuer.class, awaking).start()) {
            assertEquals(-30, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            assertTrue(logs.everything().contains("issuer.class: the init of "));
            app.clock.advance(SetUp.RETRY);
            assertEquals(15000, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
        }
    }
}
