package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.TestWebapp;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many connections at once, with mixed answers, two identities, and callers that leave or read slowly. */
class StormTest {

    @ParameterizedTest
    @EnumSource(Container.class)
    void stormWhenItIsOverThenNothingCrossedOverAndNothingLeaked(Container container) throws Exception {
        // Jetty loses one in some hundred timeouts when there are many, without Signet, too
        int kinds = container.name().startsWith("JETTY") ? Storm.KINDS.size() - 1 : Storm.KINDS.size();
        Container.Running running = container.start(new Webapp(
                        "/app",
                        Map.of("/storm", "storm"),
                        Map.of("jwt.secret", TestWebapp.SECRET, "call.class", CallLines.class.getName()),
                        false,
                        call -> {})
                .behind(List.of(Counting.class.getName(), Webapp.SIGNET)));
        AtomicInteger arrived = Counting.in(running);
        CallLines heard = CallLines.of(running);
        int told = 0;
        try (running) {
            new Storm(running.port(), "/app/storm", Storm.KINDS.subList(0, kinds)).pass();
            while (told < arrived.get() && !heard.next().equals("nothing")) {
                told++; // before the server stops, and leaves nobody to tell of what has not ended
            }
        }
        // the server has stopped, so that nobody can still be about to give something back
        assertEquals(0, lent(running.loader()));
        assertEquals(arrived.get(), told + heard.rest().size(), "each call is told once");
    }

    /** How many arrays of the pool answers have not given back; the filter is of another class loader. */
    private static int lent(ClassLoader loader) throws ReflectiveOperationException {
        Field made = loader.loadClass(Webapp.class.getName()).getDeclaredField("signet");
        made.setAccessible(true); // it is another class there
        Object at = made.get(null);
        for (String name : List.of("dispatches", "config", "envelope", "pool", "lent")) {
            Field field = at.getClass().getDeclaredField(name);
            field.setAccessible(true);
            at = field.get(at);
        }
        return ((AtomicInteger) at).get();
    }
}
