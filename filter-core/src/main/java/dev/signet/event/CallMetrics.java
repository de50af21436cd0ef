package dev.signet.event;

import dev.signet.event.CallRecord.Outcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calls as meters of Micrometer. Tags have few values, whatever callers send: those of enums, the rules of the installer, a
 * bounded number of codes and clients. Loaded only where Micrometer is there. Thread-safe.
 */
final class CallMetrics implements Events.Listener {

    private static final int MOST_CODES = 100; // an application may have codes of its own, and one for each call
    private static final String NONE = "none";
    private static final String OTHER = "other";

    private record Key(
            int code,
            Outcome outcome,
            String reason,
            String rule,
            @Nullable String client) {

        @Override
        public boolean equals(@Nullable Object other) { // the JDK's own would hold the webapp's class loader
            return other instanceof Key key
                    && code == key.code
                    && outcome == key.outcome
                    && reason.equals(key.reason)
                    && rule.equals(key.rule)
                    && Objects.equals(client, key.client);
        }

        @Override
        public int hashCode() {
            return Objects.hash(code, outcome, reason, rule, client);
        }
    }

    private final MeterRegistry registry;
    private final int mostClients;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Set<Object> codes = ConcurrentHashMap.newKeySet();
    private final Set<Object> clients = ConcurrentHashMap.newKeySet();
    private final List<Meter> readings = new ArrayList<>(); // which would keep the webapp in memory

    private CallMetrics(MeterRegistry registry, int mostClients) {
        this.registry = registry;
        this.mostClients = mostClients;
    }

    /**
     * Meters of a registry.
     *
     * @param registry where they are; null for the global one
     * @param mostClients how many clients have a tag of their own
     * @return null where the registry is something else
     */
    static @Nullable CallMetrics in(@Nullable Object registry, int mostClients) {
        if (registry != null && !(registry instanceof MeterRegistry)) {
            return null;
        }
        return new CallMetrics(registry == null ? Metrics.globalRegistry : (MeterRegistry) registry, mostClients);
    }

    /** A composite of nothing measures nothing. */
    @Override
    public boolean isHearing() {
        return !(registry instanceof CompositeMeterRegistry composite)
                || !composite.getRegistries().isEmpty();
    }

    @Override
    public void happened(Event event) {
        if (event instanceof Event.CallEnded ended) {
            CallRecord call = ended.call();
            timers.computeIfAbsent(key(call), this::timer).record(call.nanos(), TimeUnit.NANOSECONDS);
            if (call.outcome() == Outcome.TOKEN_GRANTED || call.outcome() == Outcome.TOKEN_REFUSED) {
                String outcome = call.outcome() == Outcome.TOKEN_GRANTED ? "granted" : "refused";
                registry.counter("signet.tokens", "outcome", outcome, "reason", reason(call))
                        .increment();
            }
        }
    }

    private Key key(CallRecord call) {
        boolean known = join(codes, call.code(), MOST_CODES);
        return new Key(
                known ? call.code() : Integer.MIN_VALUE, call.outcome(), reason(call), call.rule(), client(call));
    }

    /** Whom only the caller names is nobody's tag: he could name anybody. */
    private @Nullable String client(CallRecord call) {
        if (mostClients == 0) {
            return null;
        }
        String client = call.outcome() == Outcome.TOKEN_REFUSED ? null : call.client();
        return client == null ? NONE : join(clients, client, mostClients) ? client : OTHER;
    }

    /** Adds a value to those that came first, while there is room; true where it is one of them. */
    private static boolean join(Set<Object> first, Object value, int most) {
        return first.contains(value) || first.size() < most && first.add(value);
    }

    private static String reason(CallRecord call) {
        String reason = call.reason();
        return reason == null ? NONE : reason;
    }

    private Timer timer(Key key) {
        Tags tags = Tags.of(
                "code",
                key.code == Integer.MIN_VALUE ? OTHER : Integer.toString(key.code),
                "outcome",
                key.outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "reason",
                key.reason,
                "rule",
                key.rule);
        String client = key.client;
        return registry.timer("signet.calls", client == null ? tags : tags.and("client", client));
    }

    /** Adds what is read of a filter; of several in one registry that of the first. */
    synchronized void bind(Readings filter) {
        gauge("signet.keys.age.seconds", filter, Readings::keysAgeSeconds);
        gauge("signet.clients", filter, Readings::clients);
        gauge("signet.cache.size", filter, Readings::cacheSize);
        counter("hit", filter, Readings::cacheHits);
        counter("miss", filter, Readings::cacheMisses);
    }

    private void gauge(String name, Readings filter, ToDoubleFunction<Readings> read) {
        if (registry.find(name).meter() == null) {
            readings.add(Gauge.builder(name, filter, read).strongReference(true).register(registry));
        }
    }

    private void counter(String result, Readings filter, ToDoubleFunction<Readings> read) {
        if (registry.find("signet.cache").tag("result", result).meter() == null) {
            readings.add(FunctionCounter.builder("signet.cache", filter, read)
                    .tag("result", result)
                    .register(registry));
        }
    }

    /** The filter stops. What was counted stays; the registry may outlive the webapp. */
    @Override
    public synchronized void close() {
        readings.forEach(registry::remove);
        readings.clear();
        timers.clear();
    }
}
