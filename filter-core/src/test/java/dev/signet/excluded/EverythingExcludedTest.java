package dev.signet.excluded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.CallLines;
import dev.signet.container.Container;
import dev.signet.foreign.Hosts;
import dev.signet.testing.LogCapture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where everything is excluded, nothing tells that Signet is there, although somebody hears of every call. */
class EverythingExcludedTest {

    @TempDir
    private static Path root;

    @ParameterizedTest
    @EnumSource(Container.class)
    void requestWhenEverythingIsExcludedThenAsIfSignetWereNotThere(Container container) throws Exception {
        Files.writeString(root.resolve("data.json"), "{\"static\":true}");
        List<String> wrong = new ArrayList<>();
        try (Hosts hosts = new Hosts(PlayedRequest.webapp(
                        root.toString(),
                        "access.rules",
                        "* /** permit",
                        "envelope.exclude",
                        "/**",
                        "call.class",
                        CallLines.class.getName()));
                LogCapture log = LogCapture.open(Level.INFO)) {
            PlayedRequest.parse("GET /look").play(hosts, container, true);
            int before = log.lines().size(); // what is said at the start
            for (PlayedRequest request : PlayedRequest.table("everything.txt")) {
                String differing = request.compared(
                        hosts,
                        container,
                        behind -> behind.heard().length() + behind.answer().length() <= 20);
                if (!differing.isEmpty()) {
                    wrong.add(differing);
                }
            }
            assertEquals("", String.join("\n", wrong));
            assertEquals(before, log.lines().size(), () -> log.lines().toString());
        }
    }
}
