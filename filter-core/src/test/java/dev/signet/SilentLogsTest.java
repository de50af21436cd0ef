package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.event.CallListener;
import dev.signet.event.Hearing;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.HeardCalls;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at the finest level, searched, and everything that others hear: no token, no signature, no claim, no secret, no
 * hash, no query.
 */
class SilentLogsTest {

    private static final String SECRET = "sesame-Yk3vQ8rTz1LxW0bN";
    private static final String PBKDF2 =
            "pbkdf2-sha256:10000:c2FsdHNhbHRzYWx0c2FsdA==:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    /** What no record may hold. */
    private final List<String> never = new ArrayList<>(List.of(
            TestWebapp.SECRET,
            "sesame",
            PBKDF2.substring(20),
            "47DEQpj8HBSa",
            Base64.getEncoder().encodeToString(("acme:" + SECRET).getBytes(StandardCharsets.UTF_8)),
            "query-nobody-may-read",
            "claim-nobody-may-read"));

    private final HeardCalls heard = new HeardCalls();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** All calls that a listener was told of, all meters, and all events of the Flight Recorder. */
    private String told(Recording recording, Path folder) throws Exception {
        Path file = folder.resolve("day.jfr");
        recording.stop();
        recording.dump(file);
        return heard.rest() + "\n" + meters.scrape() + "\n"
                + RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().startsWith("dev.signet."))
                        .toList();
    }

    /** What is sent from now on must not appear, nor may its signature. */
    private String hidden(String token) {
        never.add(token);
        never.add(token.substring(token.lastIndexOf('.') + 1));
        if (token.indexOf('.') > 0 && token.indexOf('.') < token.lastIndexOf('.')) {
            String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
            if (payload.length() > 8) { // shorter ones stand in any number, like e30 in an id
                never.add(payload);
            }
        }
        return "Authorization: Bearer " + token;
    }

    @Test
    void logsWhenARepresentativeDayPassesThenHoldNothingSecret(@TempDir Path folder) throws Exception {
        String hash = "sha256:"
                + Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.UTF_8)));
        never.add(hash.substring(7));
        Path clients = folder.resolve("clients.json");
        Files.writeString(
                clients,
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"" + hash + "\"},{\"hash\":\"" + PBKDF2
                        + "\"}]}]}");
        try (LogCapture logs = LogCapture.open();
                Recording recording = new Recording()) {
            recording.enable("dev.signet.Call");
            recording.enable("dev.signet.Token");
            recording.start();
            System.getLogger("dev.signet").log(System.Logger.Level.TRACE, "the finest level is captured");
            try (TestWebapp app = webapp(clients).start()) {
                good(app);
                badTokens(app);
                tokenRequests(app);
            }
            try (TestWebapp app = webapp(clients)
                    .context("signet.issuer.lifetime", "sesame")
                    .with("jwt.secret-env", TestWebapp.SECRET)
                    .with("jwt.secret-file", TestWebapp.SECRET)
                    .start()) {
                assertEquals(503, app.get("/x", hidden(TestWebapp.token("{}"))).status());
                assertEquals(503, login(app, SECRET).status());
            }
            for (String parameter : List.of("jwt.secret-env", "jwt.secret-file")) {
                SignetConfig.Builder builder = SignetConfig.builder().set(parameter, TestWebapp.SECRET);
                String message = assertThrows(IllegalArgumentException.class, builder::build)
                        .getMessage();
                assertFalse(message.contains(TestWebapp.SECRET), message);
            }
            String everything = logs.everything() + told(recording, folder);
            for (String secret : never) {
                assertFalse(everything.contains(secret), () -> secret + " in " + everything);
            }
            for (String expected : List.of(
                    "the finest level is captured",
                    "refused 10003 signature-wrong",
                    "refused 10002 expired",
                    "token refused: client \"acme\" from 127.0.0.1: wrong secret",
                    "cannot be read: credentials in the query string",
                    "\"reason\":\"secret-wrong\"",
                    "reason=secret-wrong",
                    "signet_calls_seconds_count{code=\"10002\",outcome=\"refused\",reason=\"expired\"",
                    "dev.signet.Token",
                    "Signet refuses every request",
                    "the token endpoint could not be set up")) {
                assertTrue(everything.contains(expected), expected); // so it was a day worth looking at
            }
        }
    }

    private TestWebapp webapp(Path clients) {
        return new TestWebapp()
                .with("audit.log", "all")
                .with("audit.per-second", "100000")
                .with("errors.hints", "message")
                .with("envelope.request-id-trust", "true")
                .attribute(CallListener.class.getName(), heard)
                .attribute(Hearing.REGISTRY, meters)
                .with("access.rules", "POST /api/token permit\n* /admin role admin")
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.issuer.clients-file", clients.toString())
                .serve("/api/token", new TokenServlet())
                .serve("/*", (request, response) -> {
                    if (request.getParameter("throw") != null) {
                        throw new IllegalStateException("the application's own words");
                    }
                    response.setContentType("application/json");
                    response.getWriter().print("{}");
                });
    }

    private void good(TestWebapp app) throws Exception {
        String token = login(app, SECRET).json().at("/data/token").asText();
        assertEquals(
                1,
                app.get("/x;jsessionid=query-nobody-may-read?a=query-nobody-may-read", hidden(token))
                        .code());
        assertEquals(16000, app.get("/admin", hidden(token)).code());
        assertEquals(
                -30, app.get("/x?throw=query-nobody-may-read", hidden(token)).code());
    }

    private void badTokens(TestWebapp app) throws Exception {
        String good = TestWebapp.token("{\"exp\":4070908800,\"sub\":\"claim-nobody-may-read\"}");
        String tampered = good.substring(0, good.length() - 5) + (good.endsWith("AAAAA") ? "BBBBA" : "AAAAA");
        for (String token : List.of(
                tampered,
                good + "=",
                good.replace(".", ".."),
                good.substring(0, good.lastIndexOf('.')),
                TestWebapp.signed("{\"alg\":\"none\"}", "{\"sub\":\"claim-nobody-may-read\"}", TestWebapp.SECRET),
                TestWebapp.signed("{\"alg\":\"HS512\"}", "{\"sub\":\"claim-nobody-may-read\"}", TestWebapp.SECRET),
                TestWebapp.signed("{\"alg\":\"HS256\",\"crit\":[]}", "{\"exp\":4070908800}", TestWebapp.SECRET),
                TestWebapp.signed("not json", "{\"exp\":4070908800}", TestWebapp.SECRET),
                TestWebapp.token("claim-nobody-may-read"),
                TestWebapp.token("{\"exp\":\"claim-nobody-may-read\"}"),
                TestWebapp.token("{\"exp\":4070908800000}"),
                TestWebapp.token("{\"exp\":4070908800,\"nbf\":4070908000}"),
                TestWebapp.token("{\"exp\":4070908800,\"roles\":7}"))) {
            assertEquals(10003, app.get("/x", hidden(token)).code(), token);
        }
        assertEquals(
                10002,
                app.get("/x", hidden(TestWebapp.token("{\"exp\":1,\"sub\":\"claim-nobody-may-read\"}")))
                        .code());
        assertEquals(10003, app.get("/x", hidden(good), hidden(good)).code());
        assertEquals(
                10003,
                app.get("/x", "Authorization: Basic c2VzYW1lOnNlc2FtZQ==").code());
        never.add("c2VzYW1lOnNlc2FtZQ==");
    }

    private static void tokenRequests(TestWebapp app) throws Exception {
        assertEquals(15000, login(app, "sesame-wrong").code());
        assertEquals(12004, login(app, "sesame\\ud800").code());
        String form = "Content-Type: application/x-www-form-urlencoded";
        assertEquals(
                12004,
                app.send("POST", "/api/token?appSecret=" + SECRET, "appKey=acme", form)
                        .code());
        assertEquals(
                12004,
                app.send("POST", "/api/token", "appKey=acme&appSecret=" + SECRET + "%", form)
                        .code());
        assertEquals(
                12004,
                app.send(
                                "POST",
                                "/api/token",
                                "{\"appKey\":\"acme\",\"appSecret\":" + SECRET,
                                "Content-Type: application/json")
                        .code());
        assertEquals(
                12004,
                app.send("POST", "/api/token", null, "Authorization: Basic sesame")
                        .code());
    }

    private static RawAnswer login(TestWebapp app, String secret) throws Exception {
        return app.send(
                "POST",
                "/api/token",
                "{\"appKey\":\"acme\",\"appSecret\":\"" + secret + "\"}",
                "Content-Type: application/json");
    }
}
