package dev.signet.event;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * So many lines a second: whoever floods a webapp must not fill its disk. What is beyond them is counted by its reasons, and
 * told in one line in ten seconds. Thread-safe.
 */
final class LineBudget {

    private static final long SILENCE = TimeUnit.SECONDS.toMillis(10);

    private final int perSecond;
    private final Clock clock;
    private final Map<String, Long> reasons = new TreeMap<>(); // of what was suppressed
    private long second; // in which lines were written
    private int lines; // in that second
    private long suppressed;
    private long since; // when the first of those was

    LineBudget(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Takes a line; false where none is left, and then it is counted. */
    synchronized boolean spend(@Nullable String reason) {
        long now = clock.millis();
        if (now / 1000 != second) {
            second = now / 1000;
            lines = 0;
        }
        if (lines < perSecond) {
            lines++;
            return true;
        }
        if (suppressed == 0) {
            since = now;
        }
        suppressed++;
        reasons.merge(reason == null ? "none" : reason, 1L, Long::sum);
        return false;
    }

    /** The line about what was suppressed, when it is time for it; else null. */
    synchronized @Nullable String due() {
        return suppressed > 0 && Math.abs(clock.millis() - since) >= SILENCE ? rest() : null;
    }

    /** The same at the end, whatever time it is. */
    synchronized @Nullable String rest() {
        if (suppressed == 0) {
            return null;
        }
        StringBuilder json =
                new StringBuilder("{\"suppressed\":").append(suppressed).append(",\"reasons\":{");
        String separator = "";
        for (Map.Entry<String, Long> reason : reasons.entrySet()) { // a few words, all of them ours
            json.append(separator)
                    .append('"')
                    .append(reason.getKey())
                    .append("\":")
                    .append(reason.getValue());
            separator = ",";
        }
        suppressed = 0;
        reasons.clear();
        return json.append("}}").toString();
    }
}
