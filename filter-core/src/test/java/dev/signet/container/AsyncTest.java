package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.HttpConnection;
import dev.signet.testing.HttpVersion;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Timeouts, late writers, slow readers and events, on every embedded container. */
class AsyncTest {

    private static final Map<Container, Container.Running> RUNNING = new ConcurrentHashMap<>();

    private static RawClient connect(Container container, int receiveBuffer) throws Exception {
        return new RawClient(port(container), receiveBuffer);
    }

    private static int port(Container container) throws Exception {
        Container.Running running = RUNNING.get(container);
        if (running == null) {
            running = container.start(Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit"));
            RUNNING.put(container, running);
        }
        return running.port();
    }

    private static RawAnswer get(HttpConnection client, String mode) throws Exception {
        return client.get("/app/" + mode, Scenarios.steps("type application/json"));
    }

    private static void assertIntact(HttpConnection client) throws Exception {
        RawAnswer next = client.get("/app/stream", Scenarios.steps("type application/json ; write \"next\""));
        assertEquals("\"next\"", next.data());
    }

    @AfterAll
    static void stop() throws Exception {
        for (Container.Running running : RUNNING.values()) {
            running.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void timeoutWhenNobodyCompletesThenSystemBusy(Container container, HttpVersion version) throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            RawAnswer answer = get(client, "timeout");
            assertEquals(200, answer.status());
            assertEquals(-1, answer.code());
            assertEquals("no-store", answer.header("Cache-Control"));
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void timeoutWhenApplicationAnswersItThenItsAnswer(Container container, HttpVersion version) throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            assertEquals("\"handled\"", get(client, "timeout-handled").data());
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void timeoutWhenBytesWereSentThenVisiblyBroken(Container container, HttpVersion version) throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            RawAnswer answer = get(client, "timeout-streamed");
            assertFalse(answer.text().contains("timestamp"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void completeWhenTimeoutHasAnsweredThenNextAnswerIsIntact(Container container, HttpVersion version)
            throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            assertEquals(-1, get(client, "late").code());
            for (int i = 0; i < 5; i++) {
                assertEquals("\"released\"", get(client, "release").data());
                assertIntact(client);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void serviceWhenItThrowsAfterStartAsyncThenServerError(Container container, HttpVersion version) throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            assertEquals(-30, get(client, "throw-after-start").code());
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void startAsyncWhenCalledWithoutPairThenContextIsOursAndOriginal(Container container, HttpVersion version)
            throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            assertEquals("true", get(client, "original").data());
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenContextIsItsOwnThenTargetAnswers(Container container) throws Exception {
        String steps = Scenarios.steps("type application/json ; write [1]");
        try (RawClient client = connect(container, 0)) {
            assertEquals("[1]", client.get("/app/own-context", steps).data());
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void eventStreamWhenItPausesThenFirstEventHasArrived(Container container) throws Exception {
        try (RawClient client = connect(container, 0);
                RawClient other = connect(container, 0)) {
            client.begin("/app/events", Scenarios.steps(""));
            String line = client.line();
            while (!line.equals("data: 1")) {
                assertFalse(line.isEmpty() && client.line().isEmpty(), "the answer ended");
                line = client.line();
            }
            get(other, "release");
            while (!line.equals("data: 2")) {
                line = client.line();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void nonBlockingWhenReaderIsSlowThenNothingIsLost(Container container) throws Exception {
        try (RawClient client = connect(container, 2048)) {
            RawAnswer answer = client.get("/app/non-blocking", Scenarios.steps("type application/json ; big 1500000"));
            assertTrue(answer.whole());
            assertEquals(Step.big(1_500_000), answer.data());
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void nonBlockingWhenCallerLeavesThenServerGoesOn(Container container) throws Exception {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = connect(container, 2048)) {
                client.begin("/app/non-blocking", Scenarios.steps("type application/json ; big 1500000"));
                client.line();
            }
        }
        try (RawClient client = connect(container, 0)) {
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void dispatchWhenStartedWithinForwardThenGoesWhereTheSpecificationSays(Container container, HttpVersion version)
            throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            String steps = Scenarios.steps("type application/json");
            assertEquals(
                    "\"ASYNC caller a=b\"", client.get("/app/caller?a=b", steps).data());
            assertEquals(
                    "\"ASYNC home-pair\"",
                    client.get("/app/caller-pair?a=b", steps).data());
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void dispatchWhenAskedForByAnotherThreadThenComesBehindTheOneUnderWay(Container container, HttpVersion version)
            throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            assertEquals("\"refused, refused\"", get(client, "dispatch-early").data());
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void forwardWhenCallerWritesBehindItThenDropped(Container container, HttpVersion version) throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            String steps = Scenarios.steps("type application/json ; write [1]");
            assertEquals("[1]", client.get("/app/write-behind-forward", steps).data());
            assertIntact(client);
        }
    }

    /** Jetty 12.0 has no {@code upgrade()} for servlets. */
    @ParameterizedTest
    @EnumSource(value = Container.class, mode = EnumSource.Mode.EXCLUDE, names = "JETTY_EE10")
    void upgradeWhenAskedForThenTheProtocolIsSwitched(Container container) throws Exception {
        try (RawClient client = connect(container, 0)) {
            client.begin("/app/upgrade", Scenarios.steps(""), "Connection: Upgrade", "Upgrade: echo");
            String line = client.line();
            assertTrue(line.startsWith("HTTP/1.1 101"), line);
            while (!line.equals("hello")) {
                line = client.line();
                assertFalse(line.contains("\"code\""), line);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void asyncWhenAnyThreadThrowsThenOneServerError(Container container, HttpVersion version) throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            assertEquals(-30, get(client, "throw-on-thread").code());
            assertIntact(client);
            assertEquals(-30, get(client, "throw-in-dispatch").code());
            assertIntact(client);
            assertEquals(404, get(client, "error-on-thread").code());
            assertIntact(client);
        }
    }

    /** The thread may throw just when the dispatch that started it returns. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void asyncWhenThreadThrowsAtOnceThenNothingOfItIsASuccess(Container container) throws Exception {
        String steps = Scenarios.steps("type text/html ; write <p> ; throw");
        for (int i = 0; i < 1000; i++) {
            try (RawClient client = connect(container, 0)) {
                RawAnswer answer = client.get("/app/async-thread", steps);
                assertTrue(answer.text().contains("\"code\":-30"), answer.text());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void readListenerWhenBodyComesInPiecesThenUnaffected(Container container, HttpVersion version) throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            byte[] body = Step.big(20_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            RawAnswer answer = client.send("POST", "/app/read", body, Scenarios.steps(""));
            assertEquals(Step.big(20_000), answer.data());
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void writeWhenGivenByteBuffersThenWrapped(Container container, HttpVersion version) throws Exception {
        try (HttpConnection client = version.open(port(container))) {
            assertEquals("[\"中文\"]", get(client, "buffers").data());
            assertIntact(client);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void streamWhenItPausesThenWhatWasFlushedHasArrived(Container container) throws Exception {
        try (RawClient client = connect(container, 0);
                RawClient other = connect(container, 0)) {
            client.begin("/app/paused", Scenarios.steps(""));
            String line = client.line();
            while (!line.endsWith("x\",")) {
                assertFalse(line.isEmpty() && client.line().isEmpty(), "the answer ended");
                line = client.line();
            }
            get(other, "release");
            while (!line.contains("1],\"timestamp\"") && !line.endsWith("1]")) {
                line = client.line();
            }
        }
    }
}
