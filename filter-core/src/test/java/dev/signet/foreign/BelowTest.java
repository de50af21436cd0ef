package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Containers look below a wrapper, and nothing may be lost by it: what the bare container sends is what is due. */
class BelowTest {

    private static final String PAGE = "<html>" + "<p>page</p>".repeat(50) + "</html>\n";

    private static final List<String> TARGETS = List.of(
            "/page.html",
            "/page.html?first",
            "/page.html?touch",
            "/below?how=forward&to=/page.html",
            "/below?how=forward&to=/below/stream",
            "/below?how=forward&to=/below/stream&touch",
            "/below?how=include&to=/page.html",
            "/below?how=include&to=/page.html&first",
            "/below?how=include&to=/page.html&type=text/html&status",
            "/below?how=include&to=/below/stream",
            "/below?how=include&to=/below/stream&type=text/html&status",
            "/below?how=forward&to=/page.html&first");

    private static final String[] NAMES = {"Content-Type", "Content-Length", "X-Includer"};

    @TempDir
    private static Path root;

    private static Hosts hosts;

    @BeforeAll
    static void write() throws Exception {
        Files.writeString(root.resolve("page.html"), PAGE);
        hosts = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/below", "Below", "/below/stream", "Below"))
                .serving(root.toString())
                .behind(Hosts.classNames("signet", "Below$First")));
    }

    @AfterAll
    static void stop() throws Exception {
        hosts.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenContainerLooksBelowTheWrapperThenAllThatTheBareOneSends(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String target : TARGETS) {
            try (RawClient client = hosts.connect(container);
                    RawClient bareClient = hosts.connectBare(container)) {
                RawAnswer bare = bareClient.get("/app" + target);
                RawAnswer answer = client.get("/app" + target);
                String complaint = complaint(bare, answer);
                complaint = complaint.isEmpty() ? Intact.complaint(client) : complaint;
                if (!complaint.isEmpty()) {
                    wrong.add(target + ": " + complaint);
                }
            } catch (java.io.IOException | RuntimeException e) {
                wrong.add(target + ": " + e);
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static String complaint(RawAnswer bare, RawAnswer answer) {
        if (bare.status() >= 400) { // a bare failure may become an answer, but what fails is an envelope
            return answer.status() == 200 ? "" : "status " + answer.status();
        }
        for (String name : NAMES) {
            boolean added = name.equals("Content-Length") && answer.header(name) == null;
            if (!added
                    && bare.header(name) != null
                    && !normal(bare.header(name)).equals(normal(answer.header(name)))) {
                return name + " expected " + bare.header(name) + ", saw " + answer.header(name) + " "
                        + Row.shortened(answer.text());
            }
        }
        String expected = bare.status() + " " + bare.text();
        String seen = answer.status() + " " + answer.text();
        return expected.equals(seen) ? "" : "expected " + Row.shortened(expected) + ", saw " + Row.shortened(seen);
    }

    private static String normal(String header) {
        return header == null ? "" : header.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
