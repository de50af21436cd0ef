package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** What the documents say a newcomer stumbles over is so. */
class FirstStepsTest {

    private static final String ORIGIN = "Origin: https://partner.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private static void json(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getWriter().print("{\"status\":\"UP\"}");
    }

    /** A parameter of the sample of configuration.md, which has a name in its first column, or none. */
    private static String sample(String name) throws IOException {
        String text = Documents.read("configuration.md");
        String from = text.substring(text.indexOf("\naccess.rules "));
        StringBuilder value = new StringBuilder();
        boolean inside = false;
        for (String line : from.substring(1, from.indexOf("\n```")).split("\n", -1)) {
            inside = line.startsWith(" ") ? inside : line.startsWith(name + " ");
            if (inside) {
                value.append(line.replace(name, "")).append('\n');
            }
        }
        return value.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, true",
        "/v3/api-docs/orders, true",
        "/ui/i18n/en.json, true",
        "/ui/settings.json, false"
    })
    void getWhenTheSampleIsCopiedThenPlainWhereItExcludes(String path, boolean plain) throws Exception {
        try (TestWebapp app = new TestWebapp()
                .with("access.rules", sample("access.rules"))
                .with("envelope.exclude", sample("envelope.exclude").strip())
                .serve("/", FirstStepsTest::json)
                .start()) {
            RawAnswer answer = app.get(path);
            assertEquals("{\"status\":\"UP\"}", plain ? answer.text() : answer.data());
            assertEquals(10003, app.get("/orders").code());
        }
    }

    @Test
    void getWhenExcludedAndNotPermittedThenNeedsAToken() throws Exception {
        try (TestWebapp app = new TestWebapp()
                .with("envelope.exclude", "/actuator/**")
                .serve("/", FirstStepsTest::json)
                .start()) {
            assertEquals(10003, app.get("/actuator/health").code());
            assertEquals(
                    "{\"status\":\"UP\"}",
                    app.get("/actuator/health", TestWebapp.bearer("")).text());
        }
    }

    private static CorsFilter cors() {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of("https://partner.example"));
        cors.setAllowedMethods(List.of("GET", "PUT"));
        UrlBasedCorsConfigurationSource origins = new UrlBasedCorsConfigurationSource();
        origins.registerCorsConfiguration("/**", cors);
        return new CorsFilter(origins);
    }

    private static RawAnswer preflight(TestWebapp app) throws IOException {
        return app.send("OPTIONS", "/orders", null, ORIGIN, "Access-Control-Request-Method: PUT");
    }

    @Test
    void getWhenACorsFilterIsInFrontThenRefusalsHaveItsHeaders() throws Exception {
        try (TestWebapp app = new TestWebapp()
                .outside(cors())
                .serve("/", FirstStepsTest::json)
                .start()) {
            RawAnswer refused = app.get("/orders", ORIGIN);
            assertEquals(10003, refused.code());
            assertEquals("https://partner.example", refused.header(ALLOWED));
            assertEquals("https://partner.example", preflight(app).header(ALLOWED));
        }
    }

    @Test
    void getWhenACorsFilterIsBehindThenOnlyWhatIsAdmittedHasItsHeaders() throws Exception {
        try (TestWebapp app = new TestWebapp()
                .inside("/*", cors())
                .serve("/", FirstStepsTest::json)
                .start()) {
            RawAnswer refused = app.get("/orders", ORIGIN);
            assertEquals(10003, refused.code());
            assertNull(refused.header(ALLOWED));
            assertEquals("https://partner.example", preflight(app).header(ALLOWED));
            assertEquals(
                    "https://partner.example",
                    app.get("/orders", ORIGIN, TestWebapp.bearer("")).header(ALLOWED));
        }
    }
}
