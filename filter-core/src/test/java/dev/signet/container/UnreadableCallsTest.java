package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that are spelled so that nobody knows what they ask for: whatever has our envelope is one record that tells of them. */
class UnreadableCallsTest {

    /** Method and target, as they stand in the request line. */
    private static final List<String> LINES = List.of(
            "GET /app/open/../x",
            "GET /app/open/%2e%2e/x",
            "GET /app/open/..;p=secret/x",
            "GET /app//x",
            "GET /app/a%2fb",
            "GET /app/a%5cb",
            "GET /app/a%00b",
            "GET /app/%ff",
            "GET /app/%zz",
            "GET /app/%c0%ae%c0%ae/x",
            "GET /app/x;jsessionid=secret",
            "GET /app/x%3bjsessionid=secret",
            "GET /app/x?secret=1",
            "GET /app/%E4%B8%AD",
            "GET /app/" + "a".repeat(2000),
            "GET http://other.example/app/x?secret=1",
            "NEVER-HEARD-OF /app/x",
            "get /app/x",
            "TRACE /app/x");

    @ParameterizedTest
    @EnumSource(Container.class)
    void callWhenItCannotBeReadThenOneRecordWithWhatWasAsked(Container container) throws Exception {
        Container.Running running = container.start(new Webapp(
                        "/app",
                        Map.of("/*", "any"),
                        Map.of(
                                "jwt.secret",
                                TestWebapp.SECRET,
                                "access.rules",
                                "* /open/** permit",
                                "call.class",
                                CallLines.class.getName()),
                        true,
                        call -> {})
                .erring(Map.of("", "/open/failed")));
        CallLines heard = CallLines.of(running);
        List<String> wrong = new ArrayList<>();
        int ours = 0;
        try (running) {
            for (String line : LINES) {
                RawAnswer answer;
                try (RawClient client = new RawClient(running.port())) {
                    String request = line + " HTTP/1.1\r\nHost: a.example\r\n\r\n";
                    answer = client.send(request.getBytes(StandardCharsets.ISO_8859_1));
                }
                if (!answer.text().startsWith("{\"code\":")) {
                    continue; // the container's own, in front of all filters
                }
                ours++;
                String told = heard.next();
                String[] asked = line.split(" ", 2);
                boolean sensible = told.startsWith(asked[0] + " /")
                        && told.contains(" code=" + answer.code() + " ")
                        && told.indexOf(" /open/failed ") < 0
                        && told.indexOf("secret") < 0
                        && told.length() < 1300;
                if (!sensible) {
                    wrong.add(line + " -> " + told);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertEquals(List.of(), heard.rest());
        assertEquals(true, ours > LINES.size() / 2, "told of " + ours);
    }
}
