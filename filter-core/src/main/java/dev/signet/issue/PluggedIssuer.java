package dev.signet.issue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issuer of the application's own, which nobody asks for a caller that has to wait. */
final class PluggedIssuer implements TokenGranter {

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
        Grant.Issued issued = issued(readings);
        // asked again: of many guesses sent at once, only ten may find anything out
        wait = issued == null ? throttle.failed(counted) : throttle.secondsToWait(counted);
        if (wait > 0) {
            return Grant.Later.failures(wait);
        }
        if (issued != null) {
            return issued;
        }
        throttle.share(counted);
        return new Grant.Denied(TokenRefusal.ISSUER_REFUSED, "by " + name(), readings.get(0));
    }

    private Grant.@Nullable Issued issued(List<TokenRequest> readings) throws Exception {
        for (TokenRequest reading : readings) {
            IssuedToken token = issuer.issue(reading);
            if (token != null) {
                return new Grant.Issued(token, reading.appKey());
            }
        }
        return null;
    }

    @Override
    public String name() {
        return issuer.getClass().getName();
    }
}
