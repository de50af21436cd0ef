package dev.signet.spring.boot.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What tokens of tests say where no application says what it asks for. */
class SignetTokensTest {

    private static JsonNode claims(SignetTokens token) throws Exception {
        return new ObjectMapper()
                .readTree(new String(Base64.getUrlDecoder().decode(token.value().split("[.]", -1)[1]), UTF_8));
    }

    @Test
    void claimsWhenScopesRolesAndOthersAreGivenThenThere() throws Exception {
        JsonNode claims = claims(
                SignetTokens.of("acme").scope("a", "b").scope("c").role("r").claim("tenant", 7));
        assertEquals("a b c", claims.get("scope").asText());
        assertEquals("[\"r\"]", claims.get("roles").toString());
        assertEquals(7, claims.get("tenant").asInt());
        assertEquals(3600, claims.get("exp").asLong() - claims.get("nbf").asLong());
    }

    @Test
    void tokenWhenChangedThenTheOneBeforeIsAsItWas() throws Exception {
        SignetTokens plain = SignetTokens.of("acme");
        assertTrue(claims(plain.scope("a")).has("scope"));
        assertFalse(claims(plain).has("scope"));
        assertNotEquals(plain.value(), plain.value(), "each has a jti of its own");
    }

    @Test
    void textWhenShownThenNoToken() {
        assertEquals(
                "SignetTokens[acme, scopes=[], roles=[admin]]",
                SignetTokens.of("acme").role("admin").toString());
    }
}
