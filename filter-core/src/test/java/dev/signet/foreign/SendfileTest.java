package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
