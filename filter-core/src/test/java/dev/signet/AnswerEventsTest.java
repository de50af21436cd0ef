package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listeners hear of answers: one end each, however it comes. */
class AnswerEventsTest {

    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private TestWebapp webapp;

    @BeforeEach
    void start() throws Exception {
        Parameters parameters = new Parameters(
                Map.of("jwt.secret", TestWebapp.SECRET, "envelope.exclude", "/alone"), Owner.FILTER, path -> null);
        SignetConfig config = SignetConfig.read(
                parameters, name -> null, Clock.systemUTC(), Events.to(SignetConfig.LOGGER, heard::add));
        webapp = new TestWebapp()
                .serve("/json", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1]");
                })
                .serve("/stream", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1" + " ".repeat(100_000) + "]");
                })
                .serve("/html", (request, response) -> {
                    response.setContentType("text/html");
                    response.getWriter().print("<p>");
                })
                .serve("/missing", (request, response) -> response.sendError(404))
                .serve("/status", (request, response) -> response.setStatus(409))
                .serve("/thrown", (request, response) -> {
                    throw new IllegalStateException("on purpose");
                })
                .serve("/redirect", (request, response) -> response.sendRedirect("/json"))
                .serve("/alone", (request, response) -> response.getWriter().print("alone"))
                .serve("/broken", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1" + " ".repeat(100_000));
                    throw new IllegalStateException("on purpose");
                })
                .start(new SignetFilter(config));
    }

    @AfterEach
    void stop() throws Exception {
        webapp.close(); // another time, mostly
    }

    private List<Event> ends() {
        return heard.stream().filter(Event.AnswerEnded.class::isInstance).toList();
    }

    /** What was told of ends when one was, and nobody can tell any more; the caller may have the answer before. */
    private List<Event> awaitEnds() throws Exception {
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                ends().isEmpty() && System.nanoTime() < until; ) {
            Thread.onSpinWait();
        }
        webapp.close();
        return ends();
    }

    @ParameterizedTest
    @CsvSource({
        "/json, wrapped, 200, 1",
        "/stream, streamed, 200, 1",
        "/html, passed, 200, 0",
        "/missing, replaced, 404, 404",
        "/status, wrapped, 409, -20",
        "/thrown, replaced, 500, -30",
        "/redirect, passed, 302, 0"
    })
    void endedWhenAnAnswerEndsThenToldOnce(String path, String how, int status, int code) throws Exception {
        webapp.get(path, TestWebapp.bearer(""));
        assertEquals(List.of(new Event.AnswerEnded(how, status, code)), awaitEnds());
    }

    @Test
    void endedWhenRefusedThenAfterTheReason() throws Exception {
        webapp.get("/json");
        awaitEnds();
        assertEquals(
                List.of(
                        new Event.CallRefused(10003, "no-token", " iss=null kid=null token=- from=127.0.0.1"),
                        new Event.AnswerEnded("replaced", 401, 10003)),
                heard.stream()
                        .filter(event -> !(event instanceof Event.Warned) && !(event instanceof Event.InForce))
                        .toList());
    }

    @Test
    void endedWhenLeftAloneThenNothing() throws Exception {
        webapp.get("/alone", TestWebapp.bearer(""));
        assertEquals(List.of(), ends());
    }

    @Test
    void endedWhenBrokenThenSaid() throws Exception {
        try {
            webapp.get("/broken", TestWebapp.bearer(""));
        } catch (IOException e) {
            // the connection is cut
        }
        assertEquals(List.of(new Event.AnswerEnded("broken", 200, 1)), awaitEnds());
    }
}
