package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.Refusal;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.Settings;
import dev.signet.jwt.TokenSigner;
import dev.signet.jwt.TokenVerifier;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.token.KeySource;
import dev.signet.token.KeySource.NamedKey;
import dev.signet.token.VerifiedToken;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of an application's own source. */
class KeySourceTest {

    private static final byte[] PAYLOAD = "{\"exp\":4070908800}".getBytes(UTF_8);
    private static final SecretKey SECRET = new SecretKeySpec(Settings.SECRET.getBytes(UTF_8), "HmacSHA256");

    /** Found by ServiceLoader. */
    public static final class Vault implements KeySource {
        @Override
        public List<NamedKey> keys() {
            return List.of(new NamedKey(SECRET));
        }
    }

    private final MutableClock clock = new MutableClock(1_770_000_000_000L);
    private final AtomicInteger calls = new AtomicInteger();
    private volatile List<NamedKey> keys;

    private final KeySource source = () -> {
        calls.incrementAndGet();
        if (keys == null) {
            throw new Exception("the vault is closed");
        }
        return keys;
    };

    private Settings settings(String algorithms) {
        return Settings.of(source).with("jwt.algorithms", algorithms).clock(clock);
    }

    private static Refusal refusal(TokenVerifier verifier, String token) {
        return assertInstanceOf(RefusedToken.class, verifier.verify(token)).reason();
    }

    @Test
    void verifyWhenPublicKeyThenGenuineAndAskedOnce() {
        keys = List.of(new NamedKey(TestKeys.RSA.getPublic(), "r", "PS256"), new NamedKey(TestKeys.P256.getPublic()));
        TokenVerifier verifier = settings("RS256,PS256,ES256").verifier();
        assertEquals(0, calls.get());
        String token = TestKeys.token(Algorithm.PS256, "r", TestKeys.RSA.getPrivate());
        for (int i = 0; i < 10; i++) {
            assertInstanceOf(VerifiedToken.class, verifier.verify(token));
        }
        assertInstanceOf(
                VerifiedToken.class,
                verifier.verify(TestKeys.token(Algorithm.ES256, null, TestKeys.P256.getPrivate())));
        assertEquals(
                Refusal.SIGNATURE_WRONG,
                refusal(verifier, TestKeys.token(Algorithm.ES256, "x", TestKeys.P256B.getPrivate())));
        assertEquals(
                Refusal.ALGORITHM_NOT_ALLOWED,
                refusal(verifier, TestKeys.token(Algorithm.RS256, "r", TestKeys.RSA.getPrivate())));
        assertEquals(1, calls.get());
    }

    @Test
    void signWhenSecretOrPairThenVerifiedByTheSame() {
        List<List<NamedKey>> all = List.of(
                List.of(new NamedKey(SECRET, "s", null)),
                List.of(new NamedKey(TestKeys.P256.getPrivate())),
                List.of(
                        new NamedKey(TestKeys.P256.getPublic(), "k", "ES256"),
                        new NamedKey(TestKeys.P256.getPrivate(), "k", "ES256")),
                List.of(
                        new NamedKey(TestKeys.P256B.getPublic(), "old", null),
                        new NamedKey(TestKeys.P256.getPrivate(), "k", null)));
        for (List<NamedKey> some : all) {
            keys = some;
            Settings settings = settings(some.get(0).key() == SECRET ? "HS256" : "ES256");
            JwtSettings read = settings.read();
            String token = TokenSigner.of(read).sign(PAYLOAD);
            assertInstanceOf(VerifiedToken.class, TokenVerifier.of(read, clock).verify(token));
        }
    }

    @Test
    void verifyWhenSourceFailsThenUnavailableAndKeysInHandStay() throws Exception {
        Settings settings = settings("HS256");
        TokenVerifier verifier = settings.verifier();
        String token = TestKeys.token(Algorithm.HS256, null, Settings.SECRET);
        assertEquals(Refusal.KEY_UNAVAILABLE, refusal(verifier, token));
        keys = List.of(new NamedKey(SECRET));
        clock.advance(RefreshedKeys.INTERVAL);
        assertInstanceOf(VerifiedToken.class, verifier.verify(token));
        keys = null;
        clock.advance(RefreshedKeys.TOO_OLD.minusSeconds(1));
        assertInstanceOf(VerifiedToken.class, verifier.verify(token));
        clock.advance(RefreshedKeys.INTERVAL);
        assertEquals(Refusal.KEY_UNAVAILABLE, refusal(verifier, token));
    }

    @Test
    void verifyWhenKeysCannotBeUsedThenUnavailableWithALine() {
        List<List<NamedKey>> wrong = List.of(
                List.of(),
                List.of(new NamedKey(TestKeys.rsa(1024).getPublic())),
                List.of(new NamedKey(SECRET), new NamedKey(TestKeys.RSA.getPublic())),
                List.of(
                        new NamedKey(TestKeys.RSA.getPublic(), "a", null),
                        new NamedKey(TestKeys.RSA2.getPublic(), "a", null)),
                List.of(new NamedKey(new SecretKeySpec(new byte[8], "raw"))),
                List.of(new NamedKey(TestKeys.P256.getPublic())));
        for (List<NamedKey> some : wrong) {
            keys = some;
            try (LogCapture logged = LogCapture.open()) {
                TokenVerifier verifier = settings("RS256").verifier();
                assertEquals(
                        Refusal.KEY_UNAVAILABLE,
                        refusal(verifier, TestKeys.token(Algorithm.RS256, null, TestKeys.RSA.getPrivate())));
                assertEquals(1, logged.lines(Level.SEVERE).size());
            }
        }
    }

    @Test
    void signWhenNoKeyCanBeHadThenThrows() {
        TokenSigner signer = TokenSigner.of(settings("HS256").read());
        assertThrows(IllegalStateException.class, () -> signer.sign(PAYLOAD));
    }

    @Test
    void readWhenGivenBesideAParameterThenAProblem() {
        String problem = settings("HS256").with("jwt.secret", Settings.SECRET).problem();
        assertTrue(problem.contains("jwt.secret: a KeySource was given in code"), problem);
    }

    @Test
    void readWhenOfferedByServiceLoaderThenFoundUnlessAParameterNamesAKey(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(KeySource.class.getName()), Vault.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            String token = TestKeys.token(Algorithm.HS256, null, Settings.SECRET);
            assertInstanceOf(VerifiedToken.class, Settings.none().verifier().verify(token));
            assertInstanceOf(
                    RefusedToken.class,
                    Settings.of("jwt.secret", "another" + Settings.SECRET)
                            .verifier()
                            .verify(token));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void namedKeyWhenNotForTokensThenRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NamedKey(SECRET, null, "none"));
        for (String name : Algorithm.names()) {
            assertEquals(name, new NamedKey(SECRET, null, name).algorithm());
        }
        assertThrows(IllegalArgumentException.class, () -> new NamedKey(new Other(), null, null));
        assertThrows(NullPointerException.class, () -> new NamedKey(null));
        assertFalse(new NamedKey(SECRET, "k", null).toString().contains(Settings.SECRET));
    }

    private static final class Other implements Key {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return "other";
        }

        @Override
        public String getFormat() {
            return "other";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }
}
