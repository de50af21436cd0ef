package dev.signet.issue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The failures of the last minute by who had them; whoever has reached the limit is locked until the oldest of them no
 * longer counts.
 *
 * <p>Memory is bounded: whoever had the fewest failures makes room first, a lock that is in force never does. Not
 * thread-safe.
 */
final class FailureCounts {

    static final long WINDOW_MILLIS = 60_000;

    private final int limit;
    private final int capacity;
    private final Map<ByteBuffer, Failures> byCaller = new HashMap<>();
    /** By the number of failures at the last one, each in the order of that; the last set holds the locks. */
    private final List<Set<Failures>> byNumber = new ArrayList<>();

    FailureCounts(int limit, int capacity) {
        this.limit = limit;
        this.capacity = capacity;
        for (int number = 0; number <= limit; number++) {
            byNumber.add(new LinkedHashSet<>());
        }
    }

    /** For how long a caller is locked, from 1; or 0. */
    long millisToWait(ByteBuffer caller, long now) {
        Failures failures = byCaller.get(caller);
        return failures == null ? 0 : failures.millisToWait(now);
    }

    /**
     * Counts a failure of a caller that is not locked.
     *
     * @return false where there is no room for it, because there are locks only
     */
    boolean add(ByteBuffer caller, long now) {
        Failures failures = byCaller.get(caller);
        if (failures == null) {
            if (!makeRoom(now)) {
                return false;
            }
            failures = new Failures(caller);
            byCaller.put(caller, failures);
        } else {
            byNumber.get(failures.number).remove(failures);
        }
        failures.add(now);
        byNumber.get(failures.number).add(failures);
        return true;
    }

    /** Takes the last failure of a caller back, if it is still known. */
    void takeBack(ByteBuffer caller) {
        Failures failures = byCaller.get(caller);
        if (failures != null) {
            byNumber.get(failures.number).remove(failures);
            failures.number--;
            if (failures.number == 0) {
                byCaller.remove(caller);
            } else {
                byNumber.get(failures.number).add(failures);
            }
        }
    }

    int size() {
        return byCaller.size();
    }

    private boolean makeRoom(long now) {
        for (Set<Failures> some : byNumber) {
            Iterator<Failures> oldest = some.iterator();
            while (oldest.hasNext()) {
                Failures failures = oldest.next();
                if (failures.counts(failures.number - 1, now)) {
                    break;
                }
                oldest.remove();
                byCaller.remove(failures.caller);
            }
        }
        if (byCaller.size() < capacity) {
            return true;
        }
        for (Set<Failures> some : byNumber) {
            Iterator<Failures> oldest = some.iterator();
            if (oldest.hasNext()) {
                Failures failures = oldest.next();
                if (failures.millisToWait(now) > 0) {
                    return false; // the fewest that anyone has are a lock's
                }
                oldest.remove();
                byCaller.remove(failures.caller);
                return true;
            }
        }
        return false;
    }

    /** The times of one caller's failures, the oldest first; compared by identity. */
    private final class Failures {

        private final ByteBuffer caller;
        private final long[] times = new long[limit];
        private int number;

        Failures(ByteBuffer caller) {
            this.caller = caller;
        }

        void add(long now) {
            int kept = 0;
            for (int i = 0; i < number; i++) {
                if (counts(i, now)) {
                    times[kept++] = times[i];
                }
            }
            times[kept++] = now;
            number = kept;
        }

        long millisToWait(long now) {
            if (number < limit || !counts(0, now)) {
                return 0;
            }
            return Math.min(WINDOW_MILLIS, times[0] + WINDOW_MILLIS - now);
        }

        /** Exactly a minute later it no longer does; nor does one of a clock that was set back since. */
        boolean counts(int index, long now) {
            return Math.abs(now - times[index]) < WINDOW_MILLIS;
        }
    }
}
