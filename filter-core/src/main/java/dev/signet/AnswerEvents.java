package dev.signet;

import dev.signet.access.AccessRule;
import dev.signet.caller.TrustedProxies;
import dev.signet.envelope.AnswerListener;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.jwt.GenuineToken;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Tells of answers.
 *
 * @param gate who has admitted their calls, and whose address they have; null in a filter that is not set up
 */
record AnswerEvents(
        Events events, @Nullable Gate gate, @Nullable TrustedProxies proxies) implements AnswerListener {

    @Override
    public void noted(
            @Nullable HttpServletRequest request,
            @Nullable String requestId,
            Level level,
            String text,
            @Nullable Throwable thrown) {
        if (events.isTold(level)) {
            String whose =
                    request == null || gate == null || proxies == null ? "" : whose(gate, proxies, request, requestId);
            events.tell(new Event.Noted(level, text + whose, thrown));
        }
    }

    private static String whose(
            Gate gate, TrustedProxies proxies, HttpServletRequest request, @Nullable String requestId) {
        try {
            AdmittedCall admitted = AdmittedCall.by(gate, request);
            GenuineToken token = admitted == null ? null : admitted.token();
            AccessRule rule = admitted == null ? null : admitted.rule();
            return " (" + CallLine.of(request, proxies, rule, token == null ? null : token.principal(), requestId)
                    + ")";
        } catch (RuntimeException e) { // of a request that is over
            return requestId == null ? "" : " (id=" + requestId + ")";
        }
    }
}
