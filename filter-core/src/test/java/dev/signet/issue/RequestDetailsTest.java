package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an issuer learns of a request besides the credentials, and what it can tell the client besides the token. */
class RequestDetailsTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String JSON = "Content-Type: application/json";
    private static final String BASIC = "Authorization: Basic YWNtZTpzZXNhbWU="; // acme:sesame

    private TokenRequest asked;
    private IssuedToken answer = new IssuedToken("x.y.z", Instant.ofEpochSecond(1_700_000_000));
    private TokenWebapp app;

    @BeforeEach
    void start() throws Exception {
        app = new TokenWebapp()
                .bean(TokenIssuer.class, request -> {
                    asked = request;
                    return answer;
                })
                .outside((request, response, chain) -> {
                    if (((jakarta.servlet.http.HttpServletRequest) request).getHeader("X-Consume") != null) {
                        request.getParameter("any");
                    }
                    chain.doFilter(request, response);
                })
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private RawAnswer post(String query, String body, String... headers) throws Exception {
        RawAnswer told = app.post("/api/token" + query, body, headers);
        assertEquals(1, told.code(), told::text);
        assertEquals("sesame", asked.secret());
        assertFalse(asked.toString().contains("sesame"), asked::toString);
        return told;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // body | what the issuer sees
                "appKey=acme&appSecret=sesame&tenant=n%C3%B6rd+1&empty=&flag | {appKey=[acme], tenant=[nörd 1], empty=[], flag=[]}",
                "&&tenant=a&client_id=acme&client_secret=sesame | {tenant=[a], client_id=[acme]}",
                "{\"tenant\":\"北\",\"appKey\":\"acme\",\"appSecret\":\"sesame\"} | {tenant=[北], appKey=[acme]}",
                "{\"appKey\":\"acme\",\"appSecret\":\"sesame\",\"n\":1.50,\"b\":true,\"x\":null} | {appKey=[acme], n=[1.50], b=[true]}",
                "{\"appKey\":\"acme\",\"appSecret\":\"sesame\",\"l\":[\"a\",2,2,null,[3 ],{\"k\" :[]}],\"e\":[]} | {appKey=[acme], l=[a, 2, 2, [3 ], {\"k\" :[]}]}",
                "{\"o\": {\"a\" : \"}\", \"b\":[1]} ,\"appKey\":\"acme\",\"appSecret\":\"sesame\"} | {o=[{\"a\" : \"}\", \"b\":[1]}], appKey=[acme]}",
            })
    void issueWhenTheBodySaysMoreThenParameters(String body, String seen) throws Exception {
        post("", body, body.startsWith("{") ? JSON : FORM);
        assertEquals(seen, asked.parameters().toString());
    }

    @Test
    void issueWhenTheQuerySaysTheSameThenTheBodyComesFirst() throws Exception {
        post("?tenant=north&tenant=south&more=1&more=1&bad=%zz&=x", "appKey=acme&appSecret=sesame&tenant=south", FORM);
        assertEquals(
                "{appKey=[acme], tenant=[south, north], more=[1, 1]}",
                asked.parameters().toString());
        assertEquals("south", asked.parameter("tenant"));
        assertNull(asked.parameter("Tenant"));
    }

    @Test
    void issueWhenAFilterHasReadTheFormThenTheSameParameters() throws Exception {
        post("?more=1", "appKey=acme&appSecret=sesame&tenant=south", FORM, "X-Consume: yes");
        assertEquals(
                Map.of("appKey", List.of("acme"), "tenant", List.of("south"), "more", List.of("1")),
                asked.parameters());
    }

    @Test
    void issueWhenTheCredentialsAreBasicThenAllElseIsThere() throws Exception {
        post("?tenant=a", "{\"otp\":\"123456\"}", JSON, BASIC, "X-Otp: 1", "x-otp: 2");
        assertEquals("{otp=[123456], tenant=[a]}", asked.parameters().toString());
        assertEquals(List.of("1", "2"), asked.headers().get("X-OTP"));
        assertEquals("1", asked.header("x-oTp"));
        assertEquals("application/json", asked.header("content-type"));
        assertNull(asked.header("Authorization"), "the secret is in it");
        assertNull(asked.header("X-None"));
        assertFalse(asked.toString().contains("123456"), asked::toString);
    }

    @Test
    void issueWhenAnotherSchemeIsSentThenItsHeaderIsThere() throws Exception {
        post("", "{\"appKey\":\"acme\",\"appSecret\":\"sesame\"}", JSON, "Authorization: DPoP abc");
        assertEquals("DPoP abc", asked.header("authorization"));
    }

    @Test
    void requestWhenItIsChangedThenNot() throws Exception {
        post("", "appKey=acme&appSecret=sesame", FORM);
        assertThrows(
                UnsupportedOperationException.class, () -> asked.parameters().put("a", List.of()));
        assertThrows(UnsupportedOperationException.class, () -> asked.headers().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> asked.headers().get("Host").clear());
    }

    @Test
    void answerWhenThereAreFurtherMembersThenBehindTheFixedOnesInTheirOrder() throws Exception {
        Map<String, Object> deep = new LinkedHashMap<>();
        deep.put("z", List.of(1, "二", true));
        deep.put("a", new BigDecimal("1.5"));
        answer = answer.with("tenant", "北")
                .with("expires_in", 7200)
                .with("deep", deep)
                .with("many", new BigInteger("12345678901234567890"))
                .with("half", 0.5)
                .with("long", 9_007_199_254_740_993L)
                .with("tenant", "north");
        deep.clear();
        assertEquals(
                "{\"token\":\"x.y.z\",\"expirationTime\":\"2023-11-15 06:13:20\",\"tenant\":\"north\","
                        + "\"expires_in\":7200,\"deep\":{\"z\":[1,\"二\",true],\"a\":1.5},"
                        + "\"many\":12345678901234567890,\"half\":0.5,\"long\":9007199254740993}",
                post("", "appKey=acme&appSecret=sesame", FORM).data());
        assertEquals(
                "IssuedToken[token=redacted, expiresAt=2023-11-14T22:13:20Z, further=[tenant, expires_in, deep, many,"
                        + " half, long]]",
                answer.toString());
        assertThrows(UnsupportedOperationException.class, () -> answer.further().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> ((Map<?, ?>) answer.further().get("deep")).clear());
    }

    static Stream<Object> wrong() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        Map<Object, Object> numbered = new HashMap<>();
        numbered.put(1, "x");
        return Stream.of(
                Instant.EPOCH,
                new Object(),
                Double.NaN,
                Double.POSITIVE_INFINITY,
                'c',
                new int[] {1},
                "half \uD800",
                circle,
                Arrays.asList("a", null),
                Collections.singletonMap("sesame", null),
                numbered,
                Map.of(" ", "blank"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void withWhenTheValueIsNoJsonThenRefusedAtOnceAndNotShown(Object value) {
        String problem = assertThrows(IllegalArgumentException.class, () -> answer.with("member", value))
                .getMessage();
        assertTrue(problem.contains("further member"), problem);
        assertFalse(problem.contains("sesame"), problem);
    }

    @Test
    void withWhenNameOrValueIsMissingOrTakenThenRefused() {
        for (String name : new String[] {"token", "expirationTime", "", " ", "\uDC00", null}) {
            assertThrows(IllegalArgumentException.class, () -> answer.with(name, "x"), name);
        }
        assertEquals(
                "the further member tenant must be a string, boolean or number, or a list or map of these at most 16"
                        + " deep, not null; leave it out",
                assertThrows(IllegalArgumentException.class, () -> answer.with("tenant", null))
                        .getMessage());
        assertThrows(NullPointerException.class, () -> new IssuedToken("x", null));
        assertThrows(IllegalArgumentException.class, () -> new IssuedToken(" ", Instant.EPOCH));
    }
}
