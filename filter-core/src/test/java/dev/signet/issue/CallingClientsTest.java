package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.TokenCheck;
import dev.signet.clients.SecretHash;
import dev.signet.config.WatchedFile;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import dev.signet.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of a file are held against every call, and what a file takes back; over HTTP. */
class CallingClientsTest {

    private static final String NAME = "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\":";
    private static final long NOW = TokenWebapp.SAMPLE_MILLIS / 1_000;

    @TempDir
    private Path folder;

    private Path clients() {
        return folder.resolve("clients.json");
    }

    /** Filter and endpoint read the same file; the second client is never changed. */
    private TokenWebapp webapp() throws IOException {
        return new TokenWebapp()
                .clients(clients(), entry(""), TokenWebapp.CHOSEN_ENTRY)
                .with("jwt.issuer", "YFJwtIssuer")
                .filter("issuer.clients-file", clients().toString());
    }

    private static String entry(String more) {
        return "{\"id\":\"acme\",\"secrets\":[{\"hash\":\"" + SecretHash.sha256(TokenWebapp.SECRET) + "\"}]" + more
                + "}";
    }

    private void change(TokenWebapp app, String... entries) throws IOException {
        TokenWebapp.write(clients(), entries);
        awaitFile(app);
    }

    /** The content may be shorter, and then it counts at the second look. */
    private static void awaitFile(TokenWebapp app) throws IOException {
        for (int look = 0; look < 2; look++) {
            app.clock.advance(WatchedFile.POLL);
            app.me(TestWebapp.token("{\"exp\":4070908800,\"iss\":\"YFJwtIssuer\"," + NAME + "\"nobody\"}"));
            app.login("nobody", "nothing");
        }
    }

    private static String token(RawAnswer login) {
        assertEquals(1, login.code(), login::text);
        return login.data().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }

    private static String login(TokenWebapp app) throws IOException {
        return token(app.login(TokenWebapp.ID, TokenWebapp.SECRET));
    }

    private static boolean told(LogCapture log, String part) {
        return log.lines().stream().anyMatch(line -> line.contains(part));
    }

    private static String reason(LogCapture log) {
        List<String> lines =
                log.lines().stream().filter(line -> line.contains("refused 1")).toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                          | 1     | ",
                ",\"disabled\":true                        | 10003 | client-disabled",
                ",\"notBefore\":\"2022-09-28T05:52:35Z\"   | 1     | ", // the second in which it was issued
                ",\"notBefore\":\"2022-09-28T05:52:35.5Z\" | 10003 | client-revoked",
                ",\"notBefore\":\"2022-09-28T05:52:36Z\"   | 10003 | client-revoked",
                ",\"networks\":[\"10.0.0.0/8\"]            | 1     | ", // of calls nobody has asked
            })
    void callWhenClientChangesThenTheNextOneKnows(String more, int code, String reason) throws Exception {
        try (TokenWebapp app = webapp().start();
                LogCapture log = LogCapture.open(Level.INFO)) {
            String token = login(app);
            assertEquals("\"acme\"", app.me(token).data());
            change(app, entry(more == null ? "" : more), TokenWebapp.CHOSEN_ENTRY);
            RawAnswer answer = app.me(token);
            assertEquals(code, answer.code());
            assertEquals(200, answer.status());
            if (reason != null) {
                assertTrue(reason(log).contains("refused " + code + " " + reason), log.lines()::toString);
            }
            assertEquals(
                    1, app.me(token(app.login("chosen", "sesame-of-a-person"))).code());
        }
    }

    @Test
    void callWhenClientIsRevokedThenANewTokenPasses() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            String token = login(app);
            change(app, entry(",\"notBefore\":\"2022-09-28T05:52:40Z\""), TokenWebapp.CHOSEN_ENTRY);
            assertEquals(10003, app.me(token).code());
            assertEquals(1, app.me(login(app)).code());
        }
    }

    @Test
    void callWhenClientIsGoneThenNoSuchUserUntilItComesBack() throws Exception {
        try (TokenWebapp app = webapp().start();
                LogCapture log = LogCapture.open(Level.INFO)) {
            String token = login(app);
            change(app, TokenWebapp.CHOSEN_ENTRY);
            assertEquals(15000, app.me(token).code());
            assertTrue(reason(log).contains("client-unknown"), log.lines()::toString);
            change(app, entry(""), TokenWebapp.CHOSEN_ENTRY);
            assertEquals(1, app.me(token).code());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"iss\":\"YFJwtIssuer\"                     | 15000", // ours, and names nobody
                "\"iss\":\"YFJwtIssuer\",NAME\"ACME\"        | 15000",
                "\"iss\":\"YFJwtIssuer\",NAME\"acme \"       | 15000",
                "\"iss\":\"YFJwtIssuer\",NAME[\"acme\"]      | 10003", // claim-not-readable
                "\"iss\":\"YFJwtIssuer\",NAME\"acme\"        | 1",
                "\"iss\":\"other\"                           | 1", // of an issuer whose clients are its own affair
                "\"iss\":\"other\",NAME\"nobody\"            | 1",
            })
    void callWhenTokenIsMadeElsewhereThenOursAreHeldAgainstTheClients(String claims, int code) throws Exception {
        try (TokenWebapp app = webapp().with("jwt.issuer", "YFJwtIssuer,other").start()) {
            String token = TestWebapp.token("{\"exp\":4070908800," + claims.replace("NAME", NAME) + "}");
            assertEquals(code, app.me(token).code());
        }
    }

    @Test
    void callWhenNoIssuerIsSetThenTokensWithoutOneAreOurs() throws Exception {
        try (TokenWebapp app = new TokenWebapp()
                .clients(clients(), entry(""))
                .filter("issuer.clients-file", clients().toString())
                .start()) {
            assertEquals(1, app.me(login(app)).code());
            assertEquals(
                    15000,
                    app.me(TestWebapp.token("{\"exp\":4070908800," + NAME + "\"nobody\"}"))
                            .code());
        }
    }

    @Test
    void callWhenClientHasNotBeforeAndTokenNoTimeThenRevoked() throws Exception {
        try (TokenWebapp app = webapp().start()) {
            change(app, entry(",\"notBefore\":\"2022-09-28T05:52:35Z\""));
            String claims = "\"exp\":4070908800,\"iss\":\"YFJwtIssuer\"," + NAME + "\"acme\"";
            assertEquals(10003, app.me(TestWebapp.token("{" + claims + "}")).code());
            assertEquals(
                    1,
                    app.me(TestWebapp.token("{" + claims + ",\"iat\":" + NOW + "}"))
                            .code());
            assertEquals(
                    10003,
                    app.me(TestWebapp.token("{" + claims + ",\"iat\":" + NOW + ",\"nbf\":1}"))
                            .code());
        }
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, 1", "192.0.2.1, 16000", "::1, 16000", "unknown, 16000"})
    void callWhenNetworksAreCheckedThenFromThereAlone(String address, int code) throws Exception {
        try (TokenWebapp app =
                webapp().filter("check.networks", "true").addressed().start()) {
            String token = login(app);
            change(app, entry(",\"networks\":[\"10.0.0.0/8\"]"));
            assertEquals(
                    code,
                    app.get("/api/me", "Authorization: Bearer " + token, "X-Address: " + address)
                            .code());
        }
    }

    @Test
    void callWhenSwitchedOffThenAsLongAsTheTokenLives() throws Exception {
        try (TokenWebapp app = webapp().filter("check.clients", "false").start()) {
            String token = login(app);
            change(app, TokenWebapp.CHOSEN_ENTRY);
            assertEquals(1, app.me(token).code());
        }
    }

    @Test
    void callWhenNewFileIsBrokenThenTheLastGoodOneHolds() throws Exception {
        try (TokenWebapp app = webapp().start();
                LogCapture log = LogCapture.open()) {
            String token = login(app);
            change(app, entry(",\"disabled\":\"yes\""));
            assertEquals(1, app.me(token).code());
            Files.delete(clients());
            awaitFile(app);
            assertEquals(1, app.me(token).code());
            assertTrue(told(log, "issuer.clients-file has changed and is invalid"), log.lines()::toString);
        }
    }

    @Test
    void callWhenTokensAreTakenBackThenThoseAlone() throws Exception {
        Path revoked = folder.resolve("revoked.json");
        Files.writeString(revoked, "{\"revoked\":[]}");
        try (TokenWebapp app = webapp().filter("check.revocations-file", revoked.toString())
                        .start();
                LogCapture log = LogCapture.open(Level.INFO)) {
            String first = login(app);
            String second = login(app);
            assertEquals(1, app.me(first).code());
            Files.writeString(
                    revoked,
                    "{\"revoked\":[{\"jti\":\"" + id(first)
                            + "\",\"until\":\"2022-09-28T06:00:00Z\"},{\"jti\":\"of nobody\"}]}");
            awaitFile(app);
            assertEquals(10003, app.me(first).code());
            assertTrue(reason(log).contains("token-revoked"), log.lines()::toString);
            assertEquals(1, app.me(second).code());
            Files.writeString(
                    revoked,
                    "{\"revoked\":[{\"client\":\"acme\",\"before\":\"2022-09-28T05:52:36Z\"},"
                            + "{\"client\":\"acme\",\"before\":\"2022-09-27T05:52:36Z\"},"
                            + "{\"client\":\"other\",\"before\":\"2032-09-28T05:52:36Z\"}]}");
            awaitFile(app);
            assertEquals(10003, app.me(second).code());
            assertTrue(reason(log).contains("client-revoked"), log.lines()::toString);
            assertEquals(1, app.me(login(app)).code());
            assertEquals(
                    1, app.me(token(app.login("chosen", "sesame-of-a-person"))).code());
        }
    }

    private static String id(String token) {
        String payload = new String(
                Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))),
                StandardCharsets.UTF_8);
        return payload.replaceAll(".*\"jti\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void callWhenApplicationsCheckRefusesTooThenTheSurerOfBoth() throws Exception {
        try (TokenWebapp app =
                webapp().filter("check.class", Refusing.class.getName()).start()) {
            String token = login(app);
            assertEquals(16000, app.me(token).code());
            change(app, entry(",\"disabled\":true"));
            assertEquals(10003, app.me(token).code());
        }
    }

    /** An application's check that lets nobody in. */
    public static final class Refusing implements TokenCheck {
        @Override
        public Outcome check(VerifiedToken token, HttpServletRequest request) {
            return Outcome.NOT_AUTHORISED;
        }
    }

    @Test
    void startWhenClientsAreCheckedThenTheLogSaysHowToSwitchItOff() throws Exception {
        try (LogCapture log = LogCapture.open(Level.INFO);
                TokenWebapp app = webapp().start()) {
            assertTrue(
                    told(
                            log,
                            "is checked against the clients of issuer.clients-file, and counts toward their limits;"
                                    + " check.clients=false switches that off"),
                    log.lines()::toString);
            assertEquals(1, app.me(login(app)).code());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                           | expected {\"revoked\":[…]}",
                "{\"revoked\":{}}                             | expected {\"revoked\":[…]}",
                "{\"revoked\":[{}]}                           | revoked[0]: expected jti",
                "{\"revoked\":[{\"jti\":7}]}                  | revoked[0]: jti: expected a string",
                "{\"revoked\":[{\"jti\":\"a\",\"until\":1}]}  | revoked[0]: until: expected a time like",
                "{\"revoked\":[{\"client\":\"a\"}]}           | revoked[0]: expected jti",
                "{\"revoked\":[{\"jti\":\"a\",\"client\":\"a\",\"before\":\"2022-09-28T06:00:00Z\"}]} | revoked[0]: expected jti",
                "{\"revoked\":[{\"jit\":\"a\"}]}              | revoked[0]: jit: unknown member",
                "{\"revoked\":[{\"jti\":\" \"}]}              | revoked[0]: jti: is blank",
                "{\"revoked\":[{\"client\":\"acme \",\"before\":\"2022-09-28T06:00:00Z\"}]} | revoked[0]: client id: begins or ends with whitespace",
                "{\"revoked\":[],\"revoked\":[]}              | no member is given twice",
            })
    void startWhenRevocationsAreWrongThenSaid(String content, String message) throws Exception {
        Path revoked = Files.writeString(folder.resolve("revoked.json"), content);
        TokenWebapp app = webapp().filter("check.revocations-file", revoked.toString());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, app::start);
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused::getMessage);
    }
}
