package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.testing.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is issued: the sample of the interface document byte for byte, and the claims we add by default. */
class SampleTest {

    /** Header and payload of the document's token. */
    private static final String SIGNED = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
            + "eyJuYmYiOiIxNjY0MzQ0MzU1IiwiZXhwIjoxNjY0MzQ0Mzg1LCJodHRwOi8vc2NoZW1hcy54bWxzb2FwLm9yZy93cy8yMDA1LzA1L2lk"
            + "ZW50aXR5L2NsYWltcy9uYW1lIjoiMjY2OGNmZWU4NTQ4NDQ0YmI1ZjdkZWFkNGUxMzU2ZTYiLCJodHRwOi8vc2NoZW1hcy54bWxzb2Fw"
            + "Lm9yZy93cy8yMDA1LzA1L2lkZW50aXR5L2NsYWltcy9uYW1laWRlbnRpZmllciI6IlVZMzh5eXIvbllNdHMrK2o4L2M3VFpsNFBjaXFU"
            + "NGhHRi9WMFhkTnAwcEU9IiwiaXNzIjoiWUZKd3RJc3N1ZXIiLCJhdWQiOiJZRkN1c3RvbWVyIn0";

    private static final String CLIENT = "2668cfee8548444bb5f7dead4e1356e6";
    private static final String NAMES = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    @TempDir
    private Path folder;

    private TokenWebapp webapp(String more) throws Exception {
        return new TokenWebapp()
                .with("jwt.issuer", "YFJwtIssuer")
                .with("jwt.audience", "YFCustomer")
                .clients(
                        folder.resolve("clients.json"),
                        TokenWebapp.ENTRY
                                .replace("acme", CLIENT)
                                .replace(
                                        "{\"id\"",
                                        "{\"subject\":\"UY38yyr/nYMts++j8/c7TZl4PciqT4hGF/V0XdNp0pE=\",\"id\"")
                                .replace("}]}", "}]" + more + "}"));
    }

    private TokenWebapp sample() throws Exception {
        return webapp("")
                .with("issuer.nbf-format", "string")
                .with("issuer.jti", "false")
                .with("issuer.lifetime-seconds", "30");
    }

    @Test
    void loginWhenSetUpLikeTheDocumentThenItsBytes() throws Exception {
        try (TokenWebapp app = sample().start()) {
            RawAnswer answer = app.login(CLIENT, TokenWebapp.SECRET);
            String token = answer.json().at("/data/token").asText();
            String signature = token.substring(token.lastIndexOf('.') + 1);
            assertEquals(43, signature.length());
            assertEquals(SIGNED, token.substring(0, token.lastIndexOf('.')));
            assertEquals(
                    "{\"code\":1,\"message\":\"成功\",\"data\":{\"token\":\"" + SIGNED + "." + signature
                            + "\",\"expirationTime\":\"2022-09-28 13:53:05\"},\"timestamp\":\"1664344355485\"}",
                    answer.text());
            assertTrue("application/json;charset=UTF-8".equalsIgnoreCase(answer.header("Content-Type")));
            assertEquals("no-store", answer.header("Cache-Control"));
        }
    }

    @Test
    void meWhenTokenIsTheSampleThenAcceptedForThirtySeconds() throws Exception {
        try (TokenWebapp app = sample().start()) {
            String token = app.login(CLIENT, TokenWebapp.SECRET)
                    .json()
                    .at("/data/token")
                    .asText();
            assertEquals("\"" + CLIENT + "\"", app.me(token).data());
            app.clock.advance(Duration.ofSeconds(29 + 5)); // the clock skew
            assertEquals(1, app.me(token).code());
            app.clock.advance(Duration.ofSeconds(1));
            assertEquals(10002, app.me(token).code());
        }
    }

    @Test
    void loginWhenDefaultsThenClaimsInTheOrderOfTheContract() throws Exception {
        try (TokenWebapp app = webapp(",\"scopes\":[\"orders:read\",\"orders:write\"],\"roles\":[\"admin\"]")
                .start()) {
            JsonNode claims = claims(app.login(CLIENT, TokenWebapp.SECRET));
            assertEquals(
                    List.of(
                            "nbf",
                            "exp",
                            NAMES + "name",
                            NAMES + "nameidentifier",
                            "iss",
                            "aud",
                            "jti",
                            "scope",
                            "roles"),
                    names(claims));
            assertEquals("1664344355", claims.get("nbf").toString());
            assertEquals("1664351555", claims.get("exp").toString());
            assertEquals("\"YFCustomer\"", claims.get("aud").toString());
            assertTrue(claims.get("jti").asText().matches("[0-9a-f]{32}"), claims::toString);
            assertEquals("\"orders:read orders:write\"", claims.get("scope").toString());
            assertEquals("[\"admin\"]", claims.get("roles").toString());
            assertFalse(claims.get("jti")
                    .equals(claims(app.login(CLIENT, TokenWebapp.SECRET)).get("jti")));
        }
    }

    @Test
    void loginWhenNothingIsConfiguredThenOnlyWhatThereIs() throws Exception {
        try (TokenWebapp app = new TokenWebapp()
                .clients(folder.resolve("clients.json"), TokenWebapp.ENTRY)
                .start()) {
            RawAnswer answer = app.login(TokenWebapp.ID, TokenWebapp.SECRET);
            JsonNode claims = claims(answer);
            assertEquals(List.of("nbf", "exp", NAMES + "name", NAMES + "nameidentifier", "jti"), names(claims));
            // echo -n acme | openssl sha256 -binary | base64
            assertEquals(
                    "giszrYfBSKCiClunzV68qmjTahjnqtFlVUkD9SyoJ1c=",
                    claims.get(NAMES + "nameidentifier").asText());
            assertEquals(1, app.me(answer.json().at("/data/token").asText()).code());
        }
    }

    @Test
    void loginWhenSeveralIssuersAndAudiencesThenTheFirstIssuerAndEveryAudience() throws Exception {
        try (TokenWebapp app = webapp("")
                .with("jwt.issuer", "YFJwtIssuer, Former")
                .with("jwt.audience", "YFCustomer, Partner")
                .start()) {
            RawAnswer answer = app.login(CLIENT, TokenWebapp.SECRET);
            JsonNode claims = claims(answer);
            assertEquals("\"YFJwtIssuer\"", claims.get("iss").toString());
            assertEquals("[\"YFCustomer\",\"Partner\"]", claims.get("aud").toString());
            assertEquals(1, app.me(answer.json().at("/data/token").asText()).code());
        }
    }

    @Test
    void loginWhenClientHasItsOwnLifetimeThenThatOne() throws Exception {
        try (TokenWebapp app =
                webapp(",\"lifetimeSeconds\":60").with("issuer.zone", "UTC").start()) {
            RawAnswer answer = app.login(CLIENT, TokenWebapp.SECRET);
            assertEquals("1664344415", claims(answer).get("exp").toString());
            assertEquals(
                    "2022-09-28 05:53:35",
                    answer.json().at("/data/expirationTime").asText());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai, 2022-09-28 15:52:35",
        "UTC, 2022-09-28 07:52:35",
        "+09:00, 2022-09-28 16:52:35",
        "America/New_York, 2022-09-28 03:52:35"
    })
    void loginWhenZoneThenExpirationTimeInIt(String zone, String expected) throws Exception {
        try (TokenWebapp app = webapp("").with("issuer.zone", zone).start()) {
            assertEquals(
                    expected,
                    app.login(CLIENT, TokenWebapp.SECRET)
                            .json()
                            .at("/data/expirationTime")
                            .asText());
        }
    }

    /** Clocks in Berlin were set back at 2022-10-30T01:00:00Z, from 03:00 to 02:00. */
    @ParameterizedTest
    @CsvSource({
        "2022-10-29T23:59:59Z, 2022-10-30 01:59:59",
        "2022-10-30T00:00:00Z, 2022-10-30 01:59:59",
        "2022-10-30T00:30:00Z, 2022-10-30 01:59:59",
        "2022-10-30T00:59:59Z, 2022-10-30 01:59:59",
        "2022-10-30T01:00:00Z, 2022-10-30 02:00:00",
        "2022-10-30T01:59:59Z, 2022-10-30 02:59:59",
        "2022-10-30T02:00:00Z, 2022-10-30 03:00:00",
        "2022-03-27T00:59:59Z, 2022-03-27 01:59:59",
        "2022-03-27T01:00:00Z, 2022-03-27 03:00:00"
    })
    void expirationTimeWhenClocksAreSetThenTheTokenLivesAtLeastAsLongAsItSays(Instant end, String expected) {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        String text = new ExpirationTime(zone).of(end);
        assertEquals(expected, text);
        Instant latest = LocalDateTime.parse(text.replace(' ', 'T'))
                .atZone(zone)
                .withLaterOffsetAtOverlap()
                .toInstant();
        assertFalse(latest.isAfter(end));
    }

    @Test
    void loginWhenClocksAreSetBackThenExpirationTimeIsOneThatComesOnce() throws Exception {
        try (TokenWebapp app = webapp("").with("issuer.zone", "Europe/Berlin").start()) {
            // two hours before 00:30 UTC, which is 02:30 for the first time
            app.clock.advance(Duration.between(
                    app.clock.instant(), Instant.parse("2022-10-30T00:30:00Z").minusSeconds(7200)));
            RawAnswer answer = app.login(CLIENT, TokenWebapp.SECRET);
            assertEquals(
                    "2022-10-30 01:59:59",
                    answer.json().at("/data/expirationTime").asText());
            assertEquals("1667089800", claims(answer).get("exp").toString());
        }
    }

    @Test
    void loginWhenBareThenPlainJson() throws Exception {
        try (TokenWebapp app = sample().startBare()) {
            RawAnswer answer = app.login(CLIENT, TokenWebapp.SECRET);
            assertTrue(answer.text().startsWith("{\"token\":\"" + SIGNED + "."), answer.text());
            assertTrue(answer.text().endsWith("\",\"expirationTime\":\"2022-09-28 13:53:05\"}"), answer.text());
            assertEquals("no-store", answer.header("Cache-Control"));
        }
    }

    private static JsonNode claims(RawAnswer answer) throws Exception {
        String payload = answer.json().at("/data/token").asText().split("\\.", -1)[1];
        return new ObjectMapper().readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
