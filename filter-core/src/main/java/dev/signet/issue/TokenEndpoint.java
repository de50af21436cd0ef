package dev.signet.issue;

import dev.signet.text.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** A token endpoint that is set up: reads, asks who decides, answers. Safe for use by many threads. */
final class TokenEndpoint {

    /** How the filter in front is told a code (Integer); the body stays empty, so {@code data} is null. */
    static final String CODE = "dev.signet.code";

    /** How it is told that the status stays on the wire, where it would make 200 of it (Boolean). */
    static final String KEEP_STATUS = "dev.signet.keep-status";

    private static final System.Logger LOG = System.getLogger("dev.signet.issue");
    private static final int NO_SUCH_USER = 15000;
    private static final int TOO_MANY_REQUESTS = 429;

    private static final long NOTE_MILLIS = 1000;

    private final TokenGranter granter;
    private final ExpirationTime expirationTime;
    private final Clock clock;
    private final ProxyNotice proxy = new ProxyNotice();
    /** When it was last said that somebody has to wait, and how many have had to since. */
    private final AtomicLong lastNote = new AtomicLong(Long.MIN_VALUE);

    private final LongAdder unsaid = new LongAdder();

    TokenEndpoint(TokenGranter granter, ZoneId zone, Clock clock) {
        this.granter = granter;
        this.expirationTime = new ExpirationTime(zone);
        this.clock = clock;
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<TokenRequest> readings;
        try {
            readings = RequestReader.read(request);
        } catch (UnreadableRequestException e) {
            LOG.log(
                    Level.INFO,
                    "token request from {0} cannot be read: {1}",
                    Shown.of(String.valueOf(request.getRemoteAddr())),
                    e.getMessage());
            end(response, e.status());
            return;
        }
        TokenRequest asSent = readings.get(0);
        proxy.look(request, asSent.remoteAddress());
        Grant grant;
        try {
            grant = granter.grant(readings);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.log(Level.ERROR, "the token issuer " + granter.name() + " failed", e);
            end(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        if (grant instanceof Grant.Issued issued) {
            granted(response, issued.token());
        } else if (grant instanceof Grant.Later later) {
            throttled(response, asSent, later);
        } else {
            refused(request, response);
        }
    }

    private void granted(HttpServletResponse response, IssuedToken token) throws IOException {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("token", token.token());
        answer.put("expirationTime", expirationTime.of(token.expiresAt()));
        byte[] body = JsonText.of(answer);
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

    private void throttled(HttpServletResponse response, TokenRequest tokenRequest, Grant.Later later) {
        note(tokenRequest, later.reason());
        response.setHeader("Retry-After", Long.toString(later.seconds()));
        end(response, TOO_MANY_REQUESTS);
    }

    /** At most once a second: whoever does not wait must not fill the disk. */
    private void note(TokenRequest request, String reason) {
        long now = clock.millis();
        long last = lastNote.get();
        if (last != Long.MIN_VALUE && Math.abs(now - last) < NOTE_MILLIS || !lastNote.compareAndSet(last, now)) {
            unsaid.increment();
            return;
        }
        long others = unsaid.sumThenReset();
        LOG.log(
                Level.INFO,
                "token refused: client \"{0}\" from {1}{2}: {3}",
                Shown.of(request.appKey()),
                Shown.of(request.remoteAddress()),
                others == 0 ? "" : " (after " + others + " requests of the same kind)",
                reason);
    }

    /** Ends with a status and no body. Not {@code sendError}: its error page would answer in place of the code. */
    static void end(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }
}
