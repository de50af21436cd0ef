package dev.signet;

import dev.signet.access.Claim;
import dev.signet.envelope.EnvelopeResponse;
import dev.signet.event.CallAttributes;
import dev.signet.event.Event;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Answers calls that are refused, and says so. Thread-safe. */
final class Refusals {

    private final SignetConfig config;

    Refusals(SignetConfig config) {
        this.config = config;
    }

    /** Answers, instead of the application. */
    void refuse(EnvelopeResponse answer, HttpServletRequest request, Admission.Refused refused) throws IOException {
        judged(answer, refused);
        note(request, refused, config.envelope().requestIds().of(request, answer));
        if (refused.retryAfter() > 0) {
            answer.setHeader("Retry-After", Long.toString(refused.retryAfter()));
        }
        answer.refuse(refused.code(), refused.status(), refused.reason(), refused.challenge(), refused.hint());
    }

    /** Says so where there is nothing to be answered. */
    void note(HttpServletRequest request, Admission.Refused refused, @Nullable String requestId) {
        request.setAttribute(CallAttributes.REASON, refused.reason());
        String client = refused.client();
        if (client != null) {
            request.setAttribute(CallAttributes.CLIENT, client);
        }
        if (config.events().isTold(Level.INFO)) {
            String whose = CallLine.of(request, config.proxies(), refused.rule(), client, requestId);
            config.events()
                    .tell(new Event.CallRefused(
                            refused.code().code(), refused.reason(), refused.detail() + " " + whose));
        }
    }

    /** What a call has taken is given back when its answer ends, in whatever dispatch it was taken. */
    static void lends(EnvelopeResponse answer, Admission admission) throws IOException {
        Claim claim = admission.claim();
        if (!claim.isHeld()) {
            return;
        }
        try {
            answer.lends(claim::end);
        } catch (Throwable e) { // the caller went away
            claim.end();
            throw e;
        }
    }

    /** Lets whoever hears of the call know what a gate says of it. */
    static void judged(EnvelopeResponse answer, Admission admission) {
        if (answer.heard() instanceof Call call) {
            call.judged(admission);
        }
    }
}
