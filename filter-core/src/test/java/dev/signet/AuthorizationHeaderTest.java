package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.Table;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every form of the Authorization header in {@code authorization.txt}, over the wire. */
class AuthorizationHeaderTest {

    private static final String TOKEN = TestWebapp.token("{\"exp\":4070908800}");

    private final AtomicInteger calls = new AtomicInteger();

    private TestWebapp webapp() {
        return new TestWebapp().with("access.rules", "* /maybe optional").serve("/*", (request, response) -> {
            calls.incrementAndGet();
            response.setContentType("application/json");
            response.getWriter().print("1");
        });
    }

    private static List<List<String>> rows() throws IOException {
        return Table.rows(AuthorizationHeaderTest.class, "authorization.txt");
    }

    private static String expanded(String text) {
        StringBuilder expanded = new StringBuilder(text.replace("{T}", TOKEN));
        for (int at = expanded.indexOf("{"); at >= 0; at = expanded.indexOf("{")) {
            int code = Integer.parseInt(expanded.substring(at + 1, at + 3), 16);
            expanded.replace(at, at + 4, String.valueOf((char) code));
        }
        return expanded.toString();
    }

    @Test
    void everyRowWhenSentThenItsCode() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (TestWebapp app = webapp().start()) {
            for (List<String> row : rows()) {
                String[] headers = expanded(row.get(1)).split(" && ", -1);
                int expected = Integer.parseInt(row.get(0));
                for (String path : List.of("/x", "/maybe")) {
                    boolean anonymous = path.equals("/maybe")
                            && !row.get(1).toLowerCase(java.util.Locale.ROOT).startsWith("authorization");
                    calls.set(0);
                    RawAnswer answer = app.get(path, headers);
                    boolean asExpected = answer.status() == 200 && answer.code() == (anonymous ? 1 : expected);
                    boolean byContainer = expected != 1 && answer.status() == 400;
                    if (!asExpected && !byContainer || calls.get() != (expected == 1 || anonymous ? 1 : 0)) {
                        wrong.add(path + " " + row + " was " + answer.status() + " " + answer.text());
                    }
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(rows().size() > 60, "the table was read");
    }

    @Test
    void tokenWhenInQueryOrBodyThenNotLookedAt() throws Exception {
        try (TestWebapp app = webapp().start()) {
            assertEquals(10003, app.get("/x?access_token=" + TOKEN).code());
            assertEquals(10003, app.get("/x?Authorization=Bearer%20" + TOKEN).code());
            assertEquals(10003, app.get("/x;access_token=" + TOKEN).code());
            RawAnswer form =
                    app.send("POST", "/x", "access_token=" + TOKEN, "Content-Type: application/x-www-form-urlencoded");
            assertEquals(10003, form.code());
            assertEquals(0, calls.get());
        }
    }

    @Test
    void tokenWhenOneByteLongerThanAllowedThenRefused() throws Exception {
        int length = TOKEN.length();
        try (TestWebapp app = webapp().with("jwt.max-token-bytes", "" + length).start()) {
            assertEquals(1, app.get("/x", "Authorization: Bearer " + TOKEN).code());
        }
        try (TestWebapp app =
                webapp().with("jwt.max-token-bytes", "" + (length - 1)).start()) {
            assertEquals(10003, app.get("/x", "Authorization: Bearer " + TOKEN).code());
        }
    }

    @Test
    void headerWhenAMegabyteThenTheContainerRefuses() throws Exception {
        try (TestWebapp app = webapp().start()) {
            try (RawClient client = app.connect()) {
                RawAnswer answer = client.get("/app/x", "Authorization: Bearer " + "a".repeat(1 << 20));
                assertEquals(431, answer.status());
            } catch (IOException e) {
                // hung up before everything was sent
            }
            assertEquals(0, calls.get());
            assertEquals(1, app.get("/x", "Authorization: Bearer " + TOKEN).code());
        }
    }
}
