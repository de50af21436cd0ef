package dev.signet.keys;

import dev.signet.config.WatchedFile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Learns what becomes of keys, and of the files that hold them. Thread-safe. */
public interface KeyListener extends WatchedFile.Listener {
    /**
     * A key is left out.
     *
     * @param source where it stands
     * @param why which one, and why
     */
    void ignored(String source, String why);

    /**
     * Keys cannot be fetched; told once for an outage.
     *
     * @param source where they come from
     * @param inForce how old the keys in hand may become
     * @param why what went wrong, after a colon; empty where the stack tells
     * @param thrown whose stack an operator needs, or null
     */
    void unavailable(String source, Duration inForce, String why, @Nullable Throwable thrown);

    /**
     * The outage is over.
     *
     * @param source where they come from
     */
    void available(String source);
}
