package dev.signet;

import dev.signet.envelope.AnswerListener;
import dev.signet.event.Event;
import dev.signet.event.Events;
import java.lang.System.Logger.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells of answers. */
record AnswerEvents(Events events) implements AnswerListener {

    @Override
    public void ended(End how, int status, int code) {
        if (events.isHeard()) { // one for every call, which costs nothing where nobody but the log is there
            events.tell(new Event.AnswerEnded(how.name().toLowerCase(Locale.ROOT), status, code));
        }
    }

    @Override
    public void noted(Level level, String text, @Nullable Throwable thrown) {
        events.tell(new Event.Noted(level, text, thrown));
    }
}
