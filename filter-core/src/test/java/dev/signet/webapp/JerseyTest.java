package dev.signet.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a Jersey application answers through the filter, as the decision table of the response side says. */
class JerseyTest {

    private static TestWebapp webapp;

    @BeforeAll
    static void start() throws Exception {
        webapp = new TestWebapp()
                .with("access.rules", "* /who authenticated\n* /** permit")
                .serve("/*", JerseyWebapp.servlet())
                .start();
    }

    @AfterAll
    static void stop() {
        webapp.close();
    }

    @TestFactory
    Stream<DynamicTest> everyLineOfTheTable() throws IOException {
        return Exchange.tests("jersey.txt", webapp, "/orders/1");
    }

    @Test
    void getWhenStreamingOutputIsLongThenStreamedWhole() throws IOException {
        RawAnswer answer = webapp.get("/later/streaming-large");

        assertTrue(answer.whole());
        assertEquals(1, answer.code());
        assertEquals(20_001, answer.json().get("data").size());
    }

    @Test
    void getWhenTokenIsGenuineThenSecurityContextKnowsTheCaller() throws IOException {
        RawAnswer answer = webapp.get("/who", TestWebapp.bearer(",\"sub\":\"acme\",\"roles\":[\"admin\"]"));

        assertEquals("[\"acme\",\"Bearer\",\"true\"]", answer.data());
    }
}
