package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.issue.TokenServlet;
import dev.signet.testing.ObjectGraph;
import dev.signet.testing.TestWebapp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever of Signet a debugger, a framework or a careless log line turns into text: no object that filter and token
 * endpoint hold while they work has a secret, a hash or a token in it.
 */
class SilentObjectsTest {

    private static final String SECRET = "sesame-Yk3vQ8rTz1LxW0bN";
    private static final String SLOW =
            "pbkdf2-sha256:10000:c2FsdHNhbHRzYWx0c2FsdA==:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @TempDir
    private Path folder;

    private final List<String> never = new ArrayList<>(List.of(SECRET, "47DEQpj8HBSa", "c2FsdHNhbHRz"));
    private final Set<String> types = new TreeSet<>();

    private void look(Object first) throws IllegalAccessException {
        List<String> telling = new ArrayList<>();
        for (Object object : ObjectGraph.from(first)) {
            String text = String.valueOf(object);
            types.add(object.getClass().getSimpleName());
            never.stream()
                    .filter(text::contains)
                    .forEach(secret -> telling.add(object.getClass().getName() + " has " + secret + ": " + text));
        }
        assertEquals("", String.join("\n", telling));
    }

    private String clients() throws Exception {
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.UTF_8)));
        never.add(hash);
        Path file = folder.resolve("clients.json");
        Files.writeString(
                file,
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:" + hash + "\"},{\"hash\":\"" + SLOW
                        + "\"}]}]}");
        return file.toString();
    }

    /** A token that was made, used and refused, and what it consists of. */
    private void workAndLook(TestWebapp app, SignetFilter filter, TokenServlet endpoint) throws Exception {
        String token = app.send(
                        "POST",
                        "/token",
                        "{\"appKey\":\"acme\",\"appSecret\":\"" + SECRET + "\"}",
                        "Content-Type: application/json")
                .json()
                .at("/data/token")
                .asText();
        never.addAll(Arrays.asList(token.split("\\.", -1)).subList(1, 3));
        assertEquals(1, app.get("/x", "Authorization: Bearer " + token).code());
        assertEquals(
                10003, app.get("/x", "Authorization: Bearer " + token + "A").code());
        look(filter);
        look(endpoint);
    }

    private static TestWebapp webapp(TokenServlet endpoint) {
        return new TestWebapp()
                .without("jwt.secret")
                .with("access.rules", "* /token permit")
                .serve("/token", endpoint)
                .serve("/*", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("{}");
                });
    }

    @Test
    void toStringWhenKeyIsASecretThenNothingOfItOrOfTokens() throws Exception {
        never.add(TestWebapp.SECRET);
        SignetFilter filter = new SignetFilter();
        TokenServlet endpoint = new TokenServlet();
        try (TestWebapp app = webapp(endpoint)
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.issuer.clients-file", clients())
                .start(filter)) {
            workAndLook(app, filter, endpoint);
        }
        assertTrue(
                types.containsAll(List.of(
                        "HmacKey",
                        "KeySet",
                        "VerifiedTokens",
                        "GenuineToken",
                        "Claims",
                        "Clients",
                        "KnownClient",
                        "SecretHash",
                        "TokenSigner")),
                types.toString()); // so there was something to be told
    }

    @Test
    void toStringWhenKeyIsPrivateThenNothingOfItOrOfTokens() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        never.addAll(List.of(body.split("\n", -1)));
        never.add(((java.security.interfaces.ECPrivateKey) pair.getPrivate())
                .getS()
                .toString());
        Path pem = folder.resolve("private.pem");
        Files.writeString(pem, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        SignetFilter filter = new SignetFilter();
        TokenServlet endpoint = new TokenServlet();
        try (TestWebapp app = webapp(endpoint)
                .context("signet.jwt.private-key-file", pem.toString())
                .context("signet.jwt.algorithms", "ES256")
                .context("signet.issuer.clients-file", clients())
                .start(filter)) {
            workAndLook(app, filter, endpoint);
        }
        assertTrue(
                types.containsAll(List.of("PrivateSignatureKey", "PublicSignatureKey", "KeyMaterial")),
                types.toString());
    }
}
