package dev.signet.testing;

import dev.signet.event.CallListener;
import dev.signet.event.CallRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears of calls, and waits for those that are not told yet: a caller has his answer before. */
public final class HeardCalls implements CallListener {

    private final BlockingQueue<CallRecord> heard = new LinkedBlockingQueue<>();

    /** Nothing was heard. */
    public HeardCalls() {}

    @Override
    public void ended(CallRecord call) {
        heard.add(call);
    }

    /** The next one. */
    public CallRecord next() throws InterruptedException {
        CallRecord next = heard.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nobody told of a call");
        }
        return next;
    }

    /** The next one in a line, without what is another each time. */
    public String line() throws InterruptedException {
        return line(next());
    }

    /** What is left, which is nothing where each call was told once. */
    public List<CallRecord> rest() {
        List<CallRecord> rest = new ArrayList<>();
        heard.drainTo(rest);
        return rest;
    }

    private static String line(CallRecord call) {
        return String.join(
                " ",
                call.method(),
                call.path(),
                call.outcome().name(),
                call.status() + "/" + call.code(),
                String.valueOf(call.reason()),
                "[" + call.rule() + "]",
                String.valueOf(call.client()));
    }
}
