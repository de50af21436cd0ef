package dev.signet.event;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the calls and a listener of the application's, which may take its time: an answer that is excluded has
 * not been sent when its dispatch returns, and a thread that waits in a listener serves nobody. So it is called by a
 * thread of its own, which ends when nothing has come for a while, and with the filter. Thread-safe.
 */
final class CallQueue implements Events.Listener {

    /** How many records wait; some ten megabytes. */
    private static final int MOST = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5); // with nothing to do, and at the end with too much
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final CallListener listener;
    private final Events events;
    private final @Nullable ClassLoader loader; // the webapp's
    private final Pace thrown;
    private final Pace lost;
    private @Nullable ThreadPoolExecutor executor;

    CallQueue(CallListener listener, Events events, Clock clock) {
        this.listener = listener;
        this.events = events;
        this.loader = Thread.currentThread().getContextClassLoader();
        this.thrown = new Pace(clock, SILENCE);
        this.lost = new Pace(clock, SILENCE);
    }

    @Override
    public void happened(Event event) {
        if (event instanceof Event.CallEnded ended && !queued(ended.call()) && !queued(ended.call())) {
            lose(1);
        }
    }

    /** Returns false where there is no room, or the filter stops just now: then there will be another executor. */
    private boolean queued(CallRecord call) {
        try {
            running().execute(() -> tell(call));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void lose(int calls) {
        long all = lost.happened(calls);
        if (all > 0) {
            events.tell(new Event.Warned("The CallListener is too slow; calls not reported to it: " + all, null));
        }
    }

    private void tell(CallRecord call) {
        try {
            listener.ended(call);
        } catch (Throwable e) { // an Error, too: the next call may be told all the same
            long times = thrown.happened(1);
            if (times > 0) {
                events.tell(new Event.Warned("The CallListener threw; times since this was last logged: " + times, e));
            }
        }
    }

    private synchronized ThreadPoolExecutor running() {
        ThreadPoolExecutor known = executor;
        if (known != null) {
            return known;
        }
        ThreadPoolExecutor made = new ThreadPoolExecutor(
                1, 1, PATIENCE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(MOST), this::thread);
        made.allowCoreThreadTimeOut(true);
        executor = made;
        return made;
    }

    /** Inherits nothing from the thread that happens to need it. */
    private Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "signet-calls", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }

    /** Tells what waits, for as long as a stop may take. An answer that ends later still has another executor. */
    @Override
    public void close() {
        ThreadPoolExecutor open;
        synchronized (this) {
            open = executor;
            executor = null;
        }
        if (open == null) {
            return;
        }
        open.shutdown();
        try {
            if (open.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int left = open.shutdownNow().size();
        if (left > 0) {
            lose(left);
        }
    }

    /** Whose it is; a record may be anybody's business, but not that of a debugger's line. */
    @Override
    public String toString() {
        return "calls for " + listener.getClass().getName();
    }
}
