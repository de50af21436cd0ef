package dev.signet.issue;

import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.text.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Warns once where all callers look like one: a proxy says whom it speaks for, and the container does not listen. */
final class ProxyNotice {

    private static final List<String> HEADERS = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");

    private final Events events;
    private final AtomicBoolean given = new AtomicBoolean();

    ProxyNotice(Events events) {
        this.events = events;
    }

    void look(HttpServletRequest request, String remoteAddress) {
        if (given.get() || !IpAddress.isPrivate(remoteAddress)) {
            return;
        }
        for (String header : HEADERS) {
            if (request.getHeader(header) != null && given.compareAndSet(false, true)) {
                events.tell(new Event.Warned(
                        "token requests arrive with " + header + " from " + Shown.of(remoteAddress)
                                + ", which looks like a proxy: all its callers share"
                                + " one failure budget, and networks in the clients file see only the proxy."
                                + " Let the container report the caller's address: RemoteIpValve in Tomcat,"
                                + " ForwardedRequestCustomizer in Jetty, proxy-address-forwarding in Undertow and WildFly",
                        null));
            }
        }
    }
}
