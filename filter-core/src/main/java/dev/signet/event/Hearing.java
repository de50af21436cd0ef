package dev.signet.event;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.config.Plugin;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of calls besides the log.
 *
 * @hidden public for the filter alone
 */
@SuppressWarnings("exports") // public for the filter alone
public final class Hearing {

    /** The attribute of the ServletContext with a registry of Micrometer's. */
    public static final String REGISTRY = "dev.signet.meter-registry";

    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";
    private static final String FLIGHT_RECORDER = "jdk.jfr.Event";

    private final @Nullable CallMetrics metrics;

    private Hearing(@Nullable CallMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * Reads who wants to, and lets them hear from now on, also where something else is wrong: calls that are refused because
     * of it are calls. Every problem is noted, none ends the reading.
     *
     * @param parameters what was typed, and the listener that was handed over
     * @param registry a registry of Micrometer's, or null for the global one
     * @param events what they hear
     * @param clock tells when something may be said again
     * @return the readers
     */
    public static Hearing read(Parameters parameters, @Nullable Object registry, Events events, Clock clock) {
        Chosen chosen = Chosen.read(parameters);
        List<Events.Listener> listeners = new ArrayList<>();
        CallMetrics metrics = chosen.micrometer() ? metrics(parameters, registry, chosen.clients()) : null;
        if (metrics != null) {
            listeners.add(metrics);
        }
        if (isThere(FLIGHT_RECORDER)) { // a runtime image may be without it
            listeners.add(new FlightEvents());
        }
        if (chosen.which() != AuditLog.Which.OFF) {
            listeners.add(new AuditLog(chosen.which(), new LineBudget(chosen.perSecond(), clock)));
        }
        if (chosen.own() != null) {
            listeners.add(new CallQueue(chosen.own(), events, clock));
        }
        events.hear(listeners, new LineBudget(chosen.perSecond(), clock));
        return new Hearing(metrics);
    }

    /**
     * Notes what is wrong where nobody is to hear anything.
     *
     * @param parameters what was typed
     */
    public static void check(Parameters parameters) {
        Chosen.read(parameters);
    }

    /** What was typed. */
    private record Chosen(
            int clients,
            boolean micrometer,
            int perSecond,
            AuditLog.Which which,
            @Nullable CallListener own) {

        static Chosen read(Parameters parameters) {
            return new Chosen(
                    parameters.integer(Parameter.METRICS_CLIENTS),
                    parameters.choice(Parameter.METRICS_MICROMETER).equals("auto"),
                    parameters.integer(Parameter.AUDIT_PER_SECOND),
                    AuditLog.Which.valueOf(
                            parameters.choice(Parameter.AUDIT_LOG).toUpperCase(Locale.ROOT)),
                    Plugin.choose(parameters, CallListener.class, Parameter.CALL_CLASS)
                            .plugin());
        }
    }

    private static @Nullable CallMetrics metrics(Parameters parameters, @Nullable Object registry, int clients) {
        CallMetrics metrics = isThere(MICROMETER) ? CallMetrics.in(registry, clients) : null;
        if (metrics == null && registry != null) {
            parameters.problem(REGISTRY + ": what is handed over is a "
                    + registry.getClass().getName() + ", not a " + MICROMETER + " that Signet can see");
        }
        return metrics;
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, Hearing.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** {@return whether anybody reads what a filter counts} */
    public boolean isReading() {
        return metrics != null;
    }

    /**
     * Lets metrics read a filter.
     *
     * @param filter that is set up
     */
    public void bind(Readings filter) {
        if (metrics != null) {
            metrics.bind(filter);
        }
    }
}
