package dev.signet.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Which origins {@code cors.origins} names, and which only look like them. */
class OriginsTest {

    private static final String ALLOWED = "Access-Control-Allow-Origin";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String[] PREFLIGHT = {
        "Origin: https://shop.acme.com", "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: x-a"
    };

    private static TestWebapp webapp(String origins) {
        return new TestWebapp()
                .with("access.rules", "* /open/** permit")
                .with("cors.origins", origins)
                .serve("/", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1]");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.acme.com",
                "http://localhost:8080",
                "https://[::1]:8443",
                "capacitor://localhost",
                "chrome-extension://abcdefghijklmnop"
            })
    void getWhenTheOriginIsNamedThenAllowedWithCredentials(String origin) throws Exception {
        try (TestWebapp app = webapp("https://shop.acme.com,http://localhost:8080, https://[::1]:8443,"
                        + "capacitor://localhost,\n chrome-extension://abcdefghijklmnop")
                .start()) {
            RawAnswer refused = app.get("/x", "Origin: " + origin);
            assertEquals(10003, refused.code());
            assertEquals(List.of(origin), refused.headers().get("access-control-allow-origin"));
            assertEquals(List.of("true"), refused.headers().get("access-control-allow-credentials"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://shop.acme.com",
                "Origin: https://shop.acme.com:443",
                "Origin: https://shop.acme.com:8443",
                "Origin: https://shop.acme.com.evil.example",
                "Origin: https://evil-shop.acme.com",
                "Origin: https://shop.acme.co",
                "Origin: https://a.shop.acme.com",
                "Origin: https://acme.com",
                "Origin: https://shopXacme.com",
                "Origin: https://SHOP.acme.com",
                "Origin: HTTPS://shop.acme.com",
                "Origin: https://shop.acme.com/",
                "Origin: https://shop.acme.com.",
                "Origin: https://user@shop.acme.com",
                "Origin: https://shop.acme.com https://evil.example",
                "Origin: https://shop.acme.com,https://evil.example",
                "Origin: https://shop.acme.com|Origin: https://evil.example",
                "Origin: https://shop.acme.com|Origin: https://shop.acme.com",
                "Origin: null",
                "Origin: *",
                "Origin: ",
                "X-Origin: https://shop.acme.com",
                "Referer: https://shop.acme.com"
            })
    void getWhenTheOriginOnlyLooksLikeItThenNotAllowed(String headers) throws Exception {
        try (TestWebapp app = webapp("https://shop.acme.com").start()) {
            for (String path : List.of("/open/x", "/closed")) {
                RawAnswer answer = app.get(path, headers.split("\\|", -1));
                assertNull(answer.header(ALLOWED));
                assertNull(answer.header(CREDENTIALS));
                assertEquals(List.of("Origin"), answer.headers().get("vary"));
            }
        }
    }

    @Test
    void getWhenAnyOriginThenAStarWithoutCredentials() throws Exception {
        try (TestWebapp app = webapp("*").start()) {
            for (String origin : List.of("https://shop.acme.com", "null", "http://localhost:1")) {
                RawAnswer answer = app.get("/open/x", "Origin: " + origin);
                assertEquals(List.of("*"), answer.headers().get("access-control-allow-origin"));
                assertNull(answer.header(CREDENTIALS));
                assertEquals("Origin", answer.header("Vary"));
            }
            RawAnswer preflight = app.send("OPTIONS", "/closed", null, PREFLIGHT);
            assertEquals("*", preflight.header(ALLOWED));
            assertEquals("PUT", preflight.header("Access-Control-Allow-Methods"));
            assertEquals("x-a", preflight.header("Access-Control-Allow-Headers"));
            assertNull(preflight.header(CREDENTIALS));
        }
    }

    @Test
    void getWhenNoOriginsAreNamedThenNothingIsSaid() throws Exception {
        try (TestWebapp app = new TestWebapp().start()) {
            RawAnswer answer = app.get("/x", "Origin: https://shop.acme.com");
            assertNull(answer.header(ALLOWED));
            assertNull(answer.header("Vary"));
        }
    }

    @Test
    void getWhenAcceptLanguageChoosesThenVaryNamesBoth() throws Exception {
        try (TestWebapp app = webapp("https://shop.acme.com")
                .with("envelope.language", "accept-language")
                .start()) {
            assertEquals(
                    "Origin, Accept-Language",
                    String.join(", ", app.get("/open/x").headers().get("vary")));
        }
    }

    @Test
    void preflightWhenItsAgeIsGivenThenTold() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (TestWebapp app = new TestWebapp()
                .with("cors.origins", "https://shop.acme.com")
                .with("cors.max-age-seconds", "0")
                .with("access.preflight", "answer")
                .serve("/", (request, response) -> calls.incrementAndGet())
                .start()) {
            RawAnswer answer = app.send("OPTIONS", "/x", null, PREFLIGHT);
            assertEquals(204, answer.status());
            assertEquals("0", answer.header("Access-Control-Max-Age"));
            assertEquals(0, calls.get());
        }
    }

    private static CorsFilter springs() {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of("https://shop.acme.com"));
        cors.setExposedHeaders(List.of("X-Spring"));
        cors.setAllowCredentials(true);
        UrlBasedCorsConfigurationSource origins = new UrlBasedCorsConfigurationSource();
        origins.registerCorsConfiguration("/**", cors);
        return new CorsFilter(origins);
    }

    private static void expectOneEach(TestWebapp app, String path) throws IOException {
        RawAnswer answer = app.get(path, "Origin: https://shop.acme.com");
        assertEquals(1, answer.headers().get("access-control-allow-origin").size(), path);
        assertEquals(1, answer.headers().get("access-control-allow-credentials").size(), path);
        assertEquals(1, answer.headers().get("access-control-expose-headers").size(), path);
        List<String> varied =
                List.of(String.join(",", answer.headers().get("vary")).split(","));
        assertEquals(
                1,
                varied.stream().filter(field -> field.strip().equals("Origin")).count(),
                path);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void getWhenSpringsFilterIsThereThenOneValueEach(boolean inFront) throws Exception {
        TestWebapp webapp =
                webapp("https://shop.acme.com").with("cors.expose", "X-Signet").with("envelope.exclude", "/open/docs");
        if (inFront) {
            webapp.outside(springs());
        } else {
            webapp.inside("/*", springs());
        }
        try (TestWebapp app = webapp.start()) {
            for (String path : List.of("/open/x", "/open/docs", "/closed")) {
                expectOneEach(app, path);
            }
        }
    }

    @Test
    void buildWhenPreflightsAreForSomebodyElseThenAProblem() {
        for (String choice : List.of("pass", "refuse")) {
            SignetConfig.Builder builder = SignetConfig.builder()
                    .set("jwt.secret", TestWebapp.SECRET)
                    .set("cors.origins", "https://shop.acme.com")
                    .set("access.preflight", choice);
            String message =
                    assertThrows(IllegalArgumentException.class, builder::build).getMessage();
            assertEquals(
                    "1 problem in the Signet configuration:\n  - access.preflight: \"" + choice
                            + "\" is not allowed; expected answer beside cors.origins, or nothing",
                    message);
        }
    }

    @Test
    void getWhenAnInnerGateNamesTheOriginThenItsRefusalSaysSo() throws Exception {
        SignetConfig outer = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /** permit")
                .build();
        try (TestWebapp app =
                webapp("https://shop.acme.com").outside(new SignetFilter(outer)).start()) {
            RawAnswer refused = app.get("/closed", "Origin: https://shop.acme.com");
            assertEquals(10003, refused.code());
            assertEquals(List.of("https://shop.acme.com"), refused.headers().get("access-control-allow-origin"));
        }
    }

    @Test
    void forwardWhenExcludedGoesToARefusalThenAllowedAndNobodyIsToldOfAWrapper() throws Exception {
        try (LogCapture log = LogCapture.open(Level.INFO);
                TestWebapp app = webapp("https://shop.acme.com")
                        .with("envelope.exclude", "/open/**")
                        .serve(
                                "/open/go",
                                (request, response) ->
                                        request.getRequestDispatcher("/closed").forward(request, response))
                        .start()) {
            RawAnswer refused = app.get("/open/go", "Origin: https://shop.acme.com");
            assertEquals(10003, refused.code());
            assertEquals(List.of("https://shop.acme.com"), refused.headers().get("access-control-allow-origin"));
            assertEquals(
                    List.of(),
                    log.lines(Level.WARNING).stream()
                            .filter(line -> line.contains("wraps"))
                            .toList());
        }
    }

    @Test
    void getWhenConfiguredInCodeThenTheSame() throws Exception {
        SignetConfig config = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("cors.origins", "https://shop.acme.com")
                .build();
        try (TestWebapp app = new TestWebapp().start(new SignetFilter(config))) {
            assertEquals(
                    "https://shop.acme.com",
                    app.get("/x", "Origin: https://shop.acme.com").header(ALLOWED));
        }
    }
}
