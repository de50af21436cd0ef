package dev.signet.event;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens again and again, and says when it is time to tell of it once more. Thread-safe. */
final class Pace {

    private final Clock clock;
    private final long between;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    private final LongAdder untold = new LongAdder();

    /**
     * Nothing has happened.
     *
     * @param between from one telling to the next
     */
    Pace(Clock clock, Duration between) {
        this.clock = clock;
        this.between = between.toMillis();
    }

    /**
     * It has happened.
     *
     * @param times how often
     * @return how often since it was last told, these times included; 0 where it is too early to tell
     */
    long happened(int times) {
        untold.add(times);
        long now = clock.millis();
        long before = last.get();
        // a clock that was set back begins anew
        boolean early = before != Long.MIN_VALUE && Math.abs(now - before) < between;
        return early || !last.compareAndSet(before, now) ? 0 : untold.sumThenReset();
    }
}
