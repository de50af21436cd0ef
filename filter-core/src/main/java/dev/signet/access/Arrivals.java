package dev.signet.access;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the next call of each key is due, by the generic cell rate algorithm (ITU-T I.371): one number for each, which every
 * call moves on by the time that lies between two. A key whose number has passed is like one that was never seen, so that
 * only those are worth remembering that count at the moment. A hit waits for nobody and makes no object. Thread-safe.
 */
final class Arrivals {

    /** In the place of the number of a key that makes room, for whoever has found it just before. */
    private static final long FORGOTTEN = Long.MIN_VALUE;

    private final int capacity;
    private final Map<Object, AtomicLong> due = new ConcurrentHashMap<>();

    /** Nobody has called. */
    Arrivals(int capacity) {
        this.capacity = capacity;
    }

    /**
     * A call of a key.
     *
     * @param interval the nanoseconds from one call to the next
     * @param burst how many may come at once
     * @param now in nanoseconds since 1970
     * @return 0, or the nanoseconds after which it may come again; it is not counted then
     */
    long take(Object key, long interval, int burst, long now) {
        while (true) {
            AtomicLong known = due.get(key);
            if (known == null) {
                known = first(key, now);
            }
            long wait = take(known, interval, burst, now);
            if (wait != FORGOTTEN) {
                return wait;
            }
            due.remove(key, known);
        }
    }

    private AtomicLong first(Object key, long now) {
        if (due.size() >= capacity) {
            makeRoom(now);
        }
        AtomicLong mine = new AtomicLong(now);
        AtomicLong others = due.putIfAbsent(key, mine);
        return others == null ? mine : others;
    }

    private static long take(AtomicLong due, long interval, int burst, long now) {
        while (true) {
            long known = due.get();
            if (known == FORGOTTEN) {
                return FORGOTTEN;
            }
            long latest = now + interval * burst; // where all are used up; no call leaves it behind that
            if (known > latest) { // the clock was set back, or there are other numbers now
                due.compareAndSet(known, latest);
                continue;
            }
            long wait = known - (latest - interval);
            if (wait > 0) {
                return wait;
            }
            if (due.compareAndSet(known, Math.max(known, now) + interval)) {
                return 0;
            }
        }
    }

    /**
     * An eighth goes at once, so that not every new key has to look for one. First those that no longer count, then those
     * that have used the least: who invents keys has one call with each, and pushes nobody out who is being limited as long
     * as there is anybody else.
     */
    private synchronized void makeRoom(long now) {
        if (due.size() < capacity) {
            return; // somebody was faster
        }
        forgetUpTo(now, Integer.MAX_VALUE);
        int target = capacity - capacity / 8;
        if (due.size() > target) {
            long[] all = due.values().stream().mapToLong(AtomicLong::get).toArray();
            Arrays.sort(all);
            int surplus = all.length - target;
            if (surplus > 0) {
                forgetUpTo(all[surplus - 1], surplus);
            }
        }
    }

    private void forgetUpTo(long bound, int most) {
        int left = most; // many may have used the same
        Iterator<Map.Entry<Object, AtomicLong>> any = due.entrySet().iterator();
        while (left > 0 && any.hasNext()) {
            Map.Entry<Object, AtomicLong> entry = any.next();
            long known = entry.getValue().get();
            if (known <= bound && entry.getValue().compareAndSet(known, FORGOTTEN)) {
                due.remove(entry.getKey(), entry.getValue()); // and no number that has come in its place meanwhile
                left--;
            }
        }
    }

    /** How many keys are remembered. */
    int size() {
        return due.size();
    }
}
