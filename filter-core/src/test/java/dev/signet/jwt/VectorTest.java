package dev.signet.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.keys.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The published attack and example tokens of {@code vectors/}, each through what a request goes through: the keys by
 * {@code jwt.jwks-file}, then structure, header and signature; the payloads of most are no claims.
 */
class VectorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRETS = "HS256,HS384,HS512";
    private static final String PUBLIC = "RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512,EdDSA";

    @TestFactory
    List<DynamicTest> signatureWhenWycheproofThenAsLabelled() throws Exception {
        return wycheproof("json_web_signature_test", 401);
    }

    @TestFactory
    List<DynamicTest> keyWhenWycheproofThenAsLabelled() throws Exception {
        return wycheproof("json_web_key_test", 26);
    }

    @TestFactory
    List<DynamicTest> cryptoWhenWycheproofThenAsLabelled() throws Exception {
        return wycheproof("json_web_crypto_test", 83);
    }

    @TestFactory
    List<DynamicTest> encryptionWhenWycheproofThenRefused() throws Exception {
        return wycheproof("json_web_encryption_test", 139);
    }

    private static List<DynamicTest> wycheproof(String file, int count) throws IOException {
        JsonNode overrides = read("wycheproof/strict_overrides.json").path(file);
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode group : read("wycheproof/" + file + ".json").get("testGroups")) {
            JsonNode keys = group.has("public") ? group.get("public") : group.get("private");
            for (JsonNode test : group.get("tests")) {
                String id = test.get("tcId").asText();
                boolean encrypted = test.has("jwe");
                String token = test.get(encrypted ? "jwe" : "jws").asText();
                String label = encrypted ? "invalid" : test.get("result").asText();
                String expected = overrides.path(id).path("expect").asText(label);
                tests.add(dynamicTest(id + " " + test.get("comment").asText(), () -> {
                    boolean accepted = accepts(keys, token);
                    if (!expected.equals("either")) {
                        assertEquals(expected.equals("valid"), accepted);
                    }
                }));
            }
        }
        assertEquals(count, tests.size());
        return tests;
    }

    @TestFactory
    List<DynamicTest> tokenWhenOfAnRfcThenAsItSays() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode example : read("rfc/rfc_jws_examples.json").get("examples")) {
            JsonNode key = example.get("jwk").isNull() ? unrelated() : example.get("jwk");
            String token = example.get("compact").asText();
            tests.add(dynamicTest(example.get("name").asText(), () -> {
                assertEquals(example.get("jws").asText().equals("valid"), accepts(key, token));
                // the one example with keys of three families is refused for its keys alone
                Settings settings = key.isArray() ? settings(unrelated()) : settings(key);
                RefusedToken refused =
                        assertInstanceOf(RefusedToken.class, settings.verifier().verify(token));
                switch (example.get("bearer").asText()) {
                    case "expired" -> assertEquals(Refusal.EXPIRED, refused.reason());
                    case "malformed" -> {
                        assertEquals(Refusal.Kind.INVALID, refused.reason().kind());
                        assertNotEquals(Refusal.EXPIRED, refused.reason());
                    }
                    default -> throw new IllegalArgumentException("a vector that says something else");
                }
            }));
        }
        assertEquals(18, tests.size());
        return tests;
    }

    @Test
    void acceptsWhenNeitherKeyNorTokenIsRightThenFalse() throws Exception {
        assertFalse(accepts(unrelated(), "a.b.c"));
        assertThrows(
                IllegalArgumentException.class,
                () -> settings(JSON.readTree("{\"keys\":[]}")).read());
    }

    /** Refusing may happen when the keys are configured or when the token is read, and nothing else may happen. */
    private static boolean accepts(JsonNode keys, String token) {
        JwtSettings settings;
        try {
            settings = settings(keys).read();
        } catch (IllegalArgumentException e) {
            return false;
        }
        try {
            CompactJws jws = CompactJws.read(token, settings.maxTokenBytes());
            JwsHeader header = new HeaderReader(settings.types()).read(jws);
            Keys.Check check = jws.check(settings.keys(), header);
            assertNotEquals(Keys.Check.UNAVAILABLE, check); // something broke
            return check == Keys.Check.GENUINE;
        } catch (RefusedException e) {
            return false;
        }
    }

    private static Settings settings(JsonNode keys) {
        ObjectNode set = JSON.createObjectNode();
        ArrayNode array = set.putArray("keys");
        if (keys.has("keys")) {
            array.addAll((ArrayNode) keys.get("keys"));
        } else if (keys.isArray()) {
            array.addAll((ArrayNode) keys);
        } else {
            array.add(keys);
        }
        boolean secret = array.path(0).path("kty").asText().equals("oct");
        return Settings.ofFile("jwt.jwks-file", set.toString()).with("jwt.algorithms", secret ? SECRETS : PUBLIC);
    }

    private static JsonNode unrelated() throws IOException {
        return read("rfc/rfc_jws_examples.json").get("examples").get(0).get("jwk");
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream in = VectorTest.class.getResourceAsStream("/vectors/" + name)) {
            return JSON.readTree(in);
        }
    }
}
