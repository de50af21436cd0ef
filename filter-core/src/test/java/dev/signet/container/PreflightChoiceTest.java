package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who answers a CORS preflight, and that the application hears of none that is denied. */
class PreflightChoiceTest {

    private static final String[] PREFLIGHT = {"Origin: https://shop.acme.com", "Access-Control-Request-Method: PUT"};

    /** A CORS filter in front that leaves the answer to those behind it. */
    public static final class Cors implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            ((HttpServletResponse) response).setHeader("Access-Control-Allow-Origin", "https://shop.acme.com");
            chain.doFilter(request, response);
        }
    }

    private static String outcome(Container.Running running, Queue<String> calls, String path, String... headers)
            throws Exception {
        calls.clear();
        try (RawClient client = new RawClient(running.port())) {
            RawAnswer answer = client.send("OPTIONS", "/app" + path, null, headers);
            String body = answer.body().length == 0
                    ? ""
                    : answer.text().contains("data of") ? " application" : " code " + answer.code();
            return answer.status()
                    + body
                    + (answer.header("Access-Control-Allow-Origin") == null ? " without CORS" : "")
                    + (calls.isEmpty() ? "" : " called");
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void preflightWhenChosenThenAnsweredByNobodyElse(Container container) throws Exception {
        Map<String, String> expected =
                Map.of("pass", "200 application called", "answer", "204", "refuse", "200 code 10003");
        Queue<String> calls = new ConcurrentLinkedQueue<>();
        List<String> wrong = new ArrayList<>();
        for (String choice : List.of("pass", "answer", "refuse")) {
            Webapp webapp = new Webapp(
                            "/app",
                            Map.of("/", "any"),
                            Map.of(
                                    "jwt.secret",
                                    TestWebapp.SECRET,
                                    "access.preflight",
                                    choice,
                                    "access.rules",
                                    "* /never/** deny\n* /open/** permit"),
                            false,
                            calls::add)
                    .behind(List.of(Cors.class.getName(), Webapp.SIGNET));
            try (Container.Running running = container.start(webapp)) {
                String[] withToken = {PREFLIGHT[0], PREFLIGHT[1], TestWebapp.bearer("")};
                expect(wrong, choice, expected.get(choice), outcome(running, calls, "/x", PREFLIGHT));
                expect(wrong, choice + " open", expected.get(choice), outcome(running, calls, "/open/x", PREFLIGHT));
                expect(wrong, choice + " never", "200 code 10003", outcome(running, calls, "/never/x", PREFLIGHT));
                expect(wrong, choice + " never", "200 code 16000", outcome(running, calls, "/never/x", withToken));
                expect(
                        wrong,
                        choice + " with a token",
                        choice.equals("refuse") ? "200 code 16000" : expected.get(choice),
                        outcome(running, calls, "/x", withToken));
                expect(
                        wrong,
                        choice + " detour",
                        "false",
                        String.valueOf(outcome(running, calls, "/open/..;/x", PREFLIGHT)
                                .endsWith("called")));
                expect(wrong, choice + " no preflight", "200 code 10003", outcome(running, calls, "/x", PREFLIGHT[0]));
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static void expect(List<String> wrong, String what, String expected, String was) {
        if (!was.equals(expected)) {
            wrong.add(what + ": expected " + expected + ", was " + was);
        }
    }
}
