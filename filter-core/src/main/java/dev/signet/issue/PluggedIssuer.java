package dev.signet.issue;

import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.text.Shown;

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
        events.tell(new Event.TokenRefused(
                Shown.of(request.appKey()), Shown.of(request.remoteAddress()), 0, "by " + name()));
        return new Grant.Denied();
    }

    @Override
    public String name() {
        return issuer.getClass().getName();
    }
}
