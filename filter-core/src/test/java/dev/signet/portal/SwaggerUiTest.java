package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The webjar of swagger-ui on the class path of a webapp, and what of it comes over the wire. */
class SwaggerUiTest {

    private static final String WEBJARS = "META-INF/resources/webjars/";
    private static final String VERSION = "5.34.1";

    @TempDir
    private Path classPath;

    private void put(String name, String content) throws IOException {
        Path file = classPath.resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void putWebjar(String version) throws IOException {
        put("META-INF/maven/org.webjars/swagger-ui/pom.properties", "version=" + version + "\n");
        String folder = WEBJARS + "swagger-ui/" + version + "/";
        put(folder + "swagger-ui-bundle.js", "let 订单;");
        put(folder + "swagger-ui-bundle.js.LICENSE.txt", "Apache");
        put(folder + "swagger-ui.css", "p { color: red }");
        put(folder + "favicon-16x16.png", "png");
        put(folder + "index.html", "<script>");
        put(folder + ".hidden.js", "secret");
        put(folder + "deep/inner.js", "secret");
        put(folder + "rules.json", "secret");
        put(WEBJARS + "swagger-ui/beside.js", "secret");
        put(WEBJARS + "beside.js", "secret");
        put("app.js", "secret");
    }

    private TestWebapp start(String... parameters) throws Exception {
        return PortalWebapp.with(parameters)
                .classPath(
                        new URLClassLoader(new URL[] {classPath.toUri().toURL()}, SwaggerUiTest.class.getClassLoader()))
                .start();
    }

    private static boolean isTold(TestWebapp app) throws IOException {
        return app.get("/open/console.json").json().path("swaggerUi").asBoolean();
    }

    @ParameterizedTest
    @CsvSource({
        "swagger-ui-bundle.js, text/javascript;charset=utf-8, let 订单;",
        "swagger-ui-bundle.js.LICENSE.txt, text/plain;charset=utf-8, Apache",
        "swagger-ui.css, text/css;charset=utf-8, p { color: red }",
        "favicon-16x16.png, image/png, png"
    })
    void fileWhenOfTheWebjarThenTypedAndUnderThePolicy(String name, String type, String content) throws Exception {
        putWebjar(VERSION);
        try (TestWebapp app = start()) {
            assertTrue(isTold(app));
            RawAnswer answer = app.get("/open/ui/" + name);
            assertEquals(200, answer.status());
            assertEquals(content, answer.text());
            assertEquals(
                    type, answer.header("Content-Type").toLowerCase(Locale.ROOT).replace(" ", ""));
            assertEquals("default-src 'self'; img-src 'self' data:", answer.header("Content-Security-Policy"));
            assertEquals("nosniff", answer.header("X-Content-Type-Options"));
            assertEquals("private, no-cache", answer.header("Cache-Control"));
            assertEquals("\"" + VERSION + "\"", answer.header("ETag"));
            RawAnswer head = app.send("HEAD", "/open/ui/" + name, null);
            assertEquals(answer.header("Content-Length"), head.header("Content-Length"));
            assertEquals("", head.text());
            assertEquals(405, app.send("POST", "/open/ui/" + name, "x").status());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"5.34.1\" | 304",
                "W/\"5.34.1\" | 304",
                "\"5.34.0\", W/\"5.34.1\" | 304",
                "* | 304",
                "\"5.34.0\" | 200",
                "5.34.1 | 200",
                "\"\" | 200"
            })
    void fileWhenTheBrowserHasItThenNotSentAgain(String tags, int status) throws Exception {
        putWebjar(VERSION);
        try (TestWebapp app = start()) {
            RawAnswer answer = app.get("/open/ui/swagger-ui.css", "If-None-Match: " + tags);
            assertEquals(status, answer.status());
            assertEquals(status == 304, answer.text().isEmpty());
            assertEquals("\"5.34.1\"", answer.header("ETag"));
            assertEquals("private, no-cache", answer.header("Cache-Control"));
            assertEquals(404, app.get("/open/ui/nothing.js", "If-None-Match: *").status());
        }
    }

    @Test
    void fileWhenItsNameIsLongerThanAnyThenNotThere() throws Exception {
        putWebjar(VERSION);
        try (TestWebapp app = start()) {
            RawAnswer answer = app.get("/open/ui/" + "a.".repeat(3_500) + "js");
            assertEquals(404, answer.status(), answer::text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing.js",
                "index.html",
                "rules.json",
                ".hidden.js",
                "deep/inner.js",
                "deep%2Finner.js",
                "deep%5cinner.js",
                "../beside.js",
                "..%2fbeside.js",
                "%2e%2e/beside.js",
                "%2e%2e%2fbeside.js",
                "..%5cbeside.js",
                "..;/beside.js",
                "../../beside.js",
                "..%2f..%2f..%2f..%2f..%2fapp.js",
                "/app.js",
                "//app.js",
                "swagger-ui.css/",
                "swagger-ui.css/..%2f..%2fbeside.js",
                "5.34.1/swagger-ui.css",
                "swagger-ui.css%00.png",
                "swagger-ui.css%0a",
                "SWAGGER-UI.CSS",
                "dev/signet/SignetFilter.class",
                "SignetFilter.class"
            })
    void fileWhenNotInTheWebjarsFolderThenNotThere(String name) throws Exception {
        putWebjar(VERSION);
        try (TestWebapp app = start();
                RawClient client = app.connect()) {
            RawAnswer answer = client.send("GET", "/app/open/ui/" + name, null);
            assertFalse(answer.text().contains("secret") || answer.text().contains("<script>"), answer::text);
            assertNull(answer.header("ETag"));
            assertFalse(answer.status() == 200 && answer.code() == Integer.MIN_VALUE, answer::text);
        }
    }

    @Test
    void fileWhenThereIsNoWebjarThenNotThere() throws Exception {
        put(WEBJARS + "swagger-ui/" + VERSION + "/swagger-ui.css", "p { color: red }"); // by whom, nobody says
        try (TestWebapp app = start()) {
            assertFalse(isTold(app));
            assertEquals(404, app.get("/open/ui/swagger-ui.css").status());
            assertEquals(200, app.get("/open/").status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.0.0", "5.34.1-1", "12.1"})
    void versionWhenItCanBeUsedThenUsed(String version) throws Exception {
        putWebjar(version);
        try (TestWebapp app = start()) {
            assertTrue(isTold(app));
            assertEquals(200, app.get("/open/ui/swagger-ui.css").status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4.19.1", "3.52.5", "5", "5.34.1/deep", "5.34.1/..", "..", "latest", "5..1", "\\uzzzz", " "})
    void versionWhenItCannotBeUsedThenThePageOfOurOwn(String version) throws Exception {
        putWebjar(version.contains("z") ? VERSION : version.strip() + "/.");
        put("META-INF/maven/org.webjars/swagger-ui/pom.properties", "version=" + version + "\n");
        try (TestWebapp app = start()) {
            assertFalse(isTold(app));
            assertEquals(404, app.get("/open/ui/swagger-ui.css").status());
        }
    }

    @Test
    void webjarWhenAFileOfThePageIsMissingThenThePageOfOurOwn() throws Exception {
        putWebjar(VERSION);
        Files.delete(classPath.resolve(WEBJARS + "swagger-ui/" + VERSION + "/swagger-ui-bundle.js"));
        try (TestWebapp app = start()) {
            assertFalse(isTold(app));
            assertEquals(404, app.get("/open/ui/swagger-ui.css").status());
        }
    }

    @Test
    void fileWhenTheCallerIsOutsideTheNetworksThenNotThere() throws Exception {
        putWebjar(VERSION);
        try (TestWebapp app = start("portal.networks", "10.0.0.0/8")) {
            RawAnswer answer = app.get("/open/ui/swagger-ui.css");
            assertEquals(404, answer.status());
            assertNull(answer.header("ETag"));
        }
    }
}
