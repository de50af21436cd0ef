package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.event.CallListener;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.HeardCalls;
import dev.signet.testing.TestWebapp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener hears of token requests: one record each, the filter's, with the endpoint's outcome. */
class TokenCallTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private final HeardCalls heard = new HeardCalls();

    @TempDir
    private Path folder;

    private TestWebapp started(String parameter, String value) throws Exception {
        Path clients = folder.resolve("clients.json");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest("sesame-7".getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                clients,
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:"
                        + Base64.getEncoder().encodeToString(hash) + "\"}]}]}");
        return new TestWebapp()
                .without("jwt.secret")
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.issuer.clients-file", clients.toString())
                .with(parameter, value)
                .attribute(CallListener.class.getName(), heard)
                .serve("/token", new TokenServlet())
                .start();
    }

    @Test
    void endedWhenATokenIsAskedForThenOneRecordWithTheEndpointsOutcome() throws Exception {
        String rule = " [* /token permit] ";
        try (TestWebapp webapp = started("access.rules", "* /token permit")) {
            webapp.send("POST", "/token", "appKey=acme&appSecret=sesame-7", FORM);
            assertEquals("POST /token TOKEN_GRANTED 200/1 null" + rule + "acme", heard.line());
            webapp.send("POST", "/token", "appKey=acme&appSecret=sesame-8", FORM);
            assertEquals("POST /token TOKEN_REFUSED 401/15000 secret-wrong" + rule + "acme", heard.line());
            webapp.send("POST", "/token", "appKey=nobody&appSecret=sesame-8", FORM);
            assertEquals("POST /token TOKEN_REFUSED 401/15000 client-unknown" + rule + "nobody", heard.line());
            webapp.send("POST", "/token", "appKey=acme", FORM);
            assertEquals("POST /token TOKEN_REFUSED 400/12004 request-unreadable" + rule + "null", heard.line());
            webapp.get("/token");
            assertEquals("GET /token TOKEN_REFUSED 405/404 method-not-allowed" + rule + "null", heard.line());
            for (int i = 0; i < 9; i++) {
                webapp.send("POST", "/token", "appKey=acme&appSecret=sesame-8", FORM);
                heard.next();
            }
            webapp.send("POST", "/token", "appKey=acme&appSecret=sesame-8", FORM);
            assertEquals("POST /token TOKEN_REFUSED 429/-1 too-many-failures" + rule + "acme", heard.line());
            assertEquals(List.of(), heard.rest());
        }
    }

    /** A trial run of the rules is none of the endpoint's: nobody gets a token for a wrong secret. */
    @Test
    void endedWhenRulesOnlyReportThenTheEndpointDecidesAllTheSame() throws Exception {
        try (TestWebapp webapp = started("access.mode", "report")) {
            assertEquals(
                    15000,
                    webapp.send("POST", "/token", "appKey=acme&appSecret=sesame-8", FORM)
                            .code());
            assertEquals("POST /token TOKEN_REFUSED 401/15000 secret-wrong [* /** authenticated] acme", heard.line());
        }
    }
}
