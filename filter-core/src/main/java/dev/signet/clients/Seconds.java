package dev.signet.clients;

import java.time.Instant;

/** Times as tokens tell them. */
final class Seconds {

    private Seconds() {}

    /** The first whole second that is not before an instant; what was issued within the second before does not count yet. */
    static long upTo(Instant instant) {
        return Math.max(0, instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0));
    }
}
