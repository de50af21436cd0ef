package dev.signet.spring.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls of an application, with tokens or without. */
record Calls(int port) {

    /** Of the applications in tests. */
    static final String SECRET = "5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEa";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back. */
    record Answer(int status, String type, String text) {

        /** Of the one envelope; no other has one within. */
        int code() throws IOException {
            JsonNode envelope = JSON.readTree(text);
            if (envelope.path("data").has("code")) {
                throw new IOException("an envelope within an envelope: " + text);
            }
            return envelope.get("code").asInt();
        }

        String data() throws IOException {
            return JSON.readTree(text).get("data").toString();
        }
    }

    Answer get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET().build());
    }

    Answer post(String path, String json, String... headers) throws Exception {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private static Answer send(HttpRequest request) throws Exception {
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    /** With a token that lives till the year 2099, and these claims besides; like {@code "\"scope\":\"a\""}. */
    static String[] token(String name, String... claims) throws GeneralSecurityException {
        StringBuilder payload = new StringBuilder(
                "{\"exp\":4070908800,\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\":\"" + name + "\"");
        for (String claim : claims) {
            payload.append(',').append(claim);
        }
        String signed =
                text("{\"alg\":\"HS256\"}") + "." + text(payload.append('}').toString());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        return new String[] {"Authorization", "Bearer " + signed + "." + signature};
    }

    private static String text(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
