package dev.signet.clients;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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

/** What it costs to hold a call against clients and revocations that are in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ClientGuardBenchmark {

    private static final int CLIENTS = 1_000;

    /** What is looked at; {@code table} are rows of a database that were read. */
    @Param({"file", "file-and-revocations", "table", "table-and-revoked"})
    public String sources;

    private ClientGuard guard;
    private final String[] ids = new String[CLIENTS];
    private final String[] tokens = new String[CLIENTS];
    private int next;

    /** Made when JMH starts. */
    public ClientGuardBenchmark() {}

    /** Makes the clients. */
    @Setup
    public void prepare() {
        StringBuilder file = new StringBuilder("{\"clients\":[");
        for (int i = 0; i < CLIENTS; i++) {
            ids[i] = "2668cfee8548444bb5f7dead4e1356e" + i;
            tokens[i] = "4c1b1f0a9f4c1b1f0a9f4c1b1f0a9f" + i;
            file.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(ids[i])
                    .append("\",\"secrets\":[{\"hash\":\"sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}]}");
        }
        Clients clients =
                ClientsParser.parse(file.append("]}").toString().getBytes(StandardCharsets.UTF_8), note -> {});
        Revocations taken = Revocations.parse(
                "{\"revoked\":[{\"jti\":\"of nobody\"},{\"client\":\"of nobody\",\"before\":\"2026-01-01T00:00:00Z\"}]}"
                        .getBytes(StandardCharsets.UTF_8));
        Clock clock = Clock.systemUTC();
        Duration day = Duration.ofDays(1);
        Remembered<KnownClient> rows = new Remembered<>(2 * CLIENTS, day, day, clock, clients::find);
        Remembered<Boolean> revoked = new Remembered<>(2 * CLIENTS, day, day, clock, jti -> false);
        boolean fromFile = sources.startsWith("file");
        guard = new ClientGuard(
                new ClientGuard.Sources(
                        fromFile ? clients::find : rows::get,
                        sources.equals("file-and-revocations") ? () -> taken : null,
                        sources.equals("table-and-revoked") ? revoked : null,
                        null,
                        null),
                false,
                Duration.ofSeconds(5),
                clock);
    }

    /** One call, of another client each time. */
    @Benchmark
    public Standing call() {
        int i = next;
        next = i + 1 == CLIENTS ? 0 : i + 1;
        return guard.of(true, ids[i], 1_664_344_355L, tokens[i], "");
    }
}
