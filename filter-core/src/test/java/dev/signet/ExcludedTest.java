package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.TestWebapp;
import org.junit.jupiter.api.Test;

/** What an excluded path dispatches to. */
class ExcludedTest {

    private static TestWebapp webapp() throws Exception {
        return new TestWebapp()
                .with("access.rules", "* /docs/** permit")
                .with("envelope.exclude", "/docs/**")
                .serve(
                        "/docs/view",
                        (request, response) ->
                                request.getRequestDispatcher("/WEB-INF/view").forward(request, response))
                .serve(
                        "/docs/secret",
                        (request, response) ->
                                request.getRequestDispatcher("/secret").forward(request, response))
                .serve("/WEB-INF/view", (request, response) -> {
                    response.setContentType("application/json");
                    response.getOutputStream().print("[1]");
                })
                .serve(
                        "/secret",
                        (request, response) -> response.getOutputStream().print("secret"))
                .start();
    }

    @Test
    void forwardWhenToAViewThenTheViewsOwnAnswer() throws Exception {
        try (TestWebapp app = webapp()) {
            assertEquals("[1]", app.get("/docs/view").text());
        }
    }

    @Test
    void forwardWhenToAProtectedPathThenRefused() throws Exception {
        try (TestWebapp app = webapp()) {
            assertEquals(10003, app.get("/docs/secret").code());
        }
    }
}
