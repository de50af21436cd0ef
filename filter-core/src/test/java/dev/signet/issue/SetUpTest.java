package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.event.Events;
import dev.signet.testing.MutableClock;
import jakarta.servlet.ServletConfig;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A servlet that is tried again, however long a try takes. */
class SetUpTest {

    private static final ServletConfig CONFIG = (ServletConfig) Proxy.newProxyInstance(
            SetUpTest.class.getClassLoader(), new Class<?>[] {ServletConfig.class}, (proxy, method, args) -> null);

    private final MutableClock clock = new MutableClock(1_764_072_000_000L);
    private final List<String> closed = new CopyOnWriteArrayList<>();

    @Test
    void readyWhenATryTookLongerThanTheIntervalThenTheNextOneWaitsAllTheSame() {
        AtomicInteger tries = new AtomicInteger();
        SetUp<String> slow = new SetUp<>(
                "failed",
                config -> {
                    clock.advance(Duration.ofSeconds(30)); // as an issuer does whose database hangs
                    if (tries.incrementAndGet() < 3) {
                        throw new IllegalArgumentException("not there yet");
                    }
                    return "ready";
                },
                closed::add,
                clock,
                Events.to(TokenServlet.LOGGER));
        slow.open(CONFIG);
        assertNull(slow.ready(CONFIG));
        assertEquals(1, tries.get(), "each request would hang as long");
        clock.advance(SetUp.RETRY);
        assertNull(slow.ready(CONFIG));
        assertNull(slow.ready(CONFIG));
        assertEquals(2, tries.get());
        clock.advance(SetUp.RETRY);
        assertEquals("ready", slow.ready(CONFIG));
        assertEquals("ready", slow.ready(CONFIG));
        assertEquals(3, tries.get());
    }

    @Test
    void closeWhenATryIsUnderWayThenWhatItOpensIsClosed() throws Exception {
        CountDownLatch trying = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        SetUp<String> late = new SetUp<>(
                "failed",
                config -> {
                    trying.countDown();
                    await(stopped);
                    return "opened";
                },
                closed::add,
                clock,
                Events.to(TokenServlet.LOGGER));
        clock.advance(SetUp.RETRY);
        Thread request = new Thread(() -> late.ready(CONFIG));
        request.start();
        await(trying);
        late.close();
        stopped.countDown();
        request.join();
        assertEquals(List.of("opened"), closed);
        clock.advance(SetUp.RETRY);
        assertNull(late.ready(CONFIG), "a servlet that has stopped is not set up again");
        late.close();
        assertEquals(List.of("opened"), closed, "once");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
