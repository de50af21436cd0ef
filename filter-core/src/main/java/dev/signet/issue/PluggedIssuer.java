package dev.signet.issue;

import dev.signet.text.Shown;
import java.lang.System.Logger.Level;

/** An issuer of the application's own, which nobody asks for a caller that has to wait. */
final class PluggedIssuer implements TokenGranter {

    private static final System.Logger LOG = System.getLogger("dev.signet.issue");

    private final TokenIssuer issuer;
    private final FailureThrottle throttle;

    PluggedIssuer(TokenIssuer issuer, FailureThrottle throttle) {
        this.issuer = issuer;
        this.throttle = throttle;
    }

    @Override
    public Grant grant(TokenRequest request) throws Exception {
        long wait = throttle.secondsToWait(request);
        if (wait > 0) {
            return Grant.Later.failures(wait);
        }
        IssuedToken token = issuer.issue(request);
        // asked again: of many guesses sent at once, only ten may find anything out
        wait = token == null ? throttle.failed(request) : throttle.secondsToWait(request);
        if (wait > 0) {
            return Grant.Later.failures(wait);
        }
        if (token != null) {
            return new Grant.Issued(token);
        }
        LOG.log(
                Level.INFO,
                "token refused: client \"{0}\" from {1}: by {2}",
                Shown.of(request.appKey()),
                Shown.of(request.remoteAddress()),
                name());
        return new Grant.Denied();
    }

    @Override
    public String name() {
        return issuer.getClass().getName();
    }
}
