package dev.signet;

import dev.signet.envelope.AnswerListener;
import dev.signet.event.Event;
import dev.signet.event.Events;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Tells of answers. */
record AnswerEvents(Events events) implements AnswerListener {

    @Override
    public void noted(Level level, String text, @Nullable Throwable thrown) {
        events.tell(new Event.Noted(level, text, thrown));
    }
}
