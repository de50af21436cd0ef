package dev.signet;

import dev.signet.Admission.Admitted;
import dev.signet.access.AccessRule;
import dev.signet.envelope.EndListener.End;
import dev.signet.event.CallRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a call costs beyond itself, by who hears of it: from its arrival to the end of its answer, on its own thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CallBenchmark {

    /** Some microseconds between two calls, as a server has, so that a queue stays short. */
    private static final int WORK = 2_000;

    /** Who hears of it. */
    @Param({"nobody", "listener", "meters"})
    public String who;

    private final HttpServletRequest request = new OrdersRequest();
    private SignetConfig config = config("nobody");
    private @Nullable CallRecord last;

    /** Made when JMH starts. */
    public CallBenchmark() {}

    /** Lets somebody listen. */
    @Setup
    public void prepare() {
        config = config(who);
    }

    /** Nobody listens any more. */
    @TearDown
    public void end() {
        config.events().close();
    }

    /** The time between two calls, to be taken off. */
    @Benchmark
    public void between() {
        Blackhole.consumeCPU(WORK);
    }

    /** The same with a call. */
    @Benchmark
    public boolean call() {
        Blackhole.consumeCPU(WORK);
        Call call = Call.begin(config, request);
        if (call != null) {
            call.judged(Admitted.of(null, AccessRule.OTHERWISE));
            call.ended(End.WRAPPED, 200, 1, 169);
        }
        return call == null;
    }

    /** What was heard last. */
    @Nullable
    CallRecord last() {
        return last;
    }

    private SignetConfig config(String listening) {
        SignetConfig.Builder builder = SignetConfig.builder()
                .set("jwt.secret", "an HMAC key of more than thirty-two bytes")
                .set("access.rules", "* /orders permit");
        return switch (listening) {
            case "listener" ->
                builder.set("metrics.micrometer", "off")
                        .callListener(call -> last = call)
                        .build();
            case "meters" -> builder.meterRegistry(new SimpleMeterRegistry()).build();
            default -> builder.set("metrics.micrometer", "off").build();
        };
    }
}
