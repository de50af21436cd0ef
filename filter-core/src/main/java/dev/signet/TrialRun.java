package dev.signet;

import dev.signet.Admission.Refused;
import dev.signet.caller.TrustedProxies;
import dev.signet.config.Parameter;
import dev.signet.envelope.RequestIds;
import dev.signet.event.CallAttributes;
import dev.signet.event.Event;
import dev.signet.event.Events;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * {@code access.mode=report}: what would be refused is told and counted, and goes on. It says so at every start and once an
 * hour, so that nobody takes it for protection. Thread-safe.
 */
final class TrialRun {

    /** From one warning to the next; it comes with a request, so that no thread has to be stopped. */
    static final Duration INTERVAL = Duration.ofHours(1);

    /** Reasons times rules that are counted apart, in memory and in the line; they come from the installer and from us. */
    private static final int MOST = 50;

    private static final String WARNING = Parameter.ACCESS_MODE
            + " is report: calls without a valid token, or without the rights that a rule requires, are let through to the application";

    /** Why, and by which rule. */
    private record Kind(String reason, String rule) {

        static final Kind OTHER = new Kind("for other reasons", "");

        @Override
        public boolean equals(@Nullable Object other) { // the JDK's own would hold the webapp's class loader
            return other instanceof Kind kind && reason.equals(kind.reason) && rule.equals(kind.rule);
        }

        @Override
        public int hashCode() {
            return 31 * reason.hashCode() + rule.hashCode();
        }

        @Override
        public String toString() {
            return rule.isEmpty() ? reason : reason + " by [" + rule + "]";
        }
    }

    /** How often something has happened since the last warning. */
    private record Count(Kind kind, long calls) {}

    private final Clock clock;
    private final TrustedProxies proxies;
    private final RequestIds ids;
    private final Events events;
    private final Map<Kind, AtomicLong> counts = new ConcurrentHashMap<>();
    private final AtomicLong last;

    TrialRun(Clock clock, TrustedProxies proxies, RequestIds ids, Events events) {
        this.clock = clock;
        this.proxies = proxies;
        this.ids = ids;
        this.events = events;
        this.last = new AtomicLong(clock.millis());
    }

    /** The filter starts. */
    void begin() {
        last.set(clock.millis());
        events.tell(
                new Event.Warned(WARNING + "; set it to enforce once the log shows no more \"would refuse\"", null));
    }

    /** A request has come, of whatever kind. */
    void tick() {
        long since = last.get();
        long now = clock.millis();
        // a clock that was set back begins a new hour
        if (Math.abs(now - since) >= INTERVAL.toMillis() && last.compareAndSet(since, now)) {
            events.tell(new Event.Warned(WARNING + "; since the last line like this, " + told(taken()), null));
        }
    }

    /** Tells of a call that goes on, although it would be refused. */
    void report(HttpServletRequest request, HttpServletResponse response, Refused refused) {
        request.setAttribute(CallAttributes.REASON, refused.reason());
        if (events.isTold(Level.INFO)) {
            String whose = " " // whose calls these are is what a trial run is to tell
                    + CallLine.of(request, proxies, refused.rule(), refused.client(), ids.of(request, response));
            events.tell(new Event.CallReported(refused.code().code(), refused.reason(), refused.detail() + whose));
        }
        Kind kind = new Kind(refused.reason(), String.valueOf(refused.rule()));
        AtomicLong count = counts.get(kind);
        if (count == null) {
            count = counts.computeIfAbsent(counts.size() < MOST ? kind : Kind.OTHER, first -> new AtomicLong());
        }
        count.incrementAndGet();
    }

    /** The counts so far, the largest first; they begin anew. */
    private List<Count> taken() {
        List<Count> taken = new ArrayList<>();
        counts.forEach((kind, calls) -> {
            long number = calls.getAndSet(0);
            if (number > 0) {
                taken.add(new Count(kind, number));
            }
        });
        taken.sort(Comparator.comparingLong(Count::calls)
                .reversed()
                .thenComparing(count -> count.kind().toString()));
        return taken;
    }

    private static String told(List<Count> counts) {
        long all = counts.stream().mapToLong(Count::calls).sum();
        StringBuilder text = new StringBuilder()
                .append(all)
                .append(all == 1 ? " call" : " calls")
                .append(" would have been refused");
        String separator = ": ";
        for (Count count : counts) {
            text.append(separator).append(count.calls()).append(' ').append(count.kind());
            separator = ", ";
        }
        return text.toString();
    }
}
