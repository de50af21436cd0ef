package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in: rules, tokens and checks, over the wire. */
class AdmissionTest {

    private static final String RULES = """
            POST      /api/token      permit
            GET       /health         permit
            *         /public/**      permit
            *         /maybe/*        optional
            *         /api/admin/**   role admin
            POST,PUT  /api/orders/**  scope orders:write,orders:all
            *         /never          deny
            """;

    private final AtomicInteger calls = new AtomicInteger();

    private TestWebapp webapp() {
        return new TestWebapp().with("access.rules", RULES).serve("/*", (request, response) -> {
            calls.incrementAndGet();
            response.setContentType("application/json");
            response.getWriter()
                    .print("{\"user\":\"" + request.getRemoteUser() + "\",\"admin\":" + request.isUserInRole("admin")
                            + ",\"auth\":\"" + request.getAuthType() + "\"}");
        });
    }

    @ParameterizedTest
    @CsvSource({
        // method, path, claims of the token or - for none, code
        "GET,  /api/x,            -,                                     10003",
        "GET,  /api/x,            ',\"sub\":\"u\"',                      1",
        "GET,  /health,           -,                                     1",
        "HEAD, /health,           -,                                     1",
        "POST, /health,           -,                                     10003",
        "GET,  /health/,          -,                                     10003",
        "GET,  /Health,           -,                                     10003",
        "GET,  /public,           -,                                     1",
        "GET,  /public/a/b,       -,                                     1",
        "GET,  /publicity,        -,                                     10003",
        "GET,  /maybe/a,          -,                                     1",
        "GET,  /maybe/a,          ',\"sub\":\"u\"',                      1",
        "GET,  /maybe/a/b,        -,                                     10003",
        "GET,  /api/admin,        ',\"sub\":\"u\"',                      16000",
        "GET,  /api/admin/,       ',\"sub\":\"u\"',                      16000",
        "GET,  /api/admin/x,      ',\"roles\":\"admin\"',                1",
        "GET,  /api/admin/x,      ',\"roles\":[\"a\",\"admin\"]',        1",
        "POST, /api/orders,       ',\"scope\":\"orders:read\"',          16000",
        "POST, /api/orders/7,     ',\"scope\":\"x orders:write\"',       1",
        "PUT,  /api/orders/7,     ',\"scp\":[\"orders:all\"]',           1",
        "GET,  /api/orders/7,     ',\"sub\":\"u\"',                      1",
        "GET,  /never,            -,                                     10003",
        "GET,  /never,            ',\"sub\":\"u\"',                      16000",
        "GET,  /never/,           ',\"sub\":\"u\"',                      16000",
    })
    void admitWhenRuleAndTokenThenCode(String method, String path, String claims, int code) throws Exception {
        try (TestWebapp app = webapp().start()) {
            RawAnswer answer = claims.equals("-")
                    ? app.send(method, path, method.equals("POST") ? "" : null)
                    : app.send(method, path, method.equals("POST") ? "" : null, TestWebapp.bearer(claims));
            assertEquals(200, answer.status());
            if (!method.equals("HEAD")) {
                assertEquals(code, answer.code(), answer.text());
            }
            assertEquals(code == 1 ? 1 : 0, calls.get());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/public/../api/x",
                "/public/..;/api/x",
                "/public/%2e%2e/api/x",
                "/public/.%2E/api/x",
                "/public/./x",
                "/public//x",
                "/public/%2fx",
                "/public/%5cx",
                "/public/\\x",
                "/public/%252e/x",
                "/public/;a=b/x",
                "/public/%00",
                "/public/%0a",
                "/public/%zz",
                "/public/%"
            })
    void admitWhenUriIsSuspiciousThenNeverServed(String path) throws Exception {
        try (TestWebapp app = webapp().start()) {
            RawAnswer answer = app.get(path);
            assertEquals(0, calls.get());
            assertTrue(answer.status() == 400 || answer.code() == 12004, answer.text());
        }
    }

    @Test
    void admitWhenGenuineThenIdentityIsTheTokens() throws Exception {
        try (TestWebapp app = webapp().start()) {
            RawAnswer answer = app.get("/x", TestWebapp.bearer(",\"sub\":\"u1\",\"roles\":[\"admin\"]"));
            assertEquals("{\"user\":\"u1\",\"admin\":true,\"auth\":\"Bearer\"}", answer.data());
        }
    }

    @Test
    void admitWhenPermittedThenTokenIsNotLookedAt() throws Exception {
        try (TestWebapp app = webapp().start()) {
            assertEquals(1, app.get("/health", "Authorization: Bearer nonsense").code());
            assertEquals(
                    10003, app.get("/maybe/a", "Authorization: Bearer nonsense").code());
        }
    }

    @ParameterizedTest
    @CsvSource({"1664344360, 1", "1664344400, 10002", "1664344300, 10003"})
    void admitWhenSampleTokenThenCodeByClock(long now, int code) throws Exception {
        String token = TestWebapp.token(
                "{\"nbf\":\"1664344355\",\"exp\":1664344385,\"iss\":\"YFJwtIssuer\"," + "\"aud\":\"YFCustomer\"}");
        SignetConfig config = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("jwt.issuer", "YFJwtIssuer")
                .set("jwt.audience", "YFCustomer")
                .clock(Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC))
                .build();
        try (TestWebapp app = webapp().start(new SignetFilter(config))) {
            assertEquals(code, app.get("/x", "Authorization: Bearer " + token).code());
            char last = token.charAt(token.length() - 2);
            String tampered = token.substring(0, token.length() - 2)
                    + (last == 'A' ? 'B' : 'A')
                    + token.substring(token.length() - 1);
            assertEquals(
                    10003, app.get("/x", "Authorization: Bearer " + tampered).code());
        }
    }

    @Test
    void forwardWhenTargetNeedsMoreThenRefused() throws Exception {
        try (TestWebapp app = webapp().serve(
                        "/public/go",
                        (request, response) ->
                                request.getRequestDispatcher("/api/admin/x").forward(request, response))
                .start()) {
            assertEquals(10003, app.get("/public/go").code());
            assertEquals(16000, app.get("/public/go", TestWebapp.bearer("")).code());
            assertEquals(0, calls.get());
            assertEquals(
                    1,
                    app.get("/public/go", TestWebapp.bearer(",\"roles\":\"admin\""))
                            .code());
        }
    }

    @Test
    void refuseWhenRealStatusThenOnTheWire() throws Exception {
        try (TestWebapp app = webapp().with("envelope.http-status", "real").start()) {
            assertEquals(401, app.get("/x").status());
            assertEquals(403, app.get("/never", TestWebapp.bearer("")).status());
            assertEquals(400, app.get("/public/.%2e/x").status());
        }
    }

    @Test
    void refuseWhenExcludedThenStillAnEnvelope() throws Exception {
        try (TestWebapp app = webapp().with("envelope.exclude", "/docs/**").start()) {
            assertEquals(10003, app.get("/docs/a").code());
            RawAnswer own = app.get("/docs/a", TestWebapp.bearer(""));
            assertTrue(own.text().startsWith("{\"user\""), own.text());
        }
    }

    @Test
    void refuseWhenEnglishThenEnglish() throws Exception {
        try (TestWebapp app =
                webapp().with("envelope.language", "accept-language").start()) {
            assertTrue(app.get("/x").text().contains("Token不合法"));
            assertTrue(app.get("/x", "Accept-Language: fr, en;q=0.5").text().contains("Invalid token"));
        }
    }

    @Test
    void initWhenBrokenThenEveryRequestIsRefused() throws Exception {
        try (TestWebapp app = webapp().with("jwt.isuer", "x")
                .with("envelope.buffer-bytes", "many")
                .with("access.rules", "GET health permit")
                .start()) {
            RawAnswer answer = app.get("/health");
            assertEquals(503, answer.status());
            assertEquals(-30, answer.code());
            assertEquals("no-store", answer.header("Cache-Control"));
            assertEquals(
                    503,
                    app.send("OPTIONS", "/x", null, "Origin: http://a", "Access-Control-Request-Method: GET")
                            .status());
            assertEquals(0, calls.get());
        }
    }

    @Test
    void buildWhenSeveralProblemsThenAllAreNamedAndNoSecret() {
        String message = "";
        try {
            SignetConfig.builder()
                    .set("jwt.secret", "tooshort!")
                    .set("jwt.isuer", "x")
                    .set("envelope.language", "fr")
                    .set("access.rules", "GET health permit\nGET /a fly")
                    .set("errors.statuses", "200 = 1")
                    .build();
        } catch (IllegalArgumentException e) {
            message = e.getMessage();
        }
        for (String part : new String[] {
            "jwt.isuer",
            "did you mean jwt.issuer",
            "envelope.language",
            "GET health permit",
            "GET /a fly",
            "errors.statuses",
            "jwt.secret"
        }) {
            assertTrue(message.contains(part), part + " in " + message);
        }
        assertFalse(message.contains("tooshort!"));
        assertNull(message.lines()
                .filter(line -> line.contains("Exception"))
                .findAny()
                .orElse(null));
    }

    @Test
    void admitWhenBehindAnotherFilterThenTheRulesOfBothMustBeMet() throws Exception {
        SignetConfig second = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /health role admin")
                .build();
        try (TestWebapp app = webapp().inside("/*", new SignetFilter(second)).start()) {
            assertEquals(10003, app.get("/health").code());
            assertEquals(16000, app.get("/health", TestWebapp.bearer("")).code());
            assertEquals(0, calls.get());
            RawAnswer answer = app.get("/health", TestWebapp.bearer(",\"sub\":\"u\",\"roles\":\"admin\""));
            assertEquals("\"u\"", answer.json().path("data").path("user").toString(), answer.text());
        }
    }
}
