package dev.signet.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who hears of what happens. */
class EventsTest {

    private static final Event REFUSED = new Event.CallRefused(10003, "no-token", " iss=- kid=- token=-");
    private static final Event GRANTED = new Event.TokenGranted("acme");

    @Test
    void tellWhenALogSaysItThenInOneLineAndElseNotAtAll() {
        try (LogCapture logs = LogCapture.open()) {
            Events events = Events.to("dev.signet.test");
            events.tell(REFUSED);
            events.tell(GRANTED);
            assertEquals(List.of("INFO refused 10003 no-token iss=- kid=- token=-"), logs.lines());
            assertFalse(events.isHeard());
        }
    }

    @Test
    void tellWhenOthersListenThenAllHearAlsoBehindOneThatThrows() {
        List<Event> heard = new ArrayList<>();
        try (LogCapture logs = LogCapture.open()) {
            Events events = Events.to(
                    "dev.signet.test",
                    event -> {
                        throw new IllegalStateException("no disk");
                    },
                    heard::add);
            events.tell(GRANTED);
            assertTrue(events.isHeard());
            assertEquals(List.of(GRANTED), heard);
            assertTrue(logs.everything().contains("no disk"));
        }
    }
}
