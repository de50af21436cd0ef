package dev.signet.container;

import dev.signet.event.CallListener;
import dev.signet.event.CallRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears of calls in a container, whose class loader shares nothing but the JDK's classes with the test. */
public final class CallLines implements CallListener {

    private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();

    private final BlockingQueue<String> heard;

    /** Made by the filter that names it in {@code call.class}. */
    public CallLines() {
        this(LINES);
    }

    private CallLines(BlockingQueue<String> heard) {
        this.heard = heard;
    }

    /** What the listeners of a container have heard, for the test. */
    @SuppressWarnings("unchecked")
    public static CallLines of(Container.Running running) throws ReflectiveOperationException {
        var lines = running.loader().loadClass(CallLines.class.getName()).getDeclaredField("LINES");
        lines.setAccessible(true); // it is another class there
        return new CallLines((BlockingQueue<String>) lines.get(null));
    }

    @Override
    public void ended(CallRecord call) {
        heard.add(String.join(
                " ",
                call.method(),
                call.path(),
                call.outcome().name(),
                "status=" + call.status(),
                "code=" + call.code(),
                "bytes=" + call.bytes(),
                "reason=" + call.reason(),
                "rule=[" + call.rule() + "]",
                "client=" + call.client(),
                "jti=" + call.tokenId(),
                "token=" + (call.tokenFingerprint() == null ? "no" : "yes"),
                "from=" + call.remoteAddress()));
    }

    /** The next one. */
    public String next() throws InterruptedException {
        for (String line; (line = heard.poll(10, TimeUnit.SECONDS)) != null; ) {
            if (!isOther(line)) {
                return line;
            }
        }
        return "nothing";
    }

    /** What is left, which is nothing where each call was told once. */
    public List<String> rest() {
        List<String> rest = new ArrayList<>();
        heard.drainTo(rest);
        rest.removeIf(CallLines::isOther);
        return rest;
    }

    /** What is only asked to see that all is well. */
    private static boolean isOther(String line) {
        return line.startsWith("GET " + Scenarios.INTACT + " ");
    }
}
