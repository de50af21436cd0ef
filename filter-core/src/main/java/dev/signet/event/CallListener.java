package dev.signet.event;

/**
 * Hears of every call once, when its answer has ended, however it ended: for an application's own statistics, bills or alarms.
 *
 * <p>Handed to {@code SignetConfig.Builder.callListener}, set as the {@code ServletContext} attribute
 * {@code dev.signet.event.CallListener}, named by {@code call.class}, or found by {@link java.util.ServiceLoader}.
 *
 * <p>Called by one thread of Signet's own, one call after the other, and never by a thread that answers: the caller has
 * the answer, or will have it, whatever a listener does and however long it takes. What it throws is logged once a minute.
 * While it is slow up to 20,000 records wait for it; what comes beyond them is lost, and said so in the log once a minute.
 */
@FunctionalInterface
public interface CallListener {

    /**
     * A call has ended.
     *
     * @param call what is known of it
     */
    void ended(CallRecord call);
}
