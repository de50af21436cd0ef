package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.config.WatchedFile;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published keys, over the wire and behind the filter. */
class JwksServletTest {

    private static final String CLIENT = "{\"appKey\":\"acme\",\"appSecret\":\"" + TokenWebapp.SECRET + "\"}";

    @TempDir
    private Path folder;

    private static TestWebapp webapp(String... parameters) {
        TestWebapp webapp = new TestWebapp()
                .without("jwt.secret")
                .with("access.rules", "GET /jwks permit\nPOST /token permit")
                .serve("/jwks", new JwksServlet())
                .serve("/token", new TokenServlet())
                .serve("/me", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print('"' + request.getRemoteUser() + '"');
                });
        for (int i = 0; i < parameters.length; i += 2) {
            webapp.context("signet." + parameters[i], parameters[i + 1]);
        }
        return webapp;
    }

    private static PrivateKey key(String algorithm) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        return pair.getPrivate();
    }

    private String pem(String name, PrivateKey... keys) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (PrivateKey key : keys) {
            pem.append("-----BEGIN PRIVATE KEY-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(key.getEncoded()))
                    .append("\n-----END PRIVATE KEY-----\n");
        }
        return Files.writeString(folder.resolve(name), pem).toString();
    }

    private String clients() throws IOException {
        Path file = folder.resolve("clients.json");
        TokenWebapp.write(file, TokenWebapp.ENTRY);
        return file.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS384", "EdDSA"})
    void getWhenPrivateKeySignsThenItsPublicHalfChecksTheTokens(String algorithm) throws Exception {
        String file = pem("private.pem", key(algorithm.equals("EdDSA") ? "Ed25519" : "RSA"));
        try (TestWebapp app = webapp(
                        "jwt.private-key-file", file, "jwt.algorithms", algorithm, "issuer.clients-file", clients())
                .start()) {
            RawAnswer answer = app.get("/jwks");
            assertEquals(200, answer.status());
            assertEquals("application/jwk-set+json", answer.header("Content-Type"));
            assertEquals("public, max-age=300", answer.header("Cache-Control"));
            JsonNode keys = new ObjectMapper().readTree(answer.text()).get("keys"); // no envelope
            assertEquals(1, keys.size());
            for (String secret : new String[] {"d", "p", "q", "k"}) {
                assertNull(keys.get(0).get(secret));
            }
            String token = new ObjectMapper()
                    .readTree(app.send("POST", "/token", CLIENT, "Content-Type: application/json")
                            .data())
                    .get("token")
                    .asText();
            assertEquals(1, app.get("/me", "Authorization: Bearer " + token).code());
            // another webapp that knows only what is published
            String set =
                    Files.writeString(folder.resolve("set.json"), answer.text()).toString();
            try (TestWebapp other =
                    webapp("jwt.jwks-file", set, "jwt.algorithms", algorithm).start()) {
                assertEquals(
                        1, other.get("/me", "Authorization: Bearer " + token).code());
                assertEquals(10003, other.get("/me").code());
            }
        }
    }

    @Test
    void headWhenAskedThenHeadersOnly() throws Exception {
        try (TestWebapp app = webapp("jwt.private-key-file", pem("p", key("RSA")), "jwt.algorithms", "RS256")
                .start()) {
            RawAnswer answer = app.send("HEAD", "/jwks", null);
            assertEquals(200, answer.status());
            assertEquals("application/jwk-set+json", answer.header("Content-Type"));
            assertEquals("", answer.text());
        }
    }

    @Test
    void getWhenSecretSignsThenNothingIsPublished() throws Exception {
        try (TestWebapp app = webapp("jwt.secret", TestWebapp.SECRET).start()) {
            RawAnswer answer = app.get("/jwks");
            assertEquals(404, answer.code());
            assertFalse(answer.text().contains("keys"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void serviceWhenAnotherMethodThen405(String method) throws Exception {
        try (TestWebapp app = webapp("jwt.private-key-file", pem("p", key("RSA")), "jwt.algorithms", "RS256")
                .with("access.rules", "* /jwks permit")
                .start()) {
            RawAnswer answer = app.send(method, "/jwks", "");
            assertEquals(404, answer.code());
            assertEquals("GET, HEAD", answer.header("Allow"));
        }
    }

    @Test
    void initWhenKeysAreWrongThenRefusesEveryRequestAndSaysWhy() throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = webapp("jwt.private-key-file", "/none/key.pem", "jwt.algorithms", "RS256")
                        .with("jwt.private-key-file", pem("p", key("RSA")))
                        .start()) {
            RawAnswer answer = app.get("/jwks");
            assertEquals(-30, answer.code());
            assertTrue(
                    logs.lines(Level.SEVERE).stream()
                            .anyMatch(line -> line.startsWith(
                                            "the JWK set endpoint could not be set up and refuses every request:")
                                    && line.contains("jwt.private-key-file: the file named here cannot be read")),
                    logs.lines().toString());
        }
    }

    @Test
    void getWhenFileChangesThenTheNewKeyIsPublished() throws Exception {
        PrivateKey first = key("Ed25519");
        PrivateKey second = key("Ed25519");
        MutableClock clock = new MutableClock(TokenWebapp.SAMPLE_MILLIS);
        String file = pem("p", first);
        try (TestWebapp app = webapp("jwt.private-key-file", file, "jwt.algorithms", "EdDSA")
                .with("access.rules", "GET /kept permit")
                .serve("/kept", new JwksServlet(clock))
                .start()) {
            String before = app.get("/kept").text();
            pem("p", second, first);
            assertEquals(before, app.get("/kept").text());
            clock.advance(WatchedFile.POLL);
            JsonNode keys = new ObjectMapper().readTree(app.get("/kept").text()).get("keys");
            assertEquals(2, keys.size());
            assertEquals(new ObjectMapper().readTree(before).get("keys").get(0), keys.get(1));
        }
    }
}
