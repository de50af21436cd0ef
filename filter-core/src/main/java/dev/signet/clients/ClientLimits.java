package dev.signet.clients;

import dev.signet.config.ProblemList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a client may call; 0 is as much as it likes. Immutable.
 *
 * @param perSecond calls in a second
 * @param burst how many may come at once; 0 where there is no rate
 * @param perDay calls in a day
 * @param concurrent calls at once, until each has ended
 */
public record ClientLimits(int perSecond, int burst, long perDay, int concurrent) {

    /** As much as it likes. */
    public static final ClientLimits NONE = new ClientLimits(0, 0, 0, 0);

    /** Faster than any server. */
    static final int MOST_PER_SECOND = 1_000_000;

    private static final long MOST_PER_DAY = 1_000_000_000_000L;
    private static final int MOST_CONCURRENT = 100_000;

    /**
     * Reads the numbers of a client.
     *
     * @param names of the four, as whoever wrote them knows them
     * @param numbers the four, each null where there is none
     * @param problems take what is wrong
     * @return the limits; none where anything is wrong
     */
    static ClientLimits of(List<String> names, List<@Nullable Long> numbers, ProblemList problems) {
        long[] most = {MOST_PER_SECOND, MOST_PER_SECOND, MOST_PER_DAY, MOST_CONCURRENT};
        long[] read = new long[most.length];
        int before = problems.size();
        for (int i = 0; i < most.length; i++) {
            Long number = numbers.get(i);
            read[i] = number == null ? 0 : number;
            if (number != null && (number < 1 || number > most[i])) {
                problems.add(
                        names.get(i) + ": expected a whole number from 1 to " + most[i] + "; remove it for no limit");
            }
        }
        if (numbers.get(0) == null && numbers.get(1) != null) {
            problems.add(names.get(1) + ": needs " + names.get(0));
        }
        int burst = (int) (read[1] == 0 ? read[0] : read[1]);
        return problems.size() == before ? new ClientLimits((int) read[0], burst, read[2], (int) read[3]) : NONE;
    }

    /** {@return whether there is none} */
    public boolean isNone() {
        return perSecond == 0 && perDay == 0 && concurrent == 0;
    }

    /** For people; like {@code 50/s burst 100 100000/day 20 at once}. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        if (perSecond > 0) {
            words.add(perSecond + "/s burst " + burst);
        }
        if (perDay > 0) {
            words.add(perDay + "/day");
        }
        if (concurrent > 0) {
            words.add(concurrent + " at once");
        }
        return words.isEmpty() ? "-" : String.join(" ", words);
    }
}
