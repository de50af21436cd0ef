package dev.signet;

import dev.signet.access.AccessRule;
import dev.signet.caller.TrustedProxies;
import dev.signet.config.Parameter;
import dev.signet.config.Plugin;
import dev.signet.envelope.RequestIds;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.jwt.GenuineToken;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The application's own check of a token; or none, as long as none comes. Thread-safe. */
final class OwnCheck {

    private static final String ATTRIBUTE = TokenCheck.class.getName();

    private final @Nullable TokenCheck check;
    private final TrustedProxies proxies;
    private final RequestIds ids;
    private final Events events;
    private final AtomicBoolean toldLate = new AtomicBoolean();
    private volatile @Nullable ServletContext webapp; // where one would come too late; null where there is one

    OwnCheck(@Nullable TokenCheck check, TrustedProxies proxies, RequestIds ids, Events events) {
        this.check = check;
        this.proxies = proxies;
        this.ids = ids;
        this.events = events;
    }

    /**
     * The filter starts.
     *
     * @throws IllegalArgumentException when the check cannot work
     */
    void open(TokenCheck.Context context) {
        if (check == null) {
            webapp = context.servletContext();
            return;
        }
        try {
            check.init(context);
        } catch (Exception | LinkageError e) { // of a class that is missing, or is another than it was compiled against
            throw new IllegalArgumentException(
                    Parameter.CHECK_CLASS + ": the init of " + check.getClass().getName() + " failed"
                            + Plugin.advice(e),
                    e);
        }
    }

    /** What it says against a call with this token, which a rule lets in; null for nothing. */
    @Nullable
    RequestRefusal refusal(
            GenuineToken token, @Nullable AccessRule rule, HttpServletRequest request, HttpServletResponse response) {
        if (check == null) {
            return tellIfLate() ? RequestRefusal.CHECK_MISCONFIGURED : null;
        }
        TokenCheck.Outcome outcome;
        try {
            outcome = check.check(token, request);
        } catch (Throwable e) { // an Error, too: a class that is missing is no reason for the container's own page
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            String whose = CallLine.of(request, proxies, rule, token.principal(), ids.of(request, response));
            events.tell(new Event.CheckFailed(whose, e));
            return RequestRefusal.CHECK_FAILED;
        }
        return outcome == null
                ? RequestRefusal.CHECK_FAILED
                : switch (outcome) {
                    case FINE -> null;
                    case REVOKED -> RequestRefusal.CHECK_REVOKED;
                    case UNKNOWN_USER -> RequestRefusal.CHECK_UNKNOWN_USER;
                    case NOT_AUTHORISED -> RequestRefusal.CHECK_NOT_AUTHORISED;
                };
    }

    /** Somebody relies on a check that is never asked: no call may pass for one that it has let in. */
    private boolean tellIfLate() {
        ServletContext started = webapp;
        if (started == null || started.getAttribute(ATTRIBUTE) == null) {
            return false;
        }
        if (toldLate.compareAndSet(false, true)) {
            events.tell(new Event.NotProtecting(
                    "Signet refuses every call with a token: " + ATTRIBUTE + ": the attribute of the ServletContext was"
                            + " set after the filter had started; set it in a ServletContextListener",
                    null));
        }
        return true;
    }
}
