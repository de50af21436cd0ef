package dev.signet.bench;

import dev.signet.attack.Attack;
import dev.signet.attack.Report;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.event.Events;
import dev.signet.event.KeyEvents;
import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.TokenVerifier;
import dev.signet.keys.Keys;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What {@code selftest} adds to a start: once in a JVM, with nothing compiled, as at a start. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(15)
public class SelfTestBenchmark {

    /** The algorithm, the size of an RSA key, and which half of the keys is at hand. */
    @Param({"HS256", "RS256-2048-public", "RS256-2048-private", "RS256-4096-private", "ES256-256-private"})
    public String keys;

    private JwtSettings settings;

    /** Made when JMH starts. */
    public SelfTestBenchmark() {}

    /** Reads the keys, as the filter has before. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        String[] words = keys.split("-");
        Map<String, String> values = new HashMap<>();
        values.put("jwt.algorithms", words[0]);
        values.put("jwt.issuer", SampleToken.ISSUER);
        values.put("jwt.audience", SampleToken.AUDIENCE);
        byte[] pem = {};
        if (words.length == 1) {
            values.put("jwt.secret", "base64:" + Base64.getEncoder().encodeToString(SampleToken.SECRET));
        } else {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(words[0].startsWith("ES") ? "EC" : "RSA");
            generator.initialize(Integer.parseInt(words[1]));
            KeyPair pair = generator.generateKeyPair();
            boolean open = words[2].equals("public");
            values.put("jwt." + words[2] + "-key-file", "/WEB-INF/key.pem");
            String what = words[2].toUpperCase(Locale.ROOT) + " KEY-----\n";
            pem = ("-----BEGIN " + what
                            + Base64.getMimeEncoder()
                                    .encodeToString((open ? pair.getPublic() : pair.getPrivate()).getEncoded())
                            + "\n-----END " + what)
                    .getBytes(StandardCharsets.US_ASCII);
        }
        byte[] file = pem;
        Parameters parameters = new Parameters(values, Owner.FILTER, path -> new ByteArrayInputStream(file));
        settings = JwtSettings.read(
                parameters, name -> null, Clock.systemUTC(), new KeyEvents(Events.to("dev.signet.bench")));
        parameters.rejectProblems();
    }

    /** Forges, and has all of it refused. */
    @Benchmark
    public Report attack() {
        AtomicReference<Keys.InHand> hand = new AtomicReference<>();
        settings.keys().whenFirst(first -> hand.set(first.get()));
        TokenVerifier verifier =
                TokenVerifier.of(settings, Clock.systemUTC()).apart(hand.get().keys());
        Report report = Attack.on(
                settings,
                hand.get(),
                System.currentTimeMillis() / 1000,
                credentials -> verifier.authenticate(credentials) instanceof RefusedToken refused ? refused : null);
        if (report.isBroken() || report.isIdle()) {
            throw new IllegalStateException(report.text());
        }
        return report;
    }
}
