package dev.signet.issue;

import dev.signet.caller.TrustedProxies;
import dev.signet.clients.ClientsUnavailableException;
import dev.signet.clients.Tables;
import dev.signet.event.CallAttributes;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.health.Condition;
import dev.signet.keys.Keys;
import dev.signet.text.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A token endpoint that is set up: reads, asks who decides, answers. Safe for use by many threads. */
final class TokenEndpoint {

    /** How the filter in front is told a code (Integer); the body stays empty, so {@code data} is null. */
    static final String CODE = "dev.signet.code";

    /** How it is told that the status stays on the wire, where it would make 200 of it (Boolean). */
    static final String KEEP_STATUS = "dev.signet.keep-status";

    private static final int NO_SUCH_USER = 15000;
    private static final int TOO_MANY_REQUESTS = 429;

    private static final long NOTE_MILLIS = 1000;
    private static final int SERVER_ERROR = -30;

    private final TokenGranter granter;
    private final @Nullable Tables tables; // that end with it
    private final @Nullable Keys keys; // that sign, where it does
    private final boolean file; // whether clients are in one, which is always in hand
    private final ExpirationTime expirationTime;
    private final Clock clock;
    private final Events events;
    private final TrustedProxies proxies;
    private final ProxyNotice notice;
    /** When it was last said that somebody has to wait, and how many have had to since. */
    private final AtomicLong lastNote = new AtomicLong(Long.MIN_VALUE);

    private final LongAdder unsaid = new LongAdder();

    TokenEndpoint(
            TokenGranter granter,
            TrustedProxies proxies,
            ZoneId zone,
            Clock clock,
            Events events,
            @Nullable Keys keys,
            boolean file,
            @Nullable Tables tables) {
        this.tables = tables;
        this.keys = keys;
        this.file = file;
        this.events = events;
        this.granter = granter;
        this.expirationTime = new ExpirationTime(zone);
        this.clock = clock;
        this.proxies = proxies;
        this.notice = new ProxyNotice(proxies, events);
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<TokenRequest> readings;
        try {
            readings = RequestReader.read(request, proxies.callerOf(request));
        } catch (UnreadableRequestException e) {
            unreadable(request, TokenRefusal.REQUEST_UNREADABLE, String.valueOf(e.getMessage()));
            end(response, e.status());
            return;
        }
        TokenRequest asSent = readings.get(0);
        request.setAttribute(CallAttributes.CLIENT, Shown.of(asSent.appKey()));
        notice.look(request);
        Grant grant;
        byte[] body;
        try {
            grant = granter.grant(readings);
            body = grant instanceof Grant.Issued issued ? body(issued.token()) : new byte[0];
        } catch (ClientsUnavailableException e) { // told by the tables, once for an outage
            if (e.isMisconfigured()) {
                misconfigured(request, response);
            } else {
                told(request, TokenRefusal.CLIENTS_UNAVAILABLE);
                end(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
            return;
        } catch (Throwable e) { // an Error, too: a class that is missing is no reason for the container's own page
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            events.tell(new Event.IssuerFailed(granter.name(), id(request), e));
            told(request, TokenRefusal.ISSUER_FAILED);
            end(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        if (grant instanceof Grant.Issued issued) {
            events.tell(new Event.TokenGranted(Shown.of(issued.id())));
            request.setAttribute(CallAttributes.CLIENT, Shown.of(issued.id()));
            request.setAttribute(CallAttributes.GRANTED, true);
            granted(response, body);
        } else if (grant instanceof Grant.Later later) {
            told(request, later.reason());
            throttled(request, response, asSent, later);
        } else {
            Grant.Denied denied = (Grant.Denied) grant;
            told(request, denied.reason());
            tell(request, denied.told(), 0, denied.text());
            refused(request, response);
        }
    }

    /** Lets the filter in front know why. */
    private static void told(HttpServletRequest request, TokenRefusal reason) {
        request.setAttribute(CallAttributes.REASON, reason.slug());
    }

    /** How it is; of what an issuer or clients of the application's own need, nobody knows anything here. */
    Condition condition(String name) {
        Boolean alive = tables == null ? null : (Boolean) tables.checkAlive();
        return new Condition(
                name, false, null, keys == null ? null : (Boolean) keys.canSign(), file ? Boolean.TRUE : alive, alive);
    }

    /** The servlet stops, or is set up anew. */
    void close() {
        if (tables != null) {
            tables.close();
        }
    }

    /** Answers where nothing can be right before somebody has corrected the configuration. */
    static void misconfigured(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(CODE, SERVER_ERROR);
        request.setAttribute(KEEP_STATUS, true);
        told(request, TokenRefusal.NOT_SET_UP);
        end(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    /** Tells of a request of which nobody knows what it asks for. */
    void unreadable(HttpServletRequest request, TokenRefusal reason, String why) {
        told(request, reason);
        events.tell(new Event.TokenRequestUnreadable(proxies.shownCallerOf(request), why + id(request)));
    }

    private byte[] body(IssuedToken token) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(FurtherMembers.TOKEN, token.token());
        answer.put(FurtherMembers.EXPIRATION_TIME, expirationTime.of(token.expiresAt()));
        answer.putAll(token.further());
        return JsonText.of(answer);
    }

    private static void granted(HttpServletResponse response, byte[] body) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void refused(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(CODE, NO_SUCH_USER);
        String tried = request.getHeader("Authorization");
        if (tried != null && tried.regionMatches(true, 0, "Basic", 0, 5)) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"token\", charset=\"UTF-8\""); // RFC 6749 §5.2
        } // else none: it would make browsers ask for a password
        end(response, HttpServletResponse.SC_UNAUTHORIZED);
    }

    private void throttled(
            HttpServletRequest request, HttpServletResponse response, TokenRequest tokenRequest, Grant.Later later) {
        note(request, tokenRequest, later.text());
        response.setHeader("Retry-After", Long.toString(later.seconds()));
        end(response, TOO_MANY_REQUESTS);
    }

    /** At most once a second: whoever does not wait must not fill the disk. */
    private void note(HttpServletRequest request, TokenRequest sent, String reason) {
        long now = clock.millis();
        long last = lastNote.get();
        if (last != Long.MIN_VALUE && Math.abs(now - last) < NOTE_MILLIS || !lastNote.compareAndSet(last, now)) {
            unsaid.increment();
            return;
        }
        long others = unsaid.sumThenReset();
        tell(request, sent, others, reason);
    }

    private void tell(HttpServletRequest request, TokenRequest sent, long unsaid, String reason) {
        events.tell(new Event.TokenRefused(
                Shown.of(sent.appKey()), Shown.of(sent.remoteAddress()), unsaid, reason + id(request)));
    }

    /** By which the caller may ask for it; the filter in front makes it now. */
    private static String id(HttpServletRequest request) {
        return request.getAttribute(CallAttributes.REQUEST_ID) instanceof String id ? " id=" + id : "";
    }

    /** Ends with a status and no body. Not {@code sendError}: its error page would answer in place of the code. */
    static void end(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }
}
