package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the decision table, in every mode that applies, on every embedded container. */
class ScenarioTest {

    private static final List<String> MODES = List.of(
            "stream",
            "writer",
            "async-inside",
            "async-writer-inside",
            "async-thread",
            "async-dispatch",
            "async-again",
            "non-blocking",
            "forward",
            "forward-async",
            "include");

    private static final Map<String, String> PARAMETERS =
            Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit");

    /** A row of the table. */
    private record Scenario(String name, String steps, int status, String code, String data, List<String> not) {

        static List<Scenario> all() throws IOException {
            try (InputStream in = ScenarioTest.class.getResourceAsStream("scenarios.txt")) {
                List<Scenario> all = new ArrayList<>();
                for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                    if (!line.isBlank() && !line.startsWith("#")) {
                        String[] cells = line.split("\\|", -1);
                        all.add(new Scenario(
                                cells[0].strip(),
                                cells[1].strip(),
                                Integer.parseInt(cells[2].strip()),
                                cells[3].strip(),
                                expanded(cells[4].strip()),
                                List.of(cells[5].strip().split(" ", -1))));
                    }
                }
                return all;
            }
        }

        private static String expanded(String data) {
            String[] words = data.split(" ", 2);
            return switch (words[0]) {
                case "big" -> Step.big(Integer.parseInt(words[1]));
                case "big2" -> {
                    String one = Step.big(Integer.parseInt(words[1]));
                    yield "[" + one + "," + one + "]";
                }
                case "quoted" -> "\"x" + Step.big(Integer.parseInt(words[1])).replace("\"", "\\\"") + "\"";
                default -> data;
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everyRowInEveryMode(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        int played = 0;
        try (Container.Running running = container.start(PARAMETERS)) {
            for (Scenario scenario : Scenario.all()) {
                for (String mode : MODES) {
                    if (!scenario.not.contains(mode)) {
                        played++;
                        try {
                            play(running.port(), scenario, mode);
                        } catch (IOException | RuntimeException | AssertionError e) {
                            wrong.add(scenario.name + " / " + mode + ": " + e);
                        }
                    }
                }
            }
        }
        assertTrue(played > 300, "the table was read");
        assertEquals("", String.join("\n", wrong));
    }

    private static void play(int port, Scenario scenario, String mode) throws IOException {
        try (RawClient client = new RawClient(port)) {
            RawAnswer answer = client.get("/app/" + mode, steps(scenario.steps));
            if (scenario.code.equals("broken")) {
                boolean replaced = answer.whole() && answer.text().contains("\"code\":-30");
                boolean parses = answer.text().contains("\"timestamp\"");
                assertTrue(replaced || !parses, "a truncated answer must never parse");
                return;
            }
            assertTrue(answer.whole(), "whole");
            assertEquals(scenario.status, answer.status());
            if (scenario.code.equals("-")) {
                assertEquals(scenario.data, answer.text());
            } else {
                assertEquals(Integer.parseInt(scenario.code), answer.code(), answer.text());
                if (scenario.code.equals("77")) {
                    assertFalse(answer.text().contains("成功"));
                } else {
                    assertTrue(answer.text().contains("\"data\":" + scenario.data + ",\"timestamp\":"), answer.text());
                }
            }
            RawAnswer next = client.get("/app/stream", steps("type application/json ; write \"next\""));
            assertEquals("\"next\"", next.data(), "the connection is intact");
        }
    }

    static String steps(String steps) {
        return "X-Steps: " + URLEncoder.encode(steps, StandardCharsets.UTF_8);
    }
}
