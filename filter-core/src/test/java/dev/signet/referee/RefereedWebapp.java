package dev.signet.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.issue.JwksServlet;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import dev.signet.token.VerifiedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** A webapp that signs with one key of a JWK set and trusts two, and tells what it has seen of a token. */
final class RefereedWebapp implements AutoCloseable {

    private static final int INVALID_TOKEN = 10003;

    final RefereeKey own;
    final RefereeKey theirs;
    /** One that it does not trust, by the name of one that it does. */
    final RefereeKey stranger;

    private final AtomicReference<Seen> seen = new AtomicReference<>();
    private final TestWebapp webapp;
    private final boolean published;

    RefereedWebapp(String algorithm, Path folder) throws Exception {
        own = RefereeKey.make(algorithm, "own");
        theirs = RefereeKey.make(algorithm, "theirs");
        stranger = RefereeKey.make(algorithm, "theirs");
        published = !algorithm.startsWith("HS");
        Path file = Files.writeString(
                folder.resolve(algorithm + ".json"), RefereeKey.set(own.privateJson(), theirs.verifyingJson()));
        webapp = new TestWebapp()
                .without("jwt.secret")
                .with("access.rules", "POST /token permit\nGET /jwks permit")
                .context("signet.jwt.jwks-file", file.toString())
                .context("signet.jwt.algorithms", algorithm)
                .context("signet.issuer.class", RowIssuer.class.getName())
                .serve("/token", new TokenServlet())
                .serve("/jwks", new JwksServlet())
                .serve(
                        "/me",
                        (request, response) ->
                                seen.set(Seen.of((VerifiedToken) request.getAttribute("dev.signet.token"))))
                .start();
    }

    /** A token over the wire. */
    String token(String row) throws IOException {
        RawAnswer answer = webapp.send(
                "POST",
                "/token",
                "{\"appKey\":\"" + row + "\",\"appSecret\":\"sesame\"}",
                "Content-Type: application/json");
        assertEquals(1, answer.code(), answer::text);
        return answer.json().at("/data/token").asText();
    }

    /** The keys that others check its tokens with: what it publishes; secrets travel by other ways. */
    String keys() throws IOException {
        return published ? webapp.get("/jwks").text() : RefereeKey.set(own.verifyingJson(), theirs.verifyingJson());
    }

    /** What the application sees of a token that is let in. */
    Seen read(String token) throws IOException {
        seen.set(null);
        RawAnswer answer = me(token);
        assertEquals(1, answer.code(), answer::text);
        return seen.get();
    }

    /** Checks that a token is refused, and the application not called. */
    void assertRefuses(String token) throws IOException {
        seen.set(null);
        assertEquals(INVALID_TOKEN, me(token).code(), token);
        assertEquals(null, seen.get());
    }

    private RawAnswer me(String token) throws IOException {
        return webapp.get("/me", "Authorization: Bearer " + token);
    }

    @Override
    public void close() {
        webapp.close();
    }
}
