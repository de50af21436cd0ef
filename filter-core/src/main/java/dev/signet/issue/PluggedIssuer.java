package dev.signet.issue;

import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.text.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issuer of the application's own, which nobody asks for a caller that has to wait. */
final class PluggedIssuer implements TokenGranter {

    private final TokenIssuer issuer;
    private final FailureThrottle throttle;
    private final Events events;

    PluggedIssuer(TokenIssuer issuer, FailureThrottle throttle, Events events) {
        this.events = events;
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
        events.tell(new Event.TokenRefused(
                Shown.of(readings.get(0).appKey()), Shown.of(counted.remoteAddress()), 0, "by " + name()));
        return new Grant.Denied(TokenRefusal.ISSUER_REFUSED);
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
