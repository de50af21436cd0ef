package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** A forward whose target begins an asynchronous cycle. */
class ForwardedCycleTest {

    /** The filter has seen the forward go on, and at the servlet that forwarded nothing goes on any more. */
    @Test
    void forwardWhenItsCycleIsCompleteBeforeItComesBackThenNotTakenForOneThatBypassedTheFilter() throws Exception {
        AtomicReference<AsyncContext> cycle = new AtomicReference<>();
        try (TestWebapp app = new TestWebapp()
                        .open()
                        .outside(
                                (request, response, chain) -> {
                                    chain.doFilter(request, response);
                                    cycle.get().complete();
                                },
                                DispatcherType.FORWARD)
                        .serve(
                                "/go",
                                (request, response) ->
                                        request.getRequestDispatcher("/target").forward(request, response))
                        .serve("/target", (request, response) -> {
                            cycle.set(request.startAsync());
                            response.setContentType("application/json");
                            response.getOutputStream().print("[1]");
                        })
                        .start();
                LogCapture log = LogCapture.open(Level.INFO)) {
            RawAnswer answer = app.get("/go");
            assertEquals("[1]", answer.data(), answer.text());
            assertTrue(log.lines(Level.SEVERE).isEmpty(), () -> log.lines().toString());
        }
    }
}
