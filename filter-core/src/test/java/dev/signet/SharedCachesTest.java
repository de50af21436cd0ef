package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.TestWebapp;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to calls with a token that a shared cache would hand out to everybody are warned about. */
class SharedCachesTest {

    private static final String RULES = """
            *  /open/**     permit
            *  /maybe/**    optional
            *  /reports/**  scope read
            """;

    private static final String GOOD = TestWebapp.bearer(",\"scope\":\"read\"");

    private static TestWebapp webapp(String... cacheControl) throws Exception {
        return new TestWebapp()
                .with("access.rules", RULES)
                .with("envelope.exclude", "/excluded/**")
                .serve(
                        "/go",
                        (request, response) ->
                                request.getRequestDispatcher("/reports/x").forward(request, response))
                .serve("/later", (request, response) -> {
                    if (request.getAttribute("later") == null) {
                        request.setAttribute("later", true);
                        request.startAsync().dispatch();
                    } else {
                        answer(response, cacheControl);
                    }
                })
                .serve("/*", (request, response) -> answer(response, cacheControl))
                .start();
    }

    private static void answer(jakarta.servlet.http.HttpServletResponse response, String... cacheControl)
            throws java.io.IOException {
        for (String value : cacheControl) {
            response.addHeader("Cache-Control", value);
        }
        response.setContentType("application/json");
        response.getWriter().print("1");
    }

    private static List<String> warnings(LogCapture logs) {
        return logs.lines(Level.WARNING).stream()
                .filter(line -> line.contains("shared cache"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "public; true",
                "max-age=60, PUBLIC; true",
                "S-MaxAge=60; true",
                "s-maxage = \"60\"; true",
                "public, private=\"Set-Cookie, public\"; true",
                "private, public; false",
                "public, no-store; false",
                "max-age=60; false",
                "no-cache=\"public, s-maxage\"; false",
                "publicly, ext=public; false",
                "x=\"\\\"\", public; true",
                "private; false"
            })
    void getWhenSharedCachesMayKeepItThenWarned(String cacheControl, boolean warned) throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp(cacheControl)) {
            assertEquals(1, app.get("/reports/x", GOOD).code());
            assertEquals(warned ? 1 : 0, warnings(logs).size(), warnings(logs).toString());
        }
    }

    @Test
    void getWhenTheDirectivesAreInTwoHeadersThenReadTogether() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp("public", "no-store")) {
            app.get("/reports/x", GOOD);
            assertEquals(List.of(), warnings(logs));
        }
    }

    @Test
    void getWhenItComesAgainThenOncePerRuleWithItsPattern() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp("public, max-age=60")) {
            for (String path : List.of("/reports/x", "/reports/y", "/x", "/y", "/excluded/x", "/later", "/reports/x")) {
                app.get(path, GOOD);
            }
            List<String> warned = warnings(logs);
            assertEquals(2, warned.size(), warned.toString());
            assertTrue(warned.get(0).contains("Cache-Control: public, max-age=60"), warned.get(0));
            assertTrue(warned.get(0).endsWith("Rule: * /reports/** scope read"), warned.get(0));
            assertTrue(warned.get(1).endsWith("Rule: * /** authenticated"), warned.get(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"/excluded/x, /**", "/later, /**", "/go, /reports/**"})
    void getWhenExcludedOrDispatchedThenWarnedAsWell(String path, String pattern) throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp("s-maxage=60")) {
            app.get(path, GOOD);
            assertEquals(1, warnings(logs).size());
            assertTrue(
                    warnings(logs).get(0).contains("Rule: * " + pattern + " "),
                    warnings(logs).get(0));
        }
    }

    @Test
    void getWhenNoTokenIsNeededOrTheCallIsRefusedThenNoWarning() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TestWebapp app = webapp("public")) {
            assertEquals("public", app.get("/open/x").header("Cache-Control"));
            assertEquals("public", app.get("/open/x", GOOD).header("Cache-Control"));
            app.get("/maybe/x");
            assertEquals(10003, app.get("/reports/x").code());
            assertEquals(List.of(), warnings(logs));
        }
    }
}
