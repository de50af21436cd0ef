package dev.signet.issue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A token endpoint that is set up: reads, throttles, asks the issuer, answers. Safe for use by many threads. */
final class TokenEndpoint {

    /** How the filter in front is told a code (Integer); the body stays empty, so {@code data} is null. */
    static final String CODE = "dev.signet.code";

    /** How it is told that the status stays on the wire, where it would make 200 of it (Boolean). */
    static final String KEEP_STATUS = "dev.signet.keep-status";

    private static final System.Logger LOG = System.getLogger("dev.signet.issue");
    private static final int NO_SUCH_USER = 15000;

    private final TokenIssuer issuer;
    private final FailureThrottle throttle;
    private final DateTimeFormatter expirationTime;

    TokenEndpoint(TokenIssuer issuer, FailureThrottle throttle, ZoneId zone) {
        this.issuer = issuer;
        this.throttle = throttle;
        this.expirationTime =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        TokenRequest tokenRequest;
        try {
            tokenRequest = RequestReader.read(request);
        } catch (UnreadableRequestException e) {
            LOG.log(
                    Level.INFO,
                    "token request from {0} cannot be read: {1}",
                    Shown.id(String.valueOf(request.getRemoteAddr())),
                    e.getMessage());
            end(response, e.status());
            return;
        }
        long wait = throttle.secondsToWait(tokenRequest);
        if (wait > 0) {
            throttled(response, tokenRequest, wait);
            return;
        }
        IssuedToken token;
        try {
            token = issuer.issue(tokenRequest);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.log(Level.ERROR, "the token issuer " + issuer.getClass().getName() + " failed", e);
            end(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        // asked again: of many guesses sent at once, only ten may find anything out
        wait = token == null ? throttle.failed(tokenRequest) : throttle.secondsToWait(tokenRequest);
        if (wait > 0) {
            throttled(response, tokenRequest, wait);
        } else if (token == null) {
            refused(request, response, tokenRequest);
        } else {
            granted(response, token);
        }
    }

    private void granted(HttpServletResponse response, IssuedToken token) throws IOException {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("token", token.token());
        answer.put("expirationTime", expirationTime.format(token.expiresAt()));
        byte[] body = JsonText.of(answer);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void refused(HttpServletRequest request, HttpServletResponse response, TokenRequest tokenRequest) {
        if (!(issuer instanceof BuiltInIssuer)) {
            // the built-in issuer has logged the reason
            LOG.log(
                    Level.INFO,
                    "token refused: client \"{0}\" from {1}: by {2}",
                    Shown.id(tokenRequest.appKey()),
                    Shown.id(tokenRequest.remoteAddress()),
                    issuer.getClass().getName());
        }
        request.setAttribute(CODE, NO_SUCH_USER);
        String tried = request.getHeader("Authorization");
        if (tried != null && tried.regionMatches(true, 0, "Basic", 0, 5)) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"token\", charset=\"UTF-8\""); // RFC 6749 §5.2
        } // else none: it would make browsers ask for a password
        end(response, HttpServletResponse.SC_UNAUTHORIZED);
    }

    private static void throttled(HttpServletResponse response, TokenRequest tokenRequest, long wait) {
        LOG.log(
                Level.INFO,
                "token refused: client \"{0}\" from {1}: too many failures, has to wait {2} s",
                Shown.id(tokenRequest.appKey()),
                Shown.id(tokenRequest.remoteAddress()),
                wait);
        response.setHeader("Retry-After", Long.toString(wait));
        end(response, 429);
    }

    /** Ends with a status and no body. Not {@code sendError}: its error page would answer in place of the code. */
    static void end(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }
}
