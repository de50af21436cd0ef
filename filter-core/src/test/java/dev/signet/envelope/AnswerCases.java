package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import dev.signet.testing.TestWebapp.Behaviour;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Runs cases over the wire, each in a webapp of its own. */
abstract class AnswerCases {

    /** One answer by behaviour. */
    record Case(String name, Behaviour behaviour, Expectation expectation) {}

    interface Expectation {
        void check(RawAnswer answer);
    }

    static void is(RawAnswer answer, int code, String data) {
        assertEquals(200, answer.status());
        assertEquals(code, answer.code(), answer.text());
        assertEquals(data, answer.data());
    }

    static Stream<DynamicTest> run(List<Case> cases) {
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.name, () -> {
                    try (TestWebapp app = new TestWebapp()
                            .open()
                            .serve("/x", one.behaviour)
                            .serve("/part", AnswerCases::part)
                            .serve("/target", AnswerCases::target)
                            .start()) {
                        one.expectation.check(app.get("/x"));
                    }
                }));
    }

    private static void part(HttpServletRequest request, HttpServletResponse response) throws Exception {
        response.setStatus(500);
        response.setContentType("text/html");
        response.getWriter().print("\"part\"");
        response.sendError(404);
        response.getWriter().close();
    }

    private static void target(HttpServletRequest request, HttpServletResponse response) throws Exception {
        response.setContentType("application/json");
        response.getWriter().print("\"中\"");
    }
}
