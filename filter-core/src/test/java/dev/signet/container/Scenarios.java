package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.HttpConnection;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.Table;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays the decision table, {@code scenarios.txt}, against the webapp {@code /app} at a port, whatever serves it. */
public final class Scenarios {

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

    /** What is asked behind each row, whether the connection is intact; of no interest to who listens. */
    static final String INTACT = "/intact";

    private static final int SHOWN = 400; // of an answer, for some are long

    private Scenarios() {}

    /** In which the status of a row is the one that its steps set. */
    private static final List<String> PLAIN = List.of("stream", "writer");

    private static final Pattern STATUS = Pattern.compile("(?:status|error) (\\d{3})");

    /** A row of the table. */
    private record Scenario(
            String name, String steps, int status, String code, String data, List<String> not, String outcome) {

        static List<Scenario> all() throws IOException {
            return Table.stripped(Scenarios.class, "scenarios.txt").stream()
                    .map(cells -> new Scenario(
                            cells.get(0),
                            cells.get(1),
                            Integer.parseInt(cells.get(2)),
                            cells.get(3),
                            expanded(cells.get(4)),
                            List.of(cells.get(5).split(" ", -1)),
                            cells.get(6)))
                    .toList();
        }

        /** The status on the wire where {@code envelope.http-status} is {@code real}. */
        int realStatus() {
            if (code.equals("-")) {
                return status;
            }
            Matcher set = STATUS.matcher(steps);
            int last = code.equals("-30") ? 500 : 200;
            while (set.find()) {
                last = Integer.parseInt(set.group(1));
            }
            return last;
        }

        /** What whoever listens is told of the call that was answered so; null for an answer that was cut off. */
        String heard(String mode, RawAnswer answer) {
            boolean replaced = code.equals("broken") && isReplaced(answer);
            return "GET /" + mode + " " + (replaced ? "REPLACED" : outcome) + " status="
                    + (replaced ? 500 : code.equals("broken") ? 200 : realStatus()) + " code="
                    + (replaced ? "-30" : code.equals("broken") ? "1" : code.equals("-") ? "0" : code)
                    + (code.equals("broken") && !replaced ? "" : " bytes=" + answer.body().length) + " ";
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

    /**
     * A row that came out wrong.
     *
     * @param row its name
     * @param mode the mode it was played in
     * @param steps what the servlet was told to do
     * @param seen what was wrong
     */
    public record Failure(String row, String mode, String steps, String seen) {

        @Override
        public String toString() {
            return row + " / " + mode + ": " + seen;
        }
    }

    /** How often a row is tried in a mode until it comes out right. */
    @FunctionalInterface
    public interface Tries {
        /** A number from 1. */
        int of(String row, String mode);
    }

    /** What is heard of the calls that are played; see {@link CallLines}. */
    @FunctionalInterface
    interface Heard {
        /** Of the next call. */
        String next() throws InterruptedException;
    }

    /**
     * What is played against.
     *
     * @param context of the webapp
     * @param endsAsWhole whether its container ends as whole what fails behind its head, and nothing can make it cut that
     */
    private record Stand(int port, HttpConnection.Opener client, String context, boolean endsAsWhole) {
        HttpConnection open() throws IOException {
            return client.open(port);
        }
    }

    /** Plays every row in every mode that applies, once, where each call is heard of. */
    static List<Failure> play(int port, HttpConnection.Opener client, Heard heard) throws IOException {
        return play(new Stand(port, client, "/app", false), (row, mode) -> 1, heard);
    }

    /**
     * Plays every row in every mode that applies.
     *
     * @param endsAsWhole whether the container ends as whole what fails behind its head, and nothing can make it cut that
     */
    public static List<Failure> play(int port, HttpConnection.Opener client, Tries tries, boolean endsAsWhole)
            throws IOException {
        return play(new Stand(port, client, "/app", endsAsWhole), tries, null);
    }

    private static List<Failure> play(Stand stand, Tries tries, Heard heard) throws IOException {
        List<Failure> wrong = new ArrayList<>();
        int played = 0;
        for (Scenario scenario : Scenario.all()) {
            for (String mode : MODES) {
                if (!scenario.not.contains(mode)) {
                    played++;
                    String seen = "not played";
                    for (int left = tries.of(scenario.name, mode); left > 0 && !seen.isEmpty(); left--) {
                        seen = seen(stand, scenario, mode, scenario.status, heard);
                    }
                    if (!seen.isEmpty()) {
                        wrong.add(new Failure(scenario.name, mode, scenario.steps, shortened(seen)));
                    }
                }
            }
        }
        assertTrue(played > 300, "the table was read");
        return wrong;
    }

    /** Plays the rows that are answered whole where the status stays on the wire. */
    public static List<Failure> playReal(int port, HttpConnection.Opener client) throws IOException {
        return playReal(port, client, "/app");
    }

    /** The same in another context. */
    public static List<Failure> playReal(int port, HttpConnection.Opener client, String context) throws IOException {
        Stand stand = new Stand(port, client, context, false);
        List<Failure> wrong = new ArrayList<>();
        for (Scenario scenario : Scenario.all()) {
            for (String mode : PLAIN) {
                if (!scenario.not.contains(mode) && !scenario.code.equals("broken")) {
                    String seen = seen(stand, scenario, mode, scenario.realStatus(), null);
                    if (!seen.isEmpty()) {
                        wrong.add(new Failure(scenario.name, mode, scenario.steps, shortened(seen)));
                    }
                }
            }
        }
        return wrong;
    }

    /** What was wrong, or nothing. */
    private static String seen(Stand stand, Scenario scenario, String mode, int status, Heard heard) {
        try {
            play(stand, scenario, mode, status, heard);
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException | RuntimeException | AssertionError e) {
            return e.toString();
        }
    }

    /** What a failed row gets from the same servlet in another context. */
    public static String describe(int port, String context, Failure failure) {
        try (RawClient client = new RawClient(port)) {
            RawAnswer answer = client.get(context + "/" + failure.mode, steps(failure.steps));
            return shortened((answer.whole() ? "" : "cut off ") + answer.status() + " " + answer.header("Content-Type")
                    + " " + answer.text());
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + ")";
    }

    private static void play(Stand stand, Scenario scenario, String mode, int status, Heard heard)
            throws IOException, InterruptedException {
        try (HttpConnection client = stand.open()) {
            RawAnswer answer = scenario.code.equals("broken")
                    ? playBroken(client, stand, scenario, mode)
                    : playWhole(client, stand.context, scenario, mode, status);
            if (heard != null) { // while the caller is there: some containers notice late that he is not
                assertTold(scenario.heard(mode, answer), heard.next());
            }
        }
    }

    private static void assertTold(String expected, String line) {
        assertTrue(line.startsWith(expected), () -> "told " + line + " instead of " + expected);
    }

    private static RawAnswer playWhole(
            HttpConnection client, String context, Scenario scenario, String mode, int status) throws IOException {
        RawAnswer answer = client.get(context + "/" + mode, steps(scenario.steps));
        assertTrue(answer.whole(), "whole");
        assertEquals(status, answer.status());
        if (status == 204) {
            assertEquals("", answer.text());
        } else if (scenario.code.equals("-")) {
            assertEquals(scenario.data, answer.text());
        } else {
            assertEquals(Integer.parseInt(scenario.code), answer.code(), answer.text());
            if (!mode.equals("include")) { // Undertow ignores a head that is sent meanwhile
                assertHead(scenario, answer);
            }
            if (scenario.code.equals("77")) {
                assertFalse(answer.text().contains("成功"));
            } else {
                assertTrue(answer.text().contains("\"data\":" + scenario.data + ",\"timestamp\":"), answer.text());
            }
        }
        if (status == scenario.status || !client.isLast(answer)) { // Tomcat closes behind some statuses
            assertIntact(client, context);
        }
        return answer;
    }

    private static void assertHead(Scenario scenario, RawAnswer answer) {
        assertEquals(
                "application/json;charset=utf-8",
                answer.header("Content-Type").toLowerCase(Locale.ROOT).replace(" ", ""));
        boolean fine = scenario.code.equals("1") || scenario.code.equals("77");
        assertEquals(fine ? null : "no-store", answer.header("Cache-Control"));
        String length = answer.header("Content-Length");
        assertEquals(answer.body().length, length == null ? answer.body().length : Integer.parseInt(length));
    }

    /** An answer that must not look whole; null where nothing arrived: cut off, perhaps before anything arrived, or ended where it does not parse. */
    private static RawAnswer playBroken(HttpConnection client, Stand stand, Scenario scenario, String mode)
            throws IOException {
        RawAnswer answer;
        try {
            answer = client.get(stand.context + "/" + mode, steps(scenario.steps));
        } catch (EOFException | SocketException e) {
            return null;
        }
        boolean replaced = isReplaced(answer);
        boolean parses = answer.text().contains("\"timestamp\"");
        assertTrue(replaced || !parses, "a truncated answer must never parse");
        assertTrue(replaced || !answer.whole() || stand.endsAsWhole, "a truncated answer must not look whole");
        if (!client.isLast(answer)) {
            try {
                assertIntact(client, stand.context);
            } catch (EOFException | SocketException e) {
                assertFalse(replaced, "a whole answer leaves the connection open");
            }
        }
        return answer;
    }

    private static boolean isReplaced(RawAnswer answer) {
        return answer != null && answer.whole() && answer.text().contains("\"code\":-30");
    }

    private static void assertIntact(HttpConnection client, String context) throws IOException {
        RawAnswer next = client.get(context + INTACT, steps("type application/json ; write \"next\""));
        assertEquals("\"next\"", next.data(), "the connection is intact");
    }

    /** The header that tells the servlet what to do. */
    public static String steps(String steps) {
        return "X-Steps: " + URLEncoder.encode(steps, StandardCharsets.UTF_8);
    }
}
