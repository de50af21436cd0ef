package dev.signet.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

/** A genuine token for each thread, a fresh String for every check, as a container would hand it out. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class TokenBenchmark {

    /** The algorithm of the token. */
    @Param("HS256")
    public String algorithm;

    /** Who verifies it. */
    @Param({
        "floor-signature",
        "floor-signature-claims",
        "signet-repeat",
        "signet",
        "fusionauth",
        "java-jwt",
        "nimbus",
        "spring",
        "spring-7",
        "jjwt",
        "jose4j"
    })
    public String library;

    private SampleToken sample;
    private TokenCheck shared;

    /** Made when JMH starts. */
    public TokenBenchmark() {}

    /** What one thread has for itself. */
    @State(Scope.Thread)
    public static class Own {

        private static final AtomicInteger THREADS = new AtomicInteger();

        private TokenCheck check;
        private byte[] text = {};

        /** Made for each thread. */
        public Own() {}

        /** The floors keep a Mac or Signature, which only one thread may use; everything else is shared. */
        @Setup
        public void prepare(TokenBenchmark all) throws Exception {
            boolean floor = all.library.startsWith("floor");
            SampleToken own = floor ? all.sample : all.sample.another(THREADS.incrementAndGet());
            check = floor ? Contenders.named(all.library, own) : all.shared;
            text = own.bytes();
        }
    }

    /** Makes the token and whoever verifies it. */
    @Setup
    public void prepare() throws Exception {
        sample = SampleToken.of(algorithm, Claims.DOCUMENT);
        int length = sample.bytes().length;
        if (algorithm.equals("HS256") && length != 465) {
            throw new IllegalStateException("a token of " + length + " characters is not the document's shape");
        }
        shared = Contenders.named(library, sample);
        shared.verify(sample.text());
    }

    /** One check. */
    @Benchmark
    public Object verify(Own own) throws Exception {
        return own.check.verify(new String(own.text, ISO_8859_1));
    }
}
