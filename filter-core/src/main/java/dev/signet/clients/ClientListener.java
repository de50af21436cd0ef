package dev.signet.clients;

import dev.signet.config.WatchedFile;
import org.jspecify.annotations.Nullable;

/** Learns what becomes of clients, and of where they are kept. Thread-safe. */
public interface ClientListener extends WatchedFile.Listener {

    /**
     * Something is allowed and may be a mistake.
     *
     * @param what one line
     */
    void doubtful(String what);

    /**
     * The row of a client cannot be read, so that it counts as disabled. Told once until it can be read.
     *
     * @param id of the client, as it may be shown
     * @param why what is wrong; never a hash
     */
    void clientUnreadable(String id, String why);

    /**
     * The database does not answer. Told once until it does.
     *
     * @param why what went wrong
     * @param thrown whose stack an operator needs, or null
     */
    void databaseUnavailable(String why, @Nullable Throwable thrown);

    /**
     * It answers, but not this; like a table that is missing. Told once a minute at most.
     *
     * @param thrown what it says
     */
    void questionFailed(Throwable thrown);

    /** The database answers again. */
    void databaseAvailable();
}
