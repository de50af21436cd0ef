package dev.signet.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the secrets a client has when it gets a new one.
 *
 * @param now when it gets it
 * @param end the last instant at which an older one is accepted
 */
record Rotation(Instant now, Instant end) {

    /**
     * When an older secret ends.
     *
     * @param begin the first instant at which it is accepted; null is always
     * @param known the last one as it stands; null is never
     * @return the last one from now on, or null where the secret will never be accepted again and can go
     */
    @Nullable
    Instant endOf(@Nullable Instant begin, @Nullable Instant known) {
        Instant last = known != null && known.isBefore(end) ? known : end;
        return last.isAfter(now) && (begin == null || begin.isBefore(last)) ? last : null;
    }
}
