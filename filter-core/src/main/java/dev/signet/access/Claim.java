package dev.signet.access;

import dev.signet.clients.DayCount;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What one call takes of its limits; or why it may not. Thread-safe. */
public final class Claim {

    /** Nothing that would have to be given back. */
    public static final Claim NONE = new Claim(null, null, null, 0, "");

    private final @Nullable AtomicInteger slots;
    private final @Nullable DayCount day;
    private final @Nullable Limit exceeded;
    private final long seconds;
    private final String of;
    private final AtomicBoolean held;

    private Claim(
            @Nullable AtomicInteger slots, @Nullable DayCount day, @Nullable Limit exceeded, long seconds, String of) {
        this.slots = slots;
        this.day = day;
        this.exceeded = exceeded;
        this.seconds = seconds;
        this.of = of;
        this.held = new AtomicBoolean(slots != null);
    }

    static Claim of(@Nullable AtomicInteger slots, @Nullable DayCount day) {
        return slots == null && day == null ? NONE : new Claim(slots, day, null, 0, "");
    }

    static Claim exceeded(Limit limit, long seconds, String of) {
        return new Claim(null, null, limit, Math.max(1, seconds), of);
    }

    /** {@return which limit the call is beyond; null where it may be made} */
    public @Nullable Limit exceeded() {
        return exceeded;
    }

    /** {@return after how many seconds it may be tried again, from 1} */
    public long seconds() {
        return seconds;
    }

    /** {@return whose limit that is, for a log} */
    public String of() {
        return of;
    }

    /** {@return whether somebody has to say when the call ends} */
    public boolean isHeld() {
        return slots != null;
    }

    /** The call has ended; may be said more than once. */
    public void end() {
        if (slots != null && held.compareAndSet(true, false)) {
            slots.decrementAndGet();
        }
    }

    /** The call is refused for another reason, and does not count. */
    public void takeBack() {
        end();
        if (day != null) {
            day.takeBack();
        }
    }
}
