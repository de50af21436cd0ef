package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a refusal says beside its code: the challenge of a status that stays on the wire, and a message that can be read. */
class ChallengeTest {

    private static final String[] NONE = {};

    private static Webapp webapp(String status) {
        return new Webapp(
                "/app",
                Map.of("/", "any"),
                Map.of(
                        "jwt.secret",
                        TestWebapp.SECRET,
                        "envelope.http-status",
                        status,
                        "envelope.language",
                        "accept-language",
                        "access.rules",
                        "* /admin/** role admin\n* /never/** deny"),
                false,
                call -> {});
    }

    private static String challenge(int port, String path, String... headers) throws Exception {
        try (RawClient client = new RawClient(port)) {
            RawAnswer answer = client.get("/app" + path, headers);
            return answer.status() + " " + answer.header("WWW-Authenticate");
        }
    }

    private static String message(int port, String... headers) throws Exception {
        try (RawClient client = new RawClient(port)) {
            return client.get("/app/x", headers).json().path("message").asText();
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void refusalWhenItsStatusStaysThenChallenged(Container container) throws Exception {
        String expired = "Authorization: Bearer " + TestWebapp.token("{\"exp\":1664344385}");
        List<String> seen = new ArrayList<>();
        try (Container.Running running = container.start(webapp("real"))) {
            int port = running.port();
            seen.add(challenge(port, "/x", NONE));
            seen.add(challenge(port, "/x", "Authorization: Basic dTpw"));
            seen.add(challenge(port, "/x", "Authorization: Bearer x"));
            seen.add(challenge(port, "/x", expired));
            seen.add(challenge(port, "/admin/x", TestWebapp.bearer("")));
            seen.add(challenge(port, "/never/x", TestWebapp.bearer("")));
            seen.add(challenge(port, "/never/x", NONE));
            seen.add(challenge(port, "/x", TestWebapp.bearer("")));
        }
        assertEquals(
                List.of(
                        "401 Bearer",
                        "401 Bearer",
                        "401 Bearer error=\"invalid_token\"",
                        "401 Bearer error=\"invalid_token\"",
                        "403 Bearer error=\"insufficient_scope\"",
                        "403 Bearer error=\"insufficient_scope\"",
                        "401 Bearer",
                        "200 null"),
                seen);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void messageWhenLanguageCannotBeReadThenInTheDefaultOne(Container container) throws Exception {
        String chinese = "Token不合法";
        String english = "Invalid token";
        List<String> wrong = new ArrayList<>();
        try (Container.Running running = container.start(webapp("200"))) {
            int port = running.port();
            assertEquals("200 null", challenge(port, "/x", NONE));
            for (String accepted :
                    List.of("en", "en-GB,zh;q=0.9", "EN", "fr, en;q=0.1", "zh;q=0.1 , en;q=0.123,,", "*;q=0.1,en")) {
                expect(wrong, english, accepted, message(port, "Accept-Language: " + accepted));
            }
            for (String accepted : List.of(
                    "",
                    "zh",
                    "fr",
                    "*",
                    "zh-CN,en;q=0.9",
                    "en;q=0",
                    "en;q=x",
                    "en;q=2",
                    "en;q=",
                    "en;;",
                    "en;q=0.5x",
                    "e n",
                    "en_US",
                    "en;q=-1",
                    "en;level=1",
                    ";q=1",
                    "中文",
                    "en;q=0,5;x",
                    "englishlanguage")) {
                expect(wrong, chinese, accepted, message(port, "Accept-Language: " + accepted));
            }
            expect(wrong, chinese, "none", message(port, NONE));
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static void expect(List<String> wrong, String expected, String accepted, String was) {
        if (!was.equals(expected) && !was.isEmpty()) { // a container may refuse the header by itself
            wrong.add(accepted + ": " + was);
        }
    }
}
