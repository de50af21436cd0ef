package dev.signet.cli;

import dev.signet.clients.ClientListener;
import dev.signet.keys.KeyListener;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of keys and clients while a command needs them.
 *
 * @param warn hears what is worth a word
 */
record Notes(Consumer<String> warn) implements KeyListener, ClientListener {

    @Override
    public void ignored(String source, String why) {
        warn.accept(source + ": " + why);
    }

    @Override
    public void doubtful(String what) {
        warn.accept(what);
    }

    @Override
    public void unavailable(String source, Duration inForce, String why, @Nullable Throwable thrown) {
        warn.accept(source + " is unavailable" + why);
    }

    @Override
    public void unreadable(String name) {
        warn.accept(name + " can no longer be read");
    }

    @Override
    public void invalid(String name, String why) {
        warn.accept(name + " has changed and is invalid: " + why);
    }

    @Override
    public void waited(String source, boolean came) {
        // the outcome says it
    }

    @Override
    public void available(String source) {
        // nothing is worth a word that works
    }

    @Override
    public void changed(String name) {
        // the new content is what counts
    }

    @Override
    public void clientUnreadable(String id, String why) {
        // of a database, which no command asks in this way
    }

    @Override
    public void databaseUnavailable(String why, @Nullable Throwable thrown) {
        // the same
    }

    @Override
    public void questionFailed(Throwable thrown) {
        // the same
    }

    @Override
    public void databaseAvailable() {
        // the same
    }
}
