package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser asks before a call to another origin (Fetch standard, CORS preflight), and what only looks like it. */
class PreflightTest {

    private final AtomicInteger calls = new AtomicInteger();

    private TestWebapp webapp() {
        return new TestWebapp()
                .with("access.rules", "* /public/** permit\n* /api/admin/** role admin\n* /never deny")
                .serve("/*", (request, response) -> {
                    calls.incrementAndGet();
                    response.setContentType("application/json");
                    response.getWriter().print("{\"user\":null}");
                });
    }

    @ParameterizedTest
    @CsvSource({
        // method, path, headers, whether it is let through untouched, otherwise the code
        "OPTIONS, /x,              'Origin: http://a|Access-Control-Request-Method: GET',  true,  0",
        "OPTIONS, /api/admin/x,    'Origin: http://a|Access-Control-Request-Method: GET',  true,  0",
        "OPTIONS, /never,          'Origin: http://a|Access-Control-Request-Method: GET',  false, 10003",
        "OPTIONS, /never,          'Origin: http://a|Access-Control-Request-Method: GET|TOKEN', false, 16000",
        "OPTIONS, /x,              'Origin: null|Access-Control-Request-Method: PUT',      true,  0",
        "OPTIONS, /x,              'Origin: chrome-extension://ab|Access-Control-Request-Method: M-SEARCH', true, 0",
        "OPTIONS, /x,              'Origin: https://[::1]:8443|Access-Control-Request-Method: PATCH', true, 0",
        "OPTIONS, /x,              'Origin: https://a.b:65535|Access-Control-Request-Method: a', true, 0",
        "OPTIONS, /x,              'Origin: file://|Access-Control-Request-Method: GET',   true,  0",
        "OPTIONS, /x,              'Origin: https://a.b:65536|Access-Control-Request-Method: GET', false, 10003",
        "OPTIONS, /x,              'Origin: x|Access-Control-Request-Method: GET',         false, 10003",
        "OPTIONS, /x,              'Origin: |Access-Control-Request-Method: GET',          false, 10003",
        "OPTIONS, /x,              'Origin: NULL|Access-Control-Request-Method: GET',      false, 10003",
        "OPTIONS, /x,              'Origin: http:a|Access-Control-Request-Method: GET',    false, 10003",
        "OPTIONS, /x,              'Origin: http://a/|Access-Control-Request-Method: GET', false, 10003",
        "OPTIONS, /x,              'Origin: http://a http://b|Access-Control-Request-Method: GET', false, 10003",
        "OPTIONS, /x,              'Origin: http://u@a|Access-Control-Request-Method: GET', false, 10003",
        "OPTIONS, /x,              'Origin: http://a|Origin: http://a|Access-Control-Request-Method: GET', false, 10003",
        "OPTIONS, /x,              'Origin: http://a|Access-Control-Request-Method: ',     false, 10003",
        "OPTIONS, /x,              'Origin: http://a|Access-Control-Request-Method: G T',  false, 10003",
        "OPTIONS, /x,              'Origin: http://a|Access-Control-Request-Method: GET/1', false, 10003",
        "OPTIONS, /x,  'Origin: http://a|Access-Control-Request-Method: GET|Access-Control-Request-Method: GET', false, 10003",
        "OPTIONS, /x,              'X: y',                                                 false, 10003",
        "OPTIONS, /x,              'Origin: http://a',                                     false, 10003",
        "OPTIONS, /x,              'Access-Control-Request-Method: GET',                   false, 10003",
        "GET,     /x,              'Origin: http://a|Access-Control-Request-Method: GET',  false, 10003",
        "HEAD,    /never,          'Origin: http://a|Access-Control-Request-Method: GET',  false, 0",
        "options, /x,              'Origin: http://a|Access-Control-Request-Method: GET',  false, 10003",
        "OPTIONS, /public/..;/x,   'Origin: http://a|Access-Control-Request-Method: GET',  false, 12004",
        "OPTIONS, /public/%3b/x,   'Origin: http://a|Access-Control-Request-Method: GET',  false, 12004",
    })
    void admitWhenPreflightThenNoTokenAndUntouched(
            String method, String path, String headers, boolean untouched, int code) throws Exception {
        try (TestWebapp app = webapp().start()) {
            RawAnswer answer = app.send(
                    method,
                    path,
                    null,
                    headers.replace("TOKEN", TestWebapp.bearer("")).split("\\|", -1));
            assertEquals(untouched ? 1 : 0, calls.get());
            if (untouched) {
                assertTrue(answer.text().startsWith("{\"user\""), answer.text());
            } else if (code != 0) {
                assertTrue(answer.status() == 400 || answer.code() == code, answer.text());
            }
        }
    }

    @Test
    void forwardWhenPreflightThenUntouchedThere() throws Exception {
        try (TestWebapp app = webapp().serve(
                        "/public/go",
                        (request, response) ->
                                request.getRequestDispatcher("/api/admin/x").forward(request, response))
                .start()) {
            RawAnswer answer =
                    app.send("OPTIONS", "/public/go", null, "Origin: http://a", "Access-Control-Request-Method: GET");
            assertTrue(answer.text().startsWith("{\"user\""), answer.text());
        }
    }
}
