package dev.signet.cli;

import java.time.Instant;
import java.util.List;

/** Where clients are kept. Each change is made whole or not at all, whoever else makes one. */
interface ClientPlace extends AutoCloseable {

    /** Shows a secret, before anything is kept that needs it. */
    @FunctionalInterface
    interface Showing {
        void show() throws CommandException;
    }

    /** Adds a client that is not there yet. */
    void add(NewClient client, Showing secret) throws CommandException;

    /** Gives a client one more secret, and the older ones an end. */
    void rotate(String id, NewSecret fresh, Rotation older, Showing secret) throws CommandException;

    /**
     * Switches a client off or on.
     *
     * @return false where it was so already
     */
    boolean disable(String id, boolean disabled) throws CommandException;

    /**
     * Takes all tokens of a client back that were issued before a second.
     *
     * @return from when on they count; later than that second where it was so already
     */
    Instant revoke(String id, Instant second) throws CommandException;

    /** All clients, in the order in which they are kept. */
    List<ListedClient> list() throws CommandException;

    @Override
    void close();

    /** For a client that is not there. */
    static CommandException unknown(String id, String place) {
        return CommandException.failed(
                "there is no client \"" + id + "\" in " + place + "; client list shows all there are");
    }

    /** For a client that is there, and should not be. */
    static CommandException known(String id, String place) {
        return CommandException.failed("there is a client \"" + id + "\" in " + place
                + " already, and nothing has been changed; client rotate gives it a new secret");
    }
}
