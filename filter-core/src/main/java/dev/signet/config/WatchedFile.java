package dev.signet.config;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value read from a file that an operator may change while the webapp runs; like the clients file.
 *
 * <p>The content is compared at most every {@link #POLL} by whoever asks for the value; there is no thread of our own
 * that a container would have to stop. A new content that cannot be read keeps the last good value and is logged once.
 * One that is shorter may be half of what somebody is writing, so it counts when it is the same at the next look.
 * Thread-safe.
 *
 * @param <T> what the content is read into; immutable
 */
public final class WatchedFile<T> {

    /** A change is seen by the first request after this time, a shorter content after twice this time. */
    public static final Duration POLL = Duration.ofSeconds(5);

    /** Learns what becomes of a file. */
    public interface Listener {
        /**
         * It has another content, which is in force.
         *
         * @param name how logs speak of it
         */
        void changed(String name);

        /**
         * It cannot be read any more; what was read last stays in force. Told once.
         *
         * @param name how logs speak of it
         */
        void unreadable(String name);

        /**
         * It has another content, which is wrong; what was read last stays in force. Told once.
         *
         * @param name how logs speak of it
         * @param why what is wrong; never a secret
         */
        void invalid(String name, String why);
    }

    /** Reads the bytes of the file. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads all bytes.
         *
         * @return the content
         * @throws IOException when the file is not there or cannot be read
         */
        byte[] read() throws IOException;
    }

    private record State<T>(byte[] hash, int length, T value) {}

    private final String name;
    private final Source source;
    private final Function<byte[], T> parser;
    private final Clock clock;
    private final Listener listener;
    private final AtomicLong lastLook;
    private volatile State<T> good;
    private volatile byte @Nullable [] refused; // hash of a content that was already complained about
    private volatile byte @Nullable [] shorter; // hash of a content that is looked at once more
    private volatile boolean missing;

    private WatchedFile(
            String name, Source source, Function<byte[], T> parser, Clock clock, Listener listener, State<T> first) {
        this.name = name;
        this.source = source;
        this.parser = parser;
        this.clock = clock;
        this.listener = listener;
        this.lastLook = new AtomicLong(clock.millis());
        this.good = first;
    }

    /**
     * Reads the file for the first time.
     *
     * @param name how logs speak of it, like {@code "issuer.clients-file"}
     * @param source reads the content
     * @param parser turns the content into the value; its IllegalArgumentException becomes the log line and must not
     *     hold a secret
     * @param clock tells when to look again
     * @param listener learns what becomes of the file
     * @param <T> the type of the value
     * @return the watched file
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when the parser refuses the content
     */
    public static <T> WatchedFile<T> open(
            String name, Source source, Function<byte[], T> parser, Clock clock, Listener listener) throws IOException {
        byte[] content = source.read();
        return new WatchedFile<>(name, source, parser, clock, listener, state(content, parser));
    }

    /**
     * The value of the last good content.
     *
     * @return the value; the same object for as long as the content stays the same
     */
    public T get() {
        long now = clock.millis();
        long last = lastLook.get();
        // a clock that was set back must not stop the watching; one thread looks, the others go on
        if (Math.abs(now - last) >= POLL.toMillis() && lastLook.compareAndSet(last, now)) {
            look();
        }
        return good.value;
    }

    private void look() {
        byte[] content;
        try {
            content = source.read();
        } catch (IOException | RuntimeException e) {
            if (!missing) {
                missing = true;
                listener.unreadable(name);
            }
            return;
        }
        missing = false;
        byte[] hash = hash(content);
        if (Arrays.equals(hash, good.hash)) {
            refused = null;
            shorter = null;
            return;
        }
        if (Arrays.equals(hash, refused)) {
            return;
        }
        if (content.length < good.length && !Arrays.equals(hash, shorter)) {
            shorter = hash;
            return;
        }
        shorter = null;
        try {
            good = state(content, parser);
            refused = null;
            listener.changed(name);
        } catch (IllegalArgumentException e) {
            refused = hash;
            listener.invalid(name, String.valueOf(e.getMessage()));
        }
    }

    private static <T> State<T> state(byte[] content, Function<byte[], T> parser) {
        return new State<>(hash(content), content.length, parser.apply(content));
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content); // no copy of a secret is kept
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
