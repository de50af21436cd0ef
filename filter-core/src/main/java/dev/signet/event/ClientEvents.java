package dev.signet.event;

import dev.signet.clients.ClientListener;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Tells of clients, and of where they are kept.
 *
 * @param events where they are told
 * @hidden public for the filter and the endpoint alone
 */
@SuppressWarnings("exports")
public record ClientEvents(Events events) implements ClientListener, FileEvents {

    @Override
    public void doubtful(String what) {
        events.tell(new Event.Warned(what, null));
    }

    @Override
    public void clientUnreadable(String id, String why) {
        error("the row of client \"" + id + "\" cannot be read, so the client counts as disabled: " + why, null);
    }

    @Override
    public void databaseUnavailable(String why, @Nullable Throwable thrown) {
        error(
                "the client database is unavailable: " + why
                        + "; no token is issued, failures are counted on this node alone, and calls pass only while what was read last is fresh enough (data-source.stale-seconds)",
                thrown);
    }

    @Override
    public void questionFailed(Throwable thrown) {
        error("the client database refused a statement; do all tables exist?", thrown);
    }

    @Override
    public void databaseAvailable() {
        events.tell(new Event.Noted(Level.INFO, "the client database is available again", null));
    }

    private void error(String text, @Nullable Throwable thrown) {
        events.tell(new Event.Noted(Level.ERROR, text, thrown));
    }
}
