package dev.signet.issue;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ten failures of a client from one address within a minute, and it has to wait; whether the client exists or not.
 *
 * <p>Memory is bounded: the entry whose last failure is longest ago makes room. Safe for use by many threads.
 */
final class FailureThrottle {

    private static final int FAILURES = 10;
    private static final long WINDOW_MILLIS = 60_000;

    private final Clock clock;
    private final int capacity;
    /** In the order of the last failure, so that what has ended is always in front. */
    private final Map<ByteBuffer, Failures> byCaller = new LinkedHashMap<>();

    FailureThrottle(Clock clock, int capacity) {
        this.clock = clock;
        this.capacity = capacity;
    }

    /** The whole seconds a caller has to wait, from 1; or 0 when it need not. */
    long secondsToWait(TokenRequest request) {
        ByteBuffer caller = caller(request);
        synchronized (byCaller) {
            return secondsToWait(caller, clock.millis());
        }
    }

    /**
     * Counts a failure.
     *
     * @return 0, or the seconds to wait when attempts that ran at the same time had already used up all ten: what this
     *     one found out must then not be told
     */
    long failed(TokenRequest request) {
        ByteBuffer caller = caller(request);
        synchronized (byCaller) {
            long now = clock.millis();
            long wait = secondsToWait(caller, now);
            if (wait > 0) {
                return wait;
            }
            Failures failures = byCaller.remove(caller);
            if (failures == null) {
                makeRoom(now);
                failures = new Failures();
            }
            failures.add(now);
            byCaller.put(caller, failures);
            return 0;
        }
    }

    int size() {
        synchronized (byCaller) {
            return byCaller.size();
        }
    }

    private long secondsToWait(ByteBuffer caller, long now) {
        Failures failures = byCaller.get(caller);
        if (failures == null) {
            return 0;
        }
        long millis = failures.tenthLast() + WINDOW_MILLIS - now;
        // exactly a minute later the tenth-last failure no longer counts; nor one of a clock that was set back since
        return millis <= 0 || millis > WINDOW_MILLIS ? 0 : (millis + 999) / 1000;
    }

    private void makeRoom(long now) {
        Iterator<Failures> oldest = byCaller.values().iterator();
        while (oldest.hasNext()) {
            boolean ended = oldest.next().last() <= now - WINDOW_MILLIS;
            if (!ended && byCaller.size() < capacity) {
                return;
            }
            oldest.remove();
        }
    }

    /** A digest, because a caller chooses how long its id is. */
    private static ByteBuffer caller(TokenRequest request) {
        return ByteBuffer.wrap(SecretHash.digest(request.remoteAddress() + '\n' + request.appKey()));
    }

    /** The times of the last ten failures, in a ring. */
    private static final class Failures {

        private static final long NEVER = Long.MIN_VALUE / 2;

        private final long[] times = new long[FAILURES];
        private int next;

        Failures() {
            Arrays.fill(times, NEVER);
        }

        void add(long time) {
            times[next] = time;
            next = (next + 1) % FAILURES;
        }

        long tenthLast() {
            return times[next];
        }

        long last() {
            return times[(next + FAILURES - 1) % FAILURES];
        }
    }
}
