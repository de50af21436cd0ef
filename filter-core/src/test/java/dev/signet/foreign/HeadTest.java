package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.testing.HttpConnection;
import dev.signet.testing.HttpVersion;
import dev.signet.testing.RawAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HEAD: what GET says, no bytes, and a length that is exact or absent (RFC 9110 §9.3.2). */
class HeadTest {

    private static final List<Integer> SIZES = List.of(0, 10_000, 75_000, 100_000, 1_000_000);

    @TempDir
    private static Path root;

    private static Hosts hosts;

    @BeforeAll
    static void write() throws Exception {
        for (int size : SIZES) {
            Files.writeString(root.resolve(size + ".txt"), "x".repeat(size));
            Files.writeString(root.resolve(size + ".json"), size == 0 ? "" : "[\"" + "x".repeat(size - 4) + "\"]");
            Files.writeString(root.resolve(size + ".html"), "x".repeat(size));
        }
        hosts = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/headed", "Headed", "/headed/by-get", "Headed$ByGet"))
                .serving(root.toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        hosts.close();
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void headWhenServletAnswersThenLengthIsExactOrAbsent(Container container, HttpVersion version) throws Exception {
        List<String> targets = new ArrayList<>();
        for (String servlet : List.of("/headed", "/headed/by-get")) {
            for (int size : SIZES) {
                for (String type : List.of("type=application/json", "type=text/html", "type=text/plain", "untyped")) {
                    for (String more : List.of("", "&pieces", "&length", "&writer", "&flush")) {
                        targets.add(servlet + "?size=" + size + "&" + type + more);
                    }
                }
            }
        }
        assertEquals("", complaints(container, version, targets));
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void headWhenFileIsServedThenLengthIsExactOrAbsent(Container container, HttpVersion version) throws Exception {
        List<String> targets = new ArrayList<>();
        for (int size : SIZES) {
            for (String ending : List.of("txt", "json", "html")) {
                targets.add("/" + size + "." + ending);
            }
        }
        assertEquals("", complaints(container, version, targets));
    }

    /** By HEAD the container's servlet writes no file, and so the bytes in front of it are not all of the body. */
    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void headWhenAFileFollowsInADispatchThenLengthIsExactOrAbsent(Container container, HttpVersion version)
            throws Exception {
        List<String> targets = new ArrayList<>();
        for (int size : List.of(0, 9, 10_000)) {
            for (String type : List.of("type=application/json", "type=text/html", "untyped")) {
                targets.add("/headed?size=" + size + "&" + type + "&then=/10000.json");
            }
        }
        assertEquals("", complaints(container, version, targets));
    }

    private static String complaints(Container container, HttpVersion version, List<String> targets) throws Exception {
        List<String> wrong = new ArrayList<>();
        int port = hosts.port(container);
        for (String target : targets) {
            try (HttpConnection client = version.open(port)) {
                RawAnswer get = client.get("/app" + target);
                RawAnswer head = client.send("HEAD", "/app" + target, null);
                String length = head.header("Content-Length");
                String complaint = "";
                if (length != null && Long.parseLong(length) != get.body().length) {
                    complaint = "Content-Length " + length + " of " + get.body().length;
                } else if (get.status() != head.status()
                        || !String.valueOf(get.header("Content-Type"))
                                .equals(String.valueOf(head.header("Content-Type")))) {
                    complaint = head.status() + " " + head.header("Content-Type") + " of " + get.status() + " "
                            + get.header("Content-Type");
                }
                complaint = complaint.isEmpty() ? Intact.complaint(client) : complaint;
                if (!complaint.isEmpty()) {
                    wrong.add(target + ": " + complaint);
                }
            } catch (IOException | RuntimeException e) {
                wrong.add(target + ": " + e);
            }
        }
        return String.join("\n", wrong);
    }
}
