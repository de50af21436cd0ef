package dev.signet.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many calls of each client are under way. Nobody waits for anybody. Thread-safe. */
final class Slots {

    /** In the place of the number of a client of which none is, and whose entry makes room. */
    private static final int FORGOTTEN = Integer.MIN_VALUE;

    private final int capacity;
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

    /**
     * All free.
     *
     * @param capacity of how many clients is remembered that no call is under way
     */
    Slots(int capacity) {
        this.capacity = capacity;
    }

    /** Takes one, which is given back by counting it down; null where all are taken. */
    @Nullable
    AtomicInteger take(String client, int most) {
        while (true) {
            AtomicInteger known = taken.get(client);
            if (known == null) {
                known = first(client);
            }
            int number = known.get();
            if (number == FORGOTTEN) {
                taken.remove(client, known);
            } else if (number >= most) {
                return null;
            } else if (known.compareAndSet(number, number + 1)) {
                return known;
            }
        }
    }

    private AtomicInteger first(String client) {
        if (taken.size() >= capacity) { // only clients that exist come here, and of those only some are under way
            taken.forEach((idle, number) -> {
                if (number.compareAndSet(0, FORGOTTEN)) {
                    taken.remove(idle, number);
                }
            });
        }
        AtomicInteger mine = new AtomicInteger();
        AtomicInteger others = taken.putIfAbsent(client, mine);
        return others == null ? mine : others;
    }
}
