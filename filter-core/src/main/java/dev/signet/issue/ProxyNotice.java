package dev.signet.issue;

import dev.signet.caller.Networks;
import dev.signet.caller.TrustedProxies;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.text.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Warns once where all callers look like one: a proxy says whom it speaks for, and nobody listens. */
final class ProxyNotice {

    private static final List<String> HEADERS = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");
    private static final String SHARED =
            ": all its callers share one failure budget, and networks in the clients file see only the proxy. ";

    private final TrustedProxies proxies;
    private final Events events;
    private final AtomicBoolean given = new AtomicBoolean();

    ProxyNotice(TrustedProxies proxies, Events events) {
        this.proxies = proxies;
        this.events = events;
    }

    void look(HttpServletRequest request) {
        if (given.get()) {
            return;
        }
        String peer = String.valueOf(request.getRemoteAddr());
        boolean trusted = proxies.isTrusted(peer);
        if (trusted ? request.getHeader(proxies.header()) != null : !Networks.PRIVATE.contains(peer)) {
            return;
        }
        String header = forwarding(request);
        if (header != null && given.compareAndSet(false, true)) {
            String seen = "token requests arrive with " + header + " from " + Shown.of(peer);
            events.tell(trusted ? deaf(seen) : unknown(seen));
        }
    }

    private static @Nullable String forwarding(HttpServletRequest request) {
        for (String header : HEADERS) {
            if (request.getHeader(header) != null) {
                return header;
            }
        }
        return null;
    }

    private static Event unknown(String seen) {
        String advice =
                "Name it in proxy.trusted, or let the container report the caller's address: RemoteIpValve in Tomcat,"
                        + " ForwardedRequestCustomizer in Jetty, proxy-address-forwarding in Undertow and WildFly";
        return new Event.Warned(seen + ", which looks like a proxy" + SHARED + advice, null);
    }

    /** Named, but it speaks in another header. */
    private Event deaf(String seen) {
        String advice = "Set proxy.header to what the proxy writes: X-Forwarded-For or Forwarded";
        return new Event.Warned(
                seen + ", which proxy.trusted names, and without " + proxies.header() + SHARED + advice, null);
    }
}
