package dev.signet;

import dev.signet.Admission.Admitted;
import dev.signet.Admission.Refused;
import dev.signet.access.Claim;
import dev.signet.access.RequestPath;
import dev.signet.caller.TrustedProxies;
import dev.signet.envelope.EndListener;
import dev.signet.envelope.RequestIds;
import dev.signet.event.CallAttributes;
import dev.signet.event.CallRecord;
import dev.signet.event.CallRecord.Outcome;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.jwt.GenuineToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call of which somebody hears: what the gate knows of it, joined with how its answer ends. One for each, made when it
 * arrives, and only where somebody listens. What the request tells is asked for at once, because an answer may end when the
 * container serves another call with that object. Thread-safe.
 */
final class Call implements EndListener {

    /** Longer paths are nobody's, and a record may have to wait for its listener. */
    private static final int LONGEST_PATH = 1024;

    private static final int LONGEST_METHOD = 32;

    private final Events events;
    private final HttpServletRequest request;
    private final Instant at;
    private final long begun = System.nanoTime();
    private final String method;
    private final String path;
    private final String address;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Admission admission = Admitted.BY_NOBODY;
    private volatile @Nullable Said said; // when its answer was about to end
    private volatile @Nullable CompletableFuture<Call> arrived; // where this is a dispatch of another one

    /** What the attributes of a request say of its call. */
    private record Said(
            @Nullable Boolean granted,
            @Nullable String client,
            @Nullable String reason,
            @Nullable String requestId) {

        static Said by(HttpServletRequest request) {
            return new Said(
                    attribute(request, CallAttributes.GRANTED, Boolean.class),
                    attribute(request, CallAttributes.CLIENT, String.class),
                    attribute(request, CallAttributes.REASON, String.class),
                    RequestIds.known(request));
        }

        private static <T> @Nullable T attribute(HttpServletRequest request, String name, Class<T> type) {
            Object value = request.getAttribute(name);
            return type.isInstance(value) ? type.cast(value) : null;
        }
    }

    private Call(Events events, Clock clock, HttpServletRequest request, String address) {
        this.events = events;
        this.request = request;
        this.at = clock.instant();
        this.method = cut(request.getMethod(), LONGEST_METHOD);
        this.path = cut(RequestPath.shown(request), LONGEST_PATH);
        this.address = address;
    }

    /** A call arrives at a filter; null where nobody listens. */
    static @Nullable Call begin(SignetConfig config, HttpServletRequest request) {
        TrustedProxies proxies = config.proxies();
        return config.events().isHeard()
                ? new Call(config.events(), config.clock(), request, proxies.callerOf(request))
                : null;
    }

    /** The same at a filter that is not set up, so that nobody knows which proxies are believed. */
    static @Nullable Call beginUnprotected(Events events, HttpServletRequest request) {
        return events.isHeard()
                ? new Call(events, Clock.systemUTC(), request, String.valueOf(request.getRemoteAddr()))
                : null;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** What a gate has said of the call, or of where it was sent on to; the first rule stays, but for a refusal's. */
    void judged(Admission said) {
        Admission before = admission;
        if (said instanceof Admitted next && before instanceof Admitted known && known.rule() != null) {
            admission = known.token() == null && next.token() != null
                    ? new Admitted(next.token(), known.rule(), known.reported(), Claim.NONE)
                    : known;
        } else {
            admission = said;
        }
    }

    /** It is a dispatch of an excluded one; what stands around that will say of which. */
    void belongsToAnother() {
        arrived = new CompletableFuture<>();
    }

    /** Whether its end is that one's, of which nobody else has to tell; not where another filter hears of it. */
    boolean tellsOf(Call other) {
        CompletableFuture<Call> waiting = arrived;
        if (waiting != null) {
            waiting.complete(other);
        }
        return waiting != null || equals(other);
    }

    @Override
    public void ending() {
        said = said();
    }

    /** Of a request that is none any more, nothing. */
    private Said said() {
        try {
            return Said.by(request);
        } catch (RuntimeException e) { // of an object that serves no call
            return new Said(null, null, null, null);
        }
    }

    @Override
    public void ended(End how, int status, int code, long bytes) {
        Said known = said;
        Said last = known == null ? said() : known; // an excluded answer ends within its dispatch or cycle
        CompletableFuture<Call> other = arrived;
        if (other == null) {
            tell(how, status, code, bytes, last);
        } else {
            CompletableFuture<Void> unused = other.thenAccept(call -> {
                call.judged(admission);
                call.tell(how, status, code, bytes, last);
            });
        }
    }

    private void tell(End how, int status, int code, long bytes, Said last) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        long nanos = System.nanoTime() - begun;
        Admission known = admission;
        Boolean granted = last.granted();
        GenuineToken token = known.verified();
        events.tell(new Event.CallEnded(new CallRecord(
                at,
                nanos,
                method,
                path,
                known.rule() == null ? "-" : known.rule().toString(),
                token != null ? token.principal() : last.client(),
                token == null ? null : token.id(),
                known.fingerprint(),
                address,
                last.requestId(),
                status,
                code,
                granted == null ? known.reason() : last.reason(),
                granted == null ? outcome(how, known) : granted ? Outcome.TOKEN_GRANTED : Outcome.TOKEN_REFUSED,
                bytes)));
    }

    static Outcome outcome(End how, Admission known) {
        if (known instanceof Refused && how != End.PASSED) {
            return Outcome.REFUSED; // also where the caller did not wait to hear it
        }
        return switch (how) {
            case WRAPPED -> Outcome.WRAPPED;
            case STREAMED -> Outcome.STREAMED;
            case PASSED -> Outcome.PASSED;
            case REPLACED -> Outcome.REPLACED;
            case BROKEN -> Outcome.BROKEN;
            case GONE -> Outcome.GONE;
        };
    }
}
