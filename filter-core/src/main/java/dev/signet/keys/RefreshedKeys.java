package dev.signet.keys;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are fetched from somewhere, kept, and fetched again; like those of {@code jwt.jwks-url}.
 *
 * <p>Nimbus' {@code JWKSourceBuilder} has these limits, too, but its rate limit lets two fetches through in an interval,
 * its time is the system's, and its refresh ahead owns threads that somebody would have to stop. Here a thread lives as
 * long as one fetch, so there is nothing to close when a webapp stops. Thread-safe.
 */
final class RefreshedKeys implements KeyLookup {

    /** Keys of this age are fetched again before anyone has to wait for it… */
    static final Duration AGING = Duration.ofMinutes(5).minusSeconds(30);
    /** …and those of this age are waited for. */
    static final Duration OLD = Duration.ofMinutes(5);
    /** Keys that cannot be fetched again are used up to this age. */
    static final Duration TOO_OLD = Duration.ofMinutes(50);
    /** From one fetch to the next, whatever a caller invents. */
    static final Duration INTERVAL = Duration.ofSeconds(30);
    /** A request waits no longer for a fetch, and no other waits for it afterwards. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    /** So many requests may wait at once; a container has many more threads, which others need. */
    static final int MOST_WAITING = 4;
    /** A fetch of this age is interrupted. */
    static final Duration LONGEST_FETCH = Duration.ofSeconds(10);

    /** Gets the keys; called by one thread at a time. */
    @FunctionalInterface
    interface Fetch {
        /** The keys of the moment; any exception means that they are unavailable. */
        KeySet keys() throws Exception;
    }

    private record Held(KeySet keys, long since) {}

    /** One fetch, under way or ended. */
    private final class Asked implements Runnable {

        private final long since;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile @Nullable Thread thread; // null for the moment until it is begun
        private volatile boolean hanging; // somebody has waited in vain

        Asked(long since) {
            this.since = since;
        }

        boolean isUnderWay() {
            return done.getCount() > 0;
        }

        @Override
        public void run() {
            try {
                fetchOnce();
            } finally {
                done.countDown();
            }
        }

        void begin() {
            boolean begun = false;
            try {
                Thread ours = threads.newThread(this);
                thread = ours;
                ours.start();
                begun = true;
            } finally {
                if (!begun) {
                    failed = true; // no thread is to be had; the next one is tried like a fetch that failed
                    done.countDown();
                }
            }
        }

        void interrupt() {
            Thread ours = thread;
            if (ours != null) {
                ours.interrupt();
            }
        }
    }

    private final String name;
    private final Fetch fetch;
    private final Clock clock;
    private final ThreadFactory threads;
    private final KeyListener listener;
    private final Duration longestWait;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile @Nullable Held held;
    private volatile boolean failed; // the last fetch that ended
    private final AtomicReference<@Nullable Consumer<KeySet>> first = new AtomicReference<>(); // waits for some
    /** The last fetch that was begun. Every request may look, also those whose token is remembered, so without a lock. */
    private final AtomicReference<@Nullable Asked> lastAsked = new AtomicReference<>();

    /**
     * Nothing is fetched yet.
     *
     * @param name how logs speak of it
     * @param fetch gets the keys
     * @param clock tells how old keys are
     * @param threads makes the thread of one fetch
     * @param listener learns of outages
     */
    RefreshedKeys(String name, Fetch fetch, Clock clock, ThreadFactory threads, KeyListener listener) {
        this(name, fetch, clock, threads, listener, LONGEST_WAIT);
    }

    /** With another longest wait, for a test that counts who waits. */
    RefreshedKeys(
            String name, Fetch fetch, Clock clock, ThreadFactory threads, KeyListener listener, Duration longestWait) {
        this.listener = listener;
        this.name = name;
        this.fetch = fetch;
        this.clock = clock;
        this.threads = threads;
        this.longestWait = longestWait;
    }

    /** Makes threads that keep nothing of the request that happened to need one. */
    static ThreadFactory threads(@Nullable ClassLoader loader) {
        return task -> {
            Thread thread = new Thread(null, task, "signet-keys", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    @Override
    public List<VerificationKey> candidates(@Nullable String keyId) throws KeysUnavailableException {
        KeySet keys = current();
        if (keys != null && keyId != null && !keys.answersTo(keyId)) {
            // maybe a new key; but anyone can invent a name, so asking is rare
            Asked fetching = begin();
            boolean ended = fetching == null || await(fetching);
            keys = inHand();
            if (keys != null && !keys.answersTo(keyId) && (!ended || failed)) {
                throw new KeysUnavailableException(); // nobody can tell whether the name is invented
            }
        }
        if (keys == null) {
            throw new KeysUnavailableException();
        }
        return keys.candidates(keyId);
    }

    @Override
    public Object generation() {
        Held now = held;
        long age = now == null ? Long.MAX_VALUE : age(now.since);
        if (now == null || age >= TOO_OLD.toMillis() || age >= OLD.toMillis() && !isDown()) {
            return new Object(); // as if they had changed: candidates has to be asked, which waits or refuses
        }
        if (age >= AGING.toMillis()) {
            begin();
        }
        return now.keys;
    }

    @Override
    public void whenFirst(Consumer<KeySet> use) {
        first.set(use);
        Held now = held;
        if (now != null) {
            showFirst(now.keys);
        }
    }

    private void showFirst(KeySet keys) {
        Consumer<KeySet> use = first.getAndSet(null);
        if (use != null) {
            use.accept(keys);
        }
    }

    /** The keys to use now; waits for a fetch where none in hand is fresh enough. Null where there is none. */
    @Nullable
    KeySet current() {
        Held now = held;
        long age = now == null ? Long.MAX_VALUE : age(now.since);
        if (age >= AGING.toMillis()) {
            Asked fetching = begin();
            // in an outage nobody waits again and again for what did not come; without one, keys that were not asked
            // for
            // in minutes are, because one of them may have been withdrawn
            boolean urgent = age >= TOO_OLD.toMillis() || age >= OLD.toMillis() && !isDown();
            if (fetching != null && urgent) {
                await(fetching);
            }
        }
        return inHand();
    }

    /** Whether the last fetch has failed, or the one under way will not come in time. */
    private boolean isDown() {
        Asked last = lastAsked.get();
        return failed || last != null && last.isUnderWay() && last.hanging;
    }

    private @Nullable KeySet inHand() {
        Held now = held;
        return now == null || age(now.since) >= TOO_OLD.toMillis() ? null : now.keys;
    }

    /** A clock that was set back makes keys old as well, so that they are fetched again. */
    private long age(long since) {
        return Math.abs(clock.millis() - since);
    }

    /** Begins a fetch unless one is under way; null where the last one was a moment ago. */
    private @Nullable Asked begin() {
        Asked last = lastAsked.get();
        if (last != null && last.isUnderWay()) {
            if (age(last.since) >= LONGEST_FETCH.toMillis()) {
                last.interrupt();
            }
            return last;
        }
        if (last != null && age(last.since) < INTERVAL.toMillis()) {
            return null;
        }
        Asked next = new Asked(clock.millis());
        if (!lastAsked.compareAndSet(last, next)) {
            return lastAsked.get(); // another thread was faster
        }
        next.begin();
        return next;
    }

    private void fetchOnce() {
        try {
            KeySet fetched = fetch.keys();
            showFirst(fetched);
            Held before = held;
            // the same object for the same keys: what was verified with them stays verified
            held = new Held(before != null && before.keys.equals(fetched) ? before.keys : fetched, clock.millis());
            if (failed) {
                listener.available(name);
            }
            failed = false;
        } catch (Exception | Error e) {
            if (!failed) {
                complain(e);
            }
            failed = true;
        }
    }

    /** Once for an outage, however long it lasts. */
    private void complain(Throwable e) {
        boolean said = e instanceof IOException || e instanceof IllegalArgumentException;
        listener.unavailable(name, TOO_OLD, said ? ": " + e.getMessage() : "", said ? null : e);
    }

    /** Waits for a fetch, unless enough others do or one has in vain; returns whether the fetch has ended. */
    private boolean await(Asked fetching) {
        boolean itself = fetching.thread == Thread.currentThread(); // which would wait for its own end
        if (fetching.isUnderWay() && !fetching.hanging && !itself && waiting.tryAcquire()) {
            try {
                boolean ended = fetching.done.await(longestWait.toMillis(), TimeUnit.MILLISECONDS);
                fetching.hanging = !ended;
                listener.waited(name, ended);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // then with the keys in hand, if any
            } finally {
                waiting.release();
            }
        }
        return !fetching.isUnderWay();
    }

    @Override
    public String toString() {
        return name;
    }
}
