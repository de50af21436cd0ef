package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code access.mode=report} on every container: what is decided, who is called, and what the log says. */
class ReportModeTest {

    private static final String USER = TestWebapp.bearer(",\"sub\":\"user\"");
    private static final String ADMIN = TestWebapp.bearer(",\"sub\":\"admin\",\"roles\":[\"admin\"]");
    private static final String EXPIRED =
            "Authorization: Bearer " + TestWebapp.token("{\"exp\":1600000000,\"sub\":\"user\"}");
    private static final String[] PREFLIGHT = {"Origin: https://shop.acme.com", "Access-Control-Request-Method: PUT"};

    private static final Map<String, String> PARAMETERS = Map.of(
            "jwt.secret",
            TestWebapp.SECRET,
            "access.mode",
            "report",
            "access.preflight",
            "refuse",
            "access.rules",
            "* /open/** permit\n* /maybe/** optional\n* /admin/** role admin\n* /never/** deny");

    private static Webapp webapp() {
        return new Webapp("/app", Map.of("/go", "go", "/open/go", "go", "/", "any"), PARAMETERS, true, call -> {});
    }

    /** The code, who was seen by whom it was for, and the refusals that were reported or made, in their order. */
    private static String outcome(int port, String method, String target, String... headers) throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO);
                RawClient client = new RawClient(port)) {
            RawAnswer answer = client.send(method, "/app" + target, null, headers);
            String text = answer.text();
            int seen = text.indexOf("seen by ");
            StringBuilder outcome = new StringBuilder().append(answer.code());
            if (seen >= 0) {
                outcome.append(' ').append(text, seen + 8, text.indexOf('"', seen));
            }
            for (String line : logs.lines(Level.INFO)) {
                String[] words = line.split(" ", -1);
                if (line.startsWith("would refuse ")) {
                    outcome.append(" would ").append(words[2]).append(' ').append(words[3]);
                } else if (line.startsWith("refused ")) {
                    outcome.append(" refused ").append(words[1]).append(' ').append(words[2]);
                }
            }
            return outcome.toString();
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void requestWhenItWouldBeRefusedThenReportedAndServed(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Container.Running running = container.start(webapp())) {
            int port = running.port();
            expect(wrong, "1 user", outcome(port, "GET", "/x", USER));
            expect(wrong, "1 null would 10003 no-token", outcome(port, "GET", "/x"));
            expect(wrong, "1 null would 10003 no-token", outcome(port, "POST", "/x"));
            expect(wrong, "1 null would 10003 signature-wrong", outcome(port, "GET", "/x", USER + "x"));
            expect(wrong, "1 null would 10003 not-bearer", outcome(port, "GET", "/x", "Authorization: Basic eDp5"));
            expect(wrong, "1 null would 10003 several-tokens", outcome(port, "GET", "/x", USER, ADMIN));
            expect(wrong, "1 null would 10002 expired", outcome(port, "GET", "/x", EXPIRED));
            expect(wrong, "1 null", outcome(port, "GET", "/maybe/x"));
            expect(wrong, "1 null would 10002 expired", outcome(port, "GET", "/maybe/x", EXPIRED));
            expect(wrong, "1 null", outcome(port, "GET", "/open/x", EXPIRED));
            expect(wrong, "1 user would 16000 role-missing", outcome(port, "GET", "/admin/x", USER));
            expect(wrong, "1 admin", outcome(port, "GET", "/admin/x", ADMIN));
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void requestWhenDeniedSuspiciousOrAPreflightThenRefusedAsEver(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Container.Running running = container.start(webapp())) {
            int port = running.port();
            expect(wrong, "10003 refused 10003 no-token", outcome(port, "GET", "/never/x"));
            expect(wrong, "16000 refused 16000 denied", outcome(port, "GET", "/never/x", ADMIN));
            expect(wrong, "10003 refused 10003 no-token", outcome(port, "OPTIONS", "/x", PREFLIGHT));
            for (String to : List.of("forward", "async")) {
                String target = "/open/go?how=" + to + "&to=/never/x";
                expect(wrong, "10003 refused 10003 no-token", outcome(port, "GET", target));
                expect(wrong, "16000 refused 16000 denied", outcome(port, "GET", target, ADMIN));
                expect(
                        wrong,
                        "10003 would 10003 no-token refused 10003 no-token",
                        outcome(port, "GET", "/go?how=" + to + "&to=/never/x"));
            }
            expect(wrong, "12004 refused 12004 suspicious-uri", outcome(port, "GET", "/x/%3b/y", USER));
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenItWouldBeRefusedThenTheCallIsReportedOnce(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Container.Running running = container.start(webapp())) {
            int port = running.port();
            for (String how : List.of("forward", "context-forward", "twice", "async", "async-pair", "forward-async")) {
                String into = "?how=" + how + "&to=/admin/x";
                expect(wrong, "1 null would 10003 no-token", outcome(port, "GET", "/open/go" + into));
                expect(wrong, "1 null would 10003 no-token", outcome(port, "GET", "/go" + into));
                expect(wrong, "1 null would 10002 expired", outcome(port, "GET", "/go" + into, EXPIRED));
                expect(wrong, "1 user would 16000 role-missing", outcome(port, "GET", "/go" + into, USER));
                expect(wrong, "1 user would 16000 role-missing", outcome(port, "GET", "/open/go" + into, USER));
                expect(wrong, "1 admin", outcome(port, "GET", "/go" + into, ADMIN));
            }
            expect(wrong, "1 null would 10003 no-token", outcome(port, "GET", "/go?how=include&to=/admin/x"));
            expect(wrong, "1 null", outcome(port, "GET", "/open/go?how=include&to=/admin/x"));
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenAnotherFilterIsSeriousThenThatOneRefuses(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        Webapp webapp = webapp().behind(List.of(Webapp.SIGNET, SecondGate.class.getName()));
        String second = "Authorization: Bearer "
                + TestWebapp.signed(
                        "{\"alg\":\"HS256\"}",
                        "{\"exp\":4070908800,\"sub\":\"second\",\"roles\":[\"admin\"]}",
                        SecondGate.SECRET);
        try (Container.Running running = container.start(webapp)) {
            int port = running.port();
            expect(wrong, "10003 would 10003 no-token refused 10003 no-token", outcome(port, "GET", "/admin/x"));
            expect(wrong, "1 second would 10003 signature-wrong", outcome(port, "GET", "/admin/x", second));
            for (String how : List.of("forward", "async")) {
                String target = "/go?how=" + how + "&to=/admin/x";
                expect(wrong, "10003 would 10003 no-token refused 10003 no-token", outcome(port, "GET", target));
                expect(wrong, "1 second would 10003 signature-wrong", outcome(port, "GET", target, second));
            }
            expect(
                    wrong,
                    "10003 refused 10003 signature-wrong",
                    outcome(port, "GET", "/go?how=include&to=/admin/x", USER));
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static void expect(List<String> wrong, String expected, String was) {
        if (!was.equals(expected)) {
            StackTraceElement line = new Throwable().getStackTrace()[1];
            wrong.add("line " + line.getLineNumber() + ": expected " + expected + ", was " + was);
        }
    }
}
