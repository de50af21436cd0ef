package dev.signet.event;

import dev.signet.keys.KeyListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells of keys, and of the files that hold them.
 *
 * @param events where they are told
 * @hidden public for the filter and the endpoint alone
 */
@SuppressWarnings("exports")
public record KeyEvents(Events events) implements KeyListener, FileEvents {

    @Override
    public void ignored(String source, String why) {
        events.tell(new Event.KeyIgnored(source, why));
    }

    @Override
    public void unavailable(String source, Duration inForce, String why, @Nullable Throwable thrown) {
        events.tell(new Event.KeysUnavailable(source, inForce, why, thrown));
    }

    @Override
    public void waited(String source, boolean came) {
        events.tell(new Event.KeysWaited(source, came));
    }

    @Override
    public void available(String source) {
        events.tell(new Event.KeysAvailable(source));
    }
}
