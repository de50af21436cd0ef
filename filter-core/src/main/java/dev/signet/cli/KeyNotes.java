package dev.signet.cli;

import dev.signet.keys.KeyListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What becomes of keys while a command needs them. */
final class KeyNotes implements KeyListener {

    private final Terminal terminal;

    KeyNotes(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void ignored(String source, String why) {
        terminal.warn(source + ": " + why);
    }

    @Override
    public void unavailable(String source, Duration inForce, String why, @Nullable Throwable thrown) {
        terminal.warn(source + " is unavailable" + why);
    }

    @Override
    public void unreadable(String name) {
        terminal.warn(name + " can no longer be read");
    }

    @Override
    public void invalid(String name, String why) {
        terminal.warn(name + " has changed and is invalid: " + why);
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
}
