package dev.signet.envelope;

import jakarta.servlet.WriteListener;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the container and a write listener of the application (Servlet 6.1 §3.7): once the answer is at its end
 * only what is left of it is written, whenever the container is ready.
 *
 * <p>Containers do not agree on who hears of an error, so that the cycle is ended here in every case.
 */
final class ReadyListener implements WriteListener {

    private final WriteListener application;
    private final Answer answer;
    private final AnswerOwners owners;
    private final ApplicationFailures failures;
    private @Nullable Runnable end; // what to do when everything is written

    ReadyListener(WriteListener application, Answer answer, ApplicationFailures failures) {
        this.application = application;
        this.answer = answer;
        this.owners = answer.owners();
        this.failures = failures;
    }

    /** Runs this when everything is written, now or later. */
    void whenDrained(Runnable next) {
        synchronized (this) {
            end = next;
        }
        drain();
    }

    @Override
    public void onWritePossible() {
        if (isEnding()) {
            drain();
            return;
        }
        try {
            application.onWritePossible();
        } catch (Throwable e) {
            failures.answerQuietly(e); // first: who completes the cycle in onError must not make a success of it
            application.onError(e);
            boolean cuts = answer.wire().ways().cutsWhereListenerThrows();
            fail(e, cuts);
            if (cuts && answer.isBroken()) {
                throw Rethrown.<RuntimeException>asItIs(e);
            }
        }
    }

    @Override
    public void onError(Throwable thrown) {
        application.onError(thrown);
        Runnable waiting = taken();
        Cycle cycle = owners.cycle();
        if (waiting != null) {
            waiting.run(); // nobody is there any more to read the rest
        } else if (cycle != null) {
            cycle.abort();
        }
    }

    private void fail(Throwable thrown, boolean rethrown) {
        Cycle cycle = owners.cycle();
        if (cycle != null) {
            cycle.fail(thrown, rethrown);
        }
    }

    private void drain() {
        if (answer.drain()) {
            Runnable next = taken();
            if (next != null) {
                next.run();
            }
        }
    }

    private synchronized boolean isEnding() {
        return end != null;
    }

    private synchronized @Nullable Runnable taken() {
        Runnable next = end;
        end = null;
        return next;
    }
}
