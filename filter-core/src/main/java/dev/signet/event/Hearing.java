package dev.signet.event;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.config.Plugin;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who hears of calls besides the log.
 *
 * @hidden public for the filter alone
 */
public final class Hearing {

    private Hearing() {}

    /**
     * Reads who wants to, and lets them hear from now on, also where something else is wrong: calls that are refused because
     * of it are calls. Every problem is noted, none ends the reading.
     *
     * @param parameters what was typed
     * @param events what they hear
     * @param clock tells when something may be said again
     */
    @SuppressWarnings("exports") // public for the filter alone
    public static void read(Parameters parameters, Events events, Clock clock) {
        List<Events.Listener> listeners = new ArrayList<>();
        CallListener own = Plugin.choose(parameters, CallListener.class, Parameter.CALL_CLASS)
                .plugin();
        if (own != null) {
            listeners.add(new CallQueue(own, events, clock));
        }
        int perSecond = parameters.integer(Parameter.AUDIT_PER_SECOND);
        AuditLog.Which which =
                AuditLog.Which.valueOf(parameters.choice(Parameter.AUDIT_LOG).toUpperCase(Locale.ROOT));
        if (which != AuditLog.Which.OFF) {
            listeners.add(new AuditLog(which, new LineBudget(perSecond, clock)));
        }
        events.hear(listeners, new LineBudget(perSecond, clock));
    }
}
