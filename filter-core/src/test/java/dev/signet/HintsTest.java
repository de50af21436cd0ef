package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller may learn of why it is refused. */
class HintsTest {

    private static final String HEADER = "X-Signet-Reason";

    private static TestWebapp webapp() {
        return new TestWebapp()
                .with("access.rules", "* /admin role admin\n* /never deny")
                .with("jwt.max-token-bytes", "500")
                .serve("/json", (request, response) -> response.setStatus(409));
    }

    private static String header(String what) {
        return switch (what) {
            case "none" -> "X-None: 1";
            case "basic" -> "Authorization: Basic YTpi";
            case "blank" -> "Authorization: Bearer ";
            case "long" -> "Authorization: Bearer " + "a".repeat(501);
            case "expired" -> "Authorization: Bearer " + TestWebapp.token("{\"exp\":1}");
            case "early" -> "Authorization: Bearer " + TestWebapp.token("{\"exp\":4070908800,\"nbf\":4070908000}");
            case "tampered" -> TestWebapp.bearer("") + "A";
            default -> TestWebapp.bearer("");
        };
    }

    @ParameterizedTest
    @CsvSource({
        "/json, none, no-token, 10003",
        "/json, basic, not-bearer, 10003",
        "/json, blank, blank-token, 10003",
        "/json, long, too-long, 10003",
        "/json, expired, expired, 10002",
        "/json, early, not-yet-valid, 10003",
        "/json, tampered, invalid, 10003",
        "/admin, good, invalid, 16000",
        "/never, good, invalid, 16000"
    })
    void refusalWhenHintsThenOnlyWhatTheCallerKnowsItself(String path, String what, String hint, int code)
            throws Exception {
        try (TestWebapp app = webapp().start()) {
            RawAnswer answer = app.get(path, header(what));
            assertEquals(code, answer.code());
            assertNull(answer.header(HEADER));
            assertTrue(!answer.text().contains("("), answer.text());
        }
        try (TestWebapp app = webapp().with("errors.hints", "header").start()) {
            RawAnswer answer = app.get(path, header(what));
            assertEquals(code, answer.code());
            assertEquals(hint, answer.header(HEADER));
            assertTrue(!answer.text().contains("("), answer.text());
        }
        try (TestWebapp app = webapp().with("errors.hints", "message")
                .with("envelope.language", "en")
                .start()) {
            RawAnswer answer = app.get(path, header(what));
            assertNull(answer.header(HEADER));
            assertTrue(answer.text().contains(" (" + hint + ")\",\"data\":null,"), answer.text());
        }
    }

    @Test
    void answerWhenNotRefusedThenWithoutAHint() throws Exception {
        try (TestWebapp app = webapp().with("errors.hints", "header").start()) {
            RawAnswer answer = app.get("/json", header("good"));
            assertEquals(-20, answer.code());
            assertNull(answer.header(HEADER));
        }
    }

    @Test
    void refusalWhenItsReasonHasACodeThenThatOne() throws Exception {
        try (TestWebapp app = webapp().with(
                        "errors.reasons", "expired = 10004 重新登录 | Log in again\nrole-missing = 16001")
                .with("errors.hints", "message")
                .with("envelope.http-status", "real")
                .start()) {
            RawAnswer expired = app.get("/json", header("expired"));
            assertEquals(401, expired.status());
            assertEquals("Bearer error=\"invalid_token\"", expired.header("WWW-Authenticate"));
            assertTrue(
                    expired.text().startsWith("{\"code\":10004,\"message\":\"重新登录 (expired)\",\"data\":null,"),
                    expired.text());
            assertEquals(16001, app.get("/admin", header("good")).code());
            assertEquals(10003, app.get("/json").code());
        }
        try (TestWebapp app = webapp().with("errors.reasons", "expired = 10004 重新登录 | Log in again")
                .with("envelope.language", "en")
                .start()) {
            String expired = app.get("/json", header("expired")).text();
            assertTrue(expired.startsWith("{\"code\":10004,\"message\":\"Log in again\",\"data\":null,"), expired);
        }
    }
}
