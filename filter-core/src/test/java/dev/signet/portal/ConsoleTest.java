package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The console's files as a browser gets them, found as a browser finds them: from the page, then from its scripts. */
class ConsoleTest {

    private static final int MOST_BYTES = 30_000;
    private static final int MOST_BYTES_FOR_SWAGGER_UI = 8_000;
    private static final List<String> FOR_SWAGGER_UI = List.of("swagger.js", "swagger.css");
    private static final Pattern LINKED = Pattern.compile("(?:src|rel=\"stylesheet\" href)=\"([^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("from '\\./([^']+)'");
    private static final Pattern FETCHED = Pattern.compile("'([a-z]+\\.json)'");
    private static final Pattern TEXT =
            Pattern.compile("data-text=\"(\\w+)\"|(?:say|worded|problem)\\((?:'\\w+', )?'(\\w+)'\\)");

    private static TestWebapp webapp(String... parameters) throws Exception {
        return PortalWebapp.with(parameters)
                .serve("/docs", PortalWebapp.describing(PortalWebapp.DESCRIPTION))
                .start();
    }

    /** The page, its style sheet, its scripts and its texts, by their names. */
    private static Map<String, RawAnswer> files(TestWebapp app) throws Exception {
        Map<String, RawAnswer> files = new LinkedHashMap<>();
        files.put("", app.get("/open/"));
        List<String> names = new ArrayList<>(groups(LINKED, files.get("").text()));
        names.add("texts.json");
        for (int i = 0; i < names.size(); i++) {
            if (!files.containsKey(names.get(i))) {
                RawAnswer file = app.get("/open/" + names.get(i));
                assertEquals(200, file.status(), names.get(i));
                files.put(names.get(i), file);
                names.addAll(groups(IMPORTED, file.text()));
            }
        }
        return files;
    }

    /** Those, and what is loaded beside swagger-ui where a webapp has it. */
    private static Map<String, RawAnswer> allFiles(TestWebapp app) throws Exception {
        Map<String, RawAnswer> files = files(app);
        for (String name : FOR_SWAGGER_UI) {
            assertFalse(files.containsKey(name), "only where it is used");
            files.put(name, app.get("/open/" + name));
        }
        return files;
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
    }

    @Test
    void filesWhenAskedForThenSmallTypedAndUnderThePolicy() throws Exception {
        try (TestWebapp app = webapp("portal.openapi", "/docs")) {
            Map<String, RawAnswer> files = allFiles(app);
            assertEquals(10, files.size(), () -> files.keySet().toString());
            Map<String, String> types = Map.of("", "text/html", "css", "text/css", "js", "text/javascript");
            files.forEach((name, file) -> {
                String expected = types.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/json");
                assertEquals(
                        expected + ";charset=utf-8",
                        file.header("Content-Type").toLowerCase(Locale.ROOT).replace(" ", ""),
                        name);
                assertEquals("default-src 'self'; img-src 'self' data:", file.header("Content-Security-Policy"), name);
                assertEquals("nosniff", file.header("X-Content-Type-Options"), name);
                assertEquals("no-store", file.header("Cache-Control"), name);
                assertNull(file.header("Set-Cookie"), name);
            });
            int more = FOR_SWAGGER_UI.stream()
                    .mapToInt(name -> files.remove(name).body().length)
                    .sum();
            assertTrue(more <= MOST_BYTES_FOR_SWAGGER_UI, () -> more + " bytes");
            int all =
                    files.values().stream().mapToInt(file -> file.body().length).sum();
            assertTrue(all <= MOST_BYTES, () -> all + " bytes");
            assertTrue(all > MOST_BYTES / 3, () -> all + " bytes: is something missing?");
            assertEquals(404, app.get("/open/nothing.js").status());
            assertEquals(404, app.get("/open/clients/console.js").status());
        }
    }

    @Test
    void filesWhenReadThenNothingInlineAndNothingOfAnotherHost() throws Exception {
        try (TestWebapp app = webapp("portal.openapi", "/docs")) {
            allFiles(app).forEach((name, file) -> {
                String text = file.text();
                for (String refused : List.of(
                        "<style",
                        " style=",
                        " on[a-z]+=\"",
                        "javascript:",
                        "https?:",
                        "(?:src|href|action|url)[=(]\"?//",
                        "<script(?![^>]* src=)",
                        "(?:inner|outer)HTML",
                        "insertAdjacentHTML",
                        "document\\.write",
                        "eval\\(",
                        "new Function",
                        "[sS]torage",
                        "indexedDB",
                        "document\\.cookie",
                        "location|history|postMessage|sendBeacon|console\\.log",
                        "@import",
                        "url\\(")) {
                    assertFalse(Pattern.compile(refused).matcher(text).find(), () -> name + " has " + refused);
                }
            });
        }
    }

    @Test
    void textsWhenComparedThenBothLanguagesHaveWhatThePageSays() throws Exception {
        try (TestWebapp app = webapp("portal.openapi", "/docs")) {
            Map<String, RawAnswer> files = allFiles(app);
            JsonNode texts = files.get("texts.json").json();
            Set<String> chinese = keys(texts.path("zh"));
            assertEquals(chinese, keys(texts.path("en")));
            chinese.forEach(key -> {
                assertNotEquals(texts.at("/zh/" + key), texts.at("/en/" + key), key);
                assertFalse(texts.at("/en/" + key).asText().isBlank(), key);
            });
            String page = files.values().stream().map(RawAnswer::text).collect(Collectors.joining("\n"));
            assertTrue(
                    chinese.containsAll(groups(TEXT, page)),
                    () -> groups(TEXT, page).stream()
                            .filter(key -> !chinese.contains(key))
                            .toList()
                            .toString());
            String scripts = files.entrySet().stream()
                    .filter(file -> !file.getKey().endsWith(".json"))
                    .map(file -> file.getValue().text())
                    .collect(Collectors.joining());
            chinese.forEach(key -> assertTrue(
                    Pattern.compile("['\"]" + key + "['\"]").matcher(scripts).find(), () -> key + ": unused"));
        }
    }

    private static Set<String> keys(JsonNode language) {
        TreeSet<String> keys = new TreeSet<>();
        language.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void pageWhenReadThenItLinksEveryDocumentAndNamesEveryField() throws Exception {
        try (TestWebapp app = webapp("portal.openapi", "/docs")) {
            String page = app.get("/open/").text();
            Stream.concat(
                            Stream.of("guide.zh.md", "guide.en.md", "openapi.json", "errors.json"),
                            ClientSamples.languages().stream().map(language -> "clients/" + language))
                    .forEach(path -> assertTrue(page.contains("<a href=\"" + path + "\""), path));
            for (String link : groups(Pattern.compile("<a href=\"([^\"]+)\""), page)) {
                assertEquals(200, app.get("/open/" + link).status(), link);
            }
            for (String field : groups(Pattern.compile("(<(?:input|select|textarea) [^\n]*)"), page)) {
                assertTrue(field.endsWith("</label>"), () -> "no label around " + field);
                assertTrue(
                        field.startsWith("<textarea") || !field.contains(" name="),
                        () -> "would go into a URL: " + field);
            }
            assertTrue(page.contains("<fieldset disabled>"), "nobody types a secret before the script is there");
            List<String> ids = new ArrayList<>();
            for (String script : List.of("console.js", "bar.js", "swagger.js")) {
                ids.addAll(groups(
                        Pattern.compile("\\b(?:byId|write|on)\\('([^']+)'"),
                        app.get("/open/" + script).text()));
            }
            assertTrue(ids.size() > 30, ids::toString);
            ids.remove("ui"); // is made where it is needed
            ids.forEach(id -> assertTrue(page.contains("id=\"" + id + "\""), id));
        }
    }

    @Test
    void dataWhenAskedForThenTheKeysThatTheScriptsReadAndNoMore() throws Exception {
        try (TestWebapp app = webapp("portal.openapi", "/docs", "portal.token-path", "/oauth/token")) {
            JsonNode place = app.get("/open/console.json").json();
            assertEquals(
                    "{\"webapp\":\"./../\",\"below\":\"\",\"tokenPath\":\"/oauth/token\",\"requestId\":\"X-Request-Id\","
                            + "\"swaggerUi\":false}",
                    place.toString());
            for (String name : groups(FETCHED, app.get("/open/console.js").text())) {
                assertEquals(200, app.get("/open/" + name).status(), name);
            }
            assertTrue(app.get("/open/errors.json").json().get(0).has("fixEn"));
        }
    }

    @Test
    void dataWhenTheDescriptionHasAPathOfItsOwnThenItIsBelowTheWebapp() throws Exception {
        String described = PortalWebapp.DESCRIPTION.replace(":8080/app", ":8080/app/v1");
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/docs", "portal.servers", "https://api.example/x/v1")
                .serve("/docs", PortalWebapp.describing(described))
                .start()) {
            assertEquals(
                    "/v1", app.get("/open/console.json").json().path("below").asText());
        }
    }

    @Test
    void pageWhenTheDescriptionIsAwayThenStillThere() throws Exception {
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/nothing").start()) {
            assertEquals(200, app.get("/open/").status());
            assertEquals(-1, app.get("/open/openapi.json").code());
            assertEquals(
                    "/api/token",
                    app.get("/open/console.json").json().path("tokenPath").asText());
        }
    }

    @Test
    void filesWhenTheCallerIsOutsideTheNetworksThenNothingIsThere() throws Exception {
        List<String> names;
        try (TestWebapp app = webapp("portal.openapi", "/docs")) {
            names = new ArrayList<>(allFiles(app).keySet());
        }
        names.add("console.json");
        try (TestWebapp app = webapp("portal.openapi", "/docs", "portal.networks", "10.0.0.0/8")) {
            for (String name : names) {
                assertEquals(404, app.get("/open/" + name).status(), name);
            }
        }
    }
}
