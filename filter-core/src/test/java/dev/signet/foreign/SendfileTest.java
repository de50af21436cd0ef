package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tomcat's connector sends a file past every wrapper, with whatever length was said. */
class SendfileTest {

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/sendfile", "Sendfile")));

    @TempDir
    private static Path folder;

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    private static String target(int size, String more) throws Exception {
        Path file = folder.resolve(size + ".json");
        if (!Files.exists(file)) {
            Files.writeString(file, "[\"" + "x".repeat(size - 4) + "\"]");
        }
        return "/app/sendfile?file=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8) + more;
    }

    @ParameterizedTest
    @EnumSource(
            value = Container.class,
            names = {"TOMCAT_10", "TOMCAT_11"})
    void sendfileWhenTypeIsJsonThenWrapped(Container container) throws Exception {
        for (int size : List.of(1_000, 300_000)) {
            for (String more : List.of("&type=application/json", "&type=application/json&blind")) {
                try (RawClient client = HOSTS.connect(container)) {
                    RawAnswer answer = client.get(target(size, more));
                    String where = size + more + " " + Row.shortened(answer.text());
                    assertEquals(200, answer.status(), where);
                    assertTrue(answer.whole(), where);
                    assertEquals(1, answer.code(), where);
                    assertEquals(size, answer.data().length(), where);
                    assertEquals("", Intact.complaint(client), where);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Container.class,
            names = {"TOMCAT_10", "TOMCAT_11"})
    void sendfileWhenTypePassesThenTheConnectorSendsIt(Container container) throws Exception {
        for (String type : List.of("text/html", "application/octet-stream")) {
            for (int size : List.of(1_000, 300_000)) {
                try (RawClient client = HOSTS.connect(container)) {
                    RawAnswer answer = client.get(target(size, "&type=" + type));
                    assertEquals("true", answer.header("X-May"), type);
                    assertEquals(Integer.toString(size), answer.header("Content-Length"), type);
                    assertEquals(size, answer.body().length, type);
                    assertEquals("", Intact.complaint(client), type);
                }
            }
        }
    }

    /** Tomcat's own servlet looks at the classes of request and response, as configuration.md says. */
    @ParameterizedTest
    @EnumSource(
            value = Container.class,
            names = {"TOMCAT_10", "TOMCAT_11"})
    void staticFileWhenNothingIsWrappedThenTheConnectorSendsIt(Container container) throws Exception {
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/long.txt"), "x".repeat(100_000));
        Files.writeString(folder.resolve("long.txt"), "x".repeat(100_000));
        Map<String, String> none = Map.of();
        Map<String, String> origins = Map.of("cors.origins", "https://shop.acme.com");
        assertEquals("used", sent(container, none, "/docs/long.txt"));
        assertNull(sent(container, none, "/docs/long.txt", TestWebapp.bearer("")));
        assertNull(sent(container, none, "/long.txt"));
        assertNull(sent(container, origins, "/docs/long.txt"));
    }

    private static String sent(Container container, Map<String, String> more, String path, String... headers)
            throws Exception {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("jwt.secret", TestWebapp.SECRET);
        parameters.put("access.rules", "* /** optional");
        parameters.put("envelope.exclude", "/docs/**");
        Webapp webapp = new Webapp("/app", Map.of(), parameters, false, call -> {})
                .behind(List.of(SendfileNoted.class.getName(), Webapp.SIGNET))
                .serving(folder.toString());
        try (Container.Running running = container.start(webapp);
                RawClient client = new RawClient(running.port())) {
            RawAnswer answer = client.get("/app" + path, headers);
            assertEquals(100_000, answer.body().length, path);
            assertTrue(answer.whole(), path);
            return answer.header(SendfileNoted.HEADER);
        }
    }
}
