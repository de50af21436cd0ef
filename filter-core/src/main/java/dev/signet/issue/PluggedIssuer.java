package dev.signet.issue;

import dev.signet.text.Shown;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    public Grant grant(List<TokenRequest> readings) throws Exception {
        TokenRequest counted = readings.get(readings.size() - 1);
        long wait = throttle.secondsToWait(counted);
        if (wait > 0) {
            return Grant.Later.failures(wait);
        }
        IssuedToken token = issued(readings);
        // asked again: of many guesses sent at once, only ten may find anything out
        wait = token == null ? throttle.failed(counted) : throttle.secondsToWait(counted);
        if (wait > 0) {
            return Grant.Later.failures(wait);
        }
        if (token != null) {
            return new Grant.Issued(token);
        }
        LOG.log(
                Level.INFO,
                "token refused: client \"{0}\" from {1}: by {2}",
                Shown.of(readings.get(0).appKey()),
                Shown.of(counted.remoteAddress()),
                name());
        return new Grant.Denied();
    }

    private @Nullable IssuedToken issued(List<TokenRequest> readings) throws Exception {
        for (TokenRequest reading : readings) {
            IssuedToken token = issuer.issue(reading);
            if (token != null) {
                return token;
            }
        }
        return null;
    }

    @Override
    public String name() {
        return issuer.getClass().getName();
    }
}
