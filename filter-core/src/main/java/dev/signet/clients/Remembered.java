package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What rows said, for as long as that is believed. One question at a time for each key; whoever wants to know the same waits
 * for its answer. A hit makes no object and waits for nobody. Thread-safe.
 *
 * @param <V> what a row says; immutable
 */
final class Remembered<V> {

    /** Asks for one key. */
    @FunctionalInterface
    interface Reader<V> {
        V read(String key) throws ClientsUnavailableException;
    }

    /** What was read, and when the question was asked; the row may have changed while it was answered. */
    private record Entry<V>(V value, long at) {}

    private final int capacity;
    private final long believedMillis;
    private final long staleMillis;
    private final Clock clock;
    private final Reader<V> reader;
    private final Map<String, Entry<V>> entries = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Entry<V>>> asked = new ConcurrentHashMap<>();

    /**
     * Nothing yet.
     *
     * @param capacity of how many keys something is remembered
     * @param believed how long a row that was read is believed
     * @param stale how long it is while no other can be read
     */
    Remembered(int capacity, Duration believed, Duration stale, Clock clock, Reader<V> reader) {
        this.capacity = capacity;
        this.believedMillis = believed.toMillis();
        this.staleMillis = stale.toMillis();
        this.clock = clock;
        this.reader = reader;
    }

    /** What the row of a key says, at most as long ago as it is believed; longer ago only where nobody can tell. */
    V get(String key) throws ClientsUnavailableException {
        Entry<V> known = entries.get(key);
        if (known != null && age(known) < believedMillis) {
            return known.value;
        }
        try {
            return read(key, clock.millis()).value;
        } catch (ClientsUnavailableException e) {
            if (known != null && age(known) < Math.max(staleMillis, believedMillis)) {
                return known.value;
            }
            throw e;
        }
    }

    /** A clock that was set back makes everything old. */
    private long age(Entry<V> entry) {
        return Math.abs(clock.millis() - entry.at);
    }

    private Entry<V> read(String key, long arrived) throws ClientsUnavailableException {
        CompletableFuture<Entry<V>> mine = new CompletableFuture<>();
        CompletableFuture<Entry<V>> others = asked.putIfAbsent(key, mine);
        while (others != null) {
            Entry<V> told = joined(others);
            if (arrived - told.at < believedMillis) { // else it was asked for somebody who came much earlier
                return told;
            }
            others = asked.putIfAbsent(key, mine);
        }
        try {
            Entry<V> known = entries.get(key);
            Entry<V> read = known != null && age(known) < believedMillis // answered on the way here
                    ? known
                    : asked(key);
            put(key, read);
            mine.complete(read);
            return read;
        } catch (ClientsUnavailableException | RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            asked.remove(key, mine);
        }
    }

    private Entry<V> asked(String key) throws ClientsUnavailableException {
        long at = clock.millis();
        return new Entry<>(reader.read(key), at);
    }

    private static <V> Entry<V> joined(CompletableFuture<Entry<V>> others) throws ClientsUnavailableException {
        try {
            return others.join(); // no longer than whoever asks may wait
        } catch (CompletionException e) {
            if (e.getCause() instanceof ClientsUnavailableException unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }

    private void put(String key, Entry<V> entry) {
        entries.put(key, entry);
        if (entries.size() > capacity) {
            makeRoom();
        }
    }

    /** An eighth goes at once, so that not every new key has to look for one; what is not believed any more first. */
    private synchronized void makeRoom() {
        int target = capacity - capacity / 8;
        entries.values().removeIf(entry -> age(entry) >= Math.max(staleMillis, believedMillis));
        Iterator<Entry<V>> any = entries.values().iterator();
        while (entries.size() > target && any.hasNext()) {
            any.next();
            any.remove();
        }
    }

    /** Of how many keys something is remembered. */
    int size() {
        return entries.size();
    }
}
