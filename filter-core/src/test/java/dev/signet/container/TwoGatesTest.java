package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was verified belongs to the filter that has verified it, and an attribute opens nothing. */
class TwoGatesTest {

    private static final Map<String, String> SERVLETS = Map.of("/go", "go", "/open/go", "go", "/", "any");

    private static final Map<String, String> FIRST =
            Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /open/** permit\n* /admin/** permit");

    private static final String PAYLOAD = "{\"exp\":4070908800,\"sub\":\"user\"}";

    private static String bearer(String secret, String payload) {
        return "Authorization: Bearer " + TestWebapp.signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", payload, secret);
    }

    /** The code of an answer, and whether anything in it is the data of an area. */
    private static String outcome(int port, String target, String... headers) throws Exception {
        try (RawClient client = new RawClient(port)) {
            RawAnswer answer = client.get("/app" + target, headers);
            return answer.code() + (answer.text().contains("data of") ? " with data" : "");
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenIntoWhatAnotherFilterProtectsThenThatOneVerifies(Container container) throws Exception {
        Webapp webapp = new Webapp("/app", SERVLETS, FIRST, false, call -> {})
                .behind(List.of(Webapp.SIGNET, SecondGate.class.getName()));
        String ofFirst = bearer(TestWebapp.SECRET, PAYLOAD);
        String ofSecond = bearer(SecondGate.SECRET, PAYLOAD);
        String gone = bearer(SecondGate.SECRET, "{\"exp\":4070908800,\"sub\":\"gone\"}");
        List<String> wrong = new ArrayList<>();
        try (Container.Running running = container.start(webapp)) {
            int port = running.port();
            expect(
                    wrong,
                    "1",
                    outcome(port, "/go?how=forward&to=/open/x", ofFirst).replace(" with data", ""));
            for (String how : List.of("forward", "context-forward", "async", "async-pair", "include")) {
                String into = "?how=" + how + "&to=/admin/x";
                expect(wrong, "10003", how + " first", outcome(port, "/go" + into, ofFirst));
                expect(wrong, "10003", how + " nobody", outcome(port, "/open/go" + into));
                expect(wrong, "10003", how + " open first", outcome(port, "/open/go" + into, ofFirst));
                expect(wrong, "1 with data", how + " second", outcome(port, "/open/go" + into, ofSecond));
                expect(wrong, "10003", how + " gone", outcome(port, "/open/go" + into, gone));
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void requestWhenAttributesAreThoseOfAnEarlierCallThenNothingIsOpen(Container container) throws Exception {
        Webapp webapp = new Webapp(
                        "/app",
                        SERVLETS,
                        Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /open/** permit"),
                        false,
                        call -> {})
                .behind(List.of(Keeping.class.getName(), Webapp.SIGNET));
        List<String> wrong = new ArrayList<>();
        try (Container.Running running = container.start(webapp)) {
            for (String target : List.of(
                    "/x?set",
                    "/x?set=/admin/x",
                    "/open/go?set&how=forward&to=/admin/x",
                    "/open/go?set&how=async&to=/admin/x",
                    "/open/go?set=/open/go&how=forward&to=/admin/x")) {
                String text = replayed(running.port(), target);
                if (text.contains("data of") || text.contains("user")) {
                    wrong.add(target + ": " + text);
                }
            }
            String open = replayed(running.port(), "/open/x?set");
            if (!open.contains("seen by null")) {
                wrong.add("/open/x?set: " + open);
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    /** The body of a call without a token behind one with, on one connection: containers use its objects again. */
    private static String replayed(int port, String target) throws Exception {
        try (RawClient client = new RawClient(port)) {
            assertEquals(
                    1,
                    client.get("/app/x?keep", bearer(TestWebapp.SECRET, PAYLOAD))
                            .code());
            return client.get("/app" + target).text();
        } catch (EOFException e) {
            return ""; // who forwards with the answer of another call gets none
        }
    }

    private static void expect(List<String> wrong, String expected, String what, String was) {
        if (!was.equals(expected)) {
            wrong.add(what + ": expected " + expected + ", was " + was);
        }
    }

    private static void expect(List<String> wrong, String expected, String was) {
        expect(wrong, expected, "first", was);
    }
}
