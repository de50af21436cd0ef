package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.event.CallListener;
import dev.signet.event.CallRecord;
import dev.signet.testing.HeardCalls;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code envelope.status-header} tells: the status before it became 200, and the code that is in the envelope. */
class StatusHeaderTest {

    @ParameterizedTest
    @CsvSource({
        "/json, 200; code=1",
        "/conflict, 409; code=-20",
        "/missing, 404; code=404",
        "/thrown, 500; code=-30",
        "/chosen, 200; code=20001",
        "/envelope, 200; code=77",
        "/envelope?status=409, 409; code=77",
        "/admin, 403; code=16000",
        "/redirect,"
    })
    void headerWhenAnAnswerHasAnEnvelopeThenItsStatusAndCode(String path, String expected) throws Exception {
        HeardCalls heard = new HeardCalls();
        try (TestWebapp app = new TestWebapp()
                .with("envelope.status-header", "X-Signet")
                .with("access.rules", "* /admin role admin")
                .attribute(CallListener.class.getName(), heard)
                .serve("/json", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1]");
                })
                .serve("/conflict", (request, response) -> response.setStatus(409))
                .serve("/thrown", (request, response) -> {
                    throw new IllegalStateException("on purpose");
                })
                .serve("/chosen", (request, response) -> request.setAttribute("dev.signet.code", 20_001))
                .serve("/envelope", (request, response) -> {
                    response.setContentType("application/json");
                    if (request.getParameter("status") != null) {
                        response.setStatus(Integer.parseInt(request.getParameter("status")));
                    }
                    response.getWriter().print("{\"code\":77,\"message\":\"m\",\"data\":null,\"timestamp\":\"1\"}");
                })
                .serve("/redirect", (request, response) -> response.sendRedirect("/json"))
                .start()) {
            RawAnswer answer = app.get(path, TestWebapp.bearer(""));
            assertEquals(expected, answer.header("X-Signet"));
            CallRecord call = heard.next();
            if (expected != null) {
                assertEquals(expected, call.status() + "; code=" + call.code());
                assertEquals(answer.code(), call.code());
            }
        }
    }
}
