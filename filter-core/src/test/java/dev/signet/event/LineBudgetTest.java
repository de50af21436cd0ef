package dev.signet.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A flood of lines. */
class LineBudgetTest {

    private final MutableClock clock = new MutableClock(0);
    private final LineBudget budget = new LineBudget(3, clock);

    private long written(int lines, String reason) {
        return IntStream.range(0, lines).filter(line -> budget.spend(reason)).count();
    }

    @Test
    void allowsWhenMoreThanSoManyASecondThenTheRestIsCountedAndToldInTenSeconds() {
        assertEquals(3, written(1203, "no-token"));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(3, written(37, "expired"));
        assertNull(budget.due());
        clock.advance(Duration.ofSeconds(9));
        assertEquals("{\"suppressed\":1234,\"reasons\":{\"expired\":34,\"no-token\":1200}}", budget.due());
        assertNull(budget.due());
        assertEquals(3, written(4, null));
        assertEquals("{\"suppressed\":1,\"reasons\":{\"none\":1}}", budget.rest());
        assertNull(budget.rest());
    }

    @Test
    void tellWhenCallsAreRefusedInAFloodThenEachIsHeardAndFewAreWritten() {
        List<Event> heard = new ArrayList<>();
        try (LogCapture log = LogCapture.open(Level.INFO)) {
            Events events = Events.to("dev.signet.test");
            events.hear(List.of(heard::add), budget);
            for (int i = 0; i < 10; i++) {
                events.tell(new Event.CallRefused(10003, "no-token", ""));
            }
            clock.advance(Duration.ofSeconds(10));
            events.tell(new Event.CallRefused(10002, "expired", ""));
            for (int i = 0; i < 4; i++) {
                events.tell(new Event.CallRefused(10002, "expired", ""));
            }
            events.close();
            assertEquals(15, heard.size());
            assertEquals(
                    List.of(
                            "refused 10003 no-token",
                            "refused 10003 no-token",
                            "refused 10003 no-token",
                            "{\"suppressed\":7,\"reasons\":{\"no-token\":7}}",
                            "refused 10002 expired",
                            "refused 10002 expired",
                            "refused 10002 expired",
                            "{\"suppressed\":2,\"reasons\":{\"expired\":2}}"),
                    log.lines(Level.INFO));
        }
    }

    @Test
    void tellWhenATrialRunIsFloodedThenItsLinesAreCountedToo() {
        try (LogCapture log = LogCapture.open(Level.INFO)) {
            Events events = Events.to("dev.signet.test");
            events.hear(List.of(), budget);
            for (int i = 0; i < 10; i++) {
                events.tell(new Event.CallReported(10003, "no-token", ""));
            }
            events.close();
            assertEquals(4, log.lines(Level.INFO).size(), "three, and one that counts the others");
        }
    }
}
