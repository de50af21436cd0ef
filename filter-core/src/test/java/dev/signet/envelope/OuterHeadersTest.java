package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a filter outside has set is still there, once, when an answer that was passed on is taken back. */
class OuterHeadersTest {

    /** A response that lists a name for each of its values. */
    private static final class Listing extends HttpServletResponseWrapper {

        Listing(HttpServletResponse response) {
            super(response);
        }

        @Override
        public Collection<String> getHeaderNames() {
            return super.getHeaderNames().stream()
                    .flatMap(name -> getHeaders(name).stream().map(value -> name))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failWhenTheAnswerWasPassedThenOuterHeadersAreKept(boolean listed) throws Exception {
        try (TestWebapp app = new TestWebapp()
                .open()
                .outside((request, response, chain) -> {
                    HttpServletResponse outer = (HttpServletResponse) response;
                    outer.addHeader("X-Outer", "1");
                    outer.addHeader("X-Outer", "2");
                    outer.addHeader("X-Other", "3");
                    chain.doFilter(request, listed ? new Listing(outer) : outer);
                })
                .serve("/x", (request, response) -> {
                    response.setContentType("text/csv");
                    response.getOutputStream().print("half");
                    throw new IllegalStateException("x");
                })
                .start()) {
            RawAnswer answer = app.get("/x");
            assertEquals(-30, answer.code(), answer.text());
            assertEquals(List.of("1", "2"), answer.headers().get("x-outer"));
            assertEquals(List.of("3"), answer.headers().get("x-other"));
        }
    }
}
