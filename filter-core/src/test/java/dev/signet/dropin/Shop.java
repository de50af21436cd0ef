package dev.signet.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/**
 * The webapp {@code com.acme.shop} with the jar in WEB-INF/lib and the lines of the README in web.xml, and whether it
 * speaks the contract.
 *
 * @param context its path
 */
public record Shop(String context) {

    private static final String KEY = "2668cfee8548444bb5f7dead4e1356e6";
    private static final String SECRET = "VbW1yv0kq3Zs8ncR5tJ7xA";

    /** Lays it out in a folder, with the self-contained jar or with the other and its libraries. */
    public static void layOut(Path webapp, boolean all) throws IOException, GeneralSecurityException {
        Path inf = Files.createDirectories(webapp.resolve("WEB-INF"));
        Path lib = Files.createDirectories(inf.resolve("lib"));
        if (all) {
            Files.copy(Jars.ALL, lib.resolve("signet-all.jar"));
        } else {
            Files.copy(Jars.PLAIN, lib.resolve("signet.jar"));
            assertEquals(4, Jars.libraries().size());
            for (Path library : Jars.libraries()) {
                Files.copy(library, lib.resolve(library.getFileName()));
            }
        }
        Jars.copyClasses("com/acme/shop", Files.createDirectories(inf.resolve("classes")));
        try (InputStream in = Shop.class.getResourceAsStream("web.xml")) {
            Files.copy(in, inf.resolve("web.xml"));
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                inf.resolve("clients.json"),
                "{\"clients\":[{\"id\":\"" + KEY + "\",\"secrets\":[{\"hash\":\"sha256:"
                        + Base64.getEncoder().encodeToString(hash) + "\"}],\"scopes\":[\"orders:write\"]}]}");
    }

    /** Plays all of it. */
    public void speaksTheContract(RawClient client) throws IOException {
        tokens(client);
        answers(client, bearer(client));
    }

    private RawAnswer askForToken(RawClient client, String secret) throws IOException {
        String body = "{\"appKey\":\"" + KEY + "\",\"appSecret\":\"" + secret + "\"}";
        return client.send(
                "POST",
                context + "/api/token",
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type: application/json");
    }

    private String bearer(RawClient client) throws IOException {
        RawAnswer answer = askForToken(client, SECRET);
        assertEquals(1, answer.code(), answer::text);
        return "Authorization: Bearer " + answer.json().get("data").get("token").asText();
    }

    private void tokens(RawClient client) throws IOException {
        assertEquals(15000, askForToken(client, "wrong").code());
        String bearer = bearer(client);
        String issuer = "{\"iss\":\"YFJwtIssuer\",\"aud\":\"YFCustomer\",";
        String name = "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\":\"";
        String claims = issuer + name + KEY + "\",\"exp\":";
        String stranger = issuer + name + "acme\",\"exp\":"; // not in the clients file, so not one of ours
        Map<String, Integer> codes = Map.of(
                "X-None: 1",
                10003,
                "Authorization: Bearer " + TestWebapp.token(claims + "4070908800}"),
                1,
                "Authorization: Bearer " + TestWebapp.token(claims + "1664344385}"),
                10002,
                "Authorization: Bearer " + TestWebapp.token(stranger + "4070908800}"),
                15000,
                "Authorization: Bearer " + TestWebapp.token("{\"exp\":4070908800}"),
                10003,
                bearer.substring(0, bearer.length() - 4) + "AAAA",
                10003,
                bearer,
                1);
        codes.forEach((header, code) -> {
            try {
                assertEquals(code, client.get(context + "/api/orders", header).code(), header);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private void answers(RawClient client, String bearer) throws IOException {
        RawAnswer chinese = client.get(context + "/api/orders", bearer);
        assertEquals("[{\"id\":1,\"item\":\"螺丝\"}]", chinese.data());
        assertTrue(chinese.text().startsWith("{\"code\":1,\"message\":\"成功\",\"data\":"), chinese::text);
        assertEquals(
                "{\"id\":1,\"item\":\"bolt\"}",
                client.get(context + "/api/orders/1", bearer).data());
        assertEquals(
                "{\"id\":1,\"item\":\"bolt\"}",
                client.get(context + "/api/orders/first", bearer).data());
        assertEquals(
                "{\"user\":\"" + KEY + "\"}",
                client.get(context + "/api/orders/mine", bearer).data());
        assertEquals("\"稍后\"", client.get(context + "/api/later", bearer).data());
        RawAnswer created = client.send("POST", context + "/api/orders", new byte[0], bearer);
        assertEquals(1, created.code());
        assertEquals("null", created.data());

        assertEquals(404, client.get(context + "/api/orders/9", bearer).code());
        assertEquals(404, client.get(context + "/no/such/page", bearer).code());
        assertEquals(16000, client.get(context + "/api/admin/orders", bearer).code());
        RawAnswer broken = client.get(context + "/api/orders/broken", bearer);
        assertEquals(-30, broken.code());
        assertFalse(broken.text().contains("secret"));

        RawAnswer invoice = client.get(context + "/api/invoice", bearer);
        assertEquals("%PDF-1.7", invoice.text());
        assertEquals("application/pdf", invoice.header("Content-Type"));
        assertEquals("8", invoice.header("Content-Length"));
    }
}
