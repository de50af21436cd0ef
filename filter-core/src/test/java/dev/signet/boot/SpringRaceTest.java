package dev.signet.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Answers that are ready before the request's own thread has left the filters: Boot's observation filter adds a listener
 * to an asynchronous cycle that was dispatched, or is complete, by then.
 */
@ExtendWith(SpringServers.class)
class SpringRaceTest {

    private static final String PIECE = "200 {\"code\":1,\"message\":\"成功\",\"data\":{\"name\":\"螺丝\",\"size\":7}}";

    private static void assertAlways(String answer, SpringServer server, String path) throws Exception {
        assertEquals(Race.always(answer), Race.run(server::connect, path, Race::shown), server + " " + path);
    }

    @ParameterizedTest
    @EnumSource
    void getWhenFutureIsDoneAtOnceThenNeverAFailure(SpringServer server) throws Exception {
        assertAlways(PIECE, server, "/piece/future");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenFutureWasDoneBeforeThenNeverAFailure(SpringServer server) throws Exception {
        assertAlways(PIECE, server, "/piece/completed-future");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenCallableIsDoneAtOnceThenNeverAFailure(SpringServer server) throws Exception {
        assertAlways(PIECE, server, "/piece/callable");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenDeferredResultIsSetAtOnceThenNeverAFailure(SpringServer server) throws Exception {
        assertAlways(PIECE, server, "/piece/deferred");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenDeferredResultIsNotFoundThenAlwaysNotFound(SpringServer server) throws Exception {
        assertAlways("200 {\"code\":404,\"message\":\"无此资源\",\"data\":null}", server, "/piece/not-found");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenBodyIsStreamedWithAFlushThenNeverAFailure(SpringServer server) throws Exception {
        assertAlways(PIECE, server, "/piece/streaming");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenBodyIsStreamedAtOnceThenNeverAFailure(SpringServer server) throws Exception {
        assertAlways(PIECE, server, "/piece/streaming-untyped");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenPageIsStreamedThenNeverAFailure(SpringServer server) throws Exception {
        assertAlways("200 <p>1</p><p>2</p>", server, "/piece/streaming-page");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenLinesAreEmittedThenNeverAFailure(SpringServer server) throws Exception {
        assertAlways("200 {\"line\":1}\n{\"line\":2}\n", server, "/piece/lines");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenJsonIsEmittedInPiecesThenNeverAFailure(SpringServer server) throws Exception {
        assertAlways(PIECE, server, "/piece/emitted");
    }
}
