package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Area.Caller;
import dev.signet.testing.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every spelling of a path in {@code paths.txt}, by every caller, on every embedded container: protected data never leaves
 * without a token that may see it, and what is spelled oddly but honestly is served.
 */
class PathMatrixTest {

    static final Map<String, String> MAPPED = Map.of(
            "/open/*", "open",
            "/maybe/*", "maybe",
            "/admin/*", "admin",
            "/write/*", "write",
            "/never/*", "never",
            "*.do", "any",
            "/file", "any",
            "", "any",
            "/", "any");

    /**
     * A line of the table.
     *
     * @param target as it stands in the request line; {@code {c}} is the context path
     * @param expected an area, {@code refused}, or {@code any} where only the invariant is asked for
     * @param differing what else may become of it in a container; like {@code UNDERTOW:refused}, or in any: {@code *:refused}
     */
    private record Row(String target, String expected, List<String> differing) {

        static List<Row> all() throws IOException {
            try (InputStream in = PathMatrixTest.class.getResourceAsStream("paths.txt")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("# "))
                        .map(line -> line.split("\\s+", 3))
                        .map(cells -> new Row(
                                cells[0],
                                cells[1],
                                cells.length < 3 ? List.of() : Arrays.asList(cells[2].split(" +", -1))))
                        .toList();
            }
        }

        /** The target in bytes: {@code {01}} is a character of that number. */
        String target(String context) {
            StringBuilder text = new StringBuilder(target.replace("{c}", context));
            for (int at = text.indexOf("{"); at >= 0; at = text.indexOf("{")) {
                int code = Integer.parseInt(text.substring(at + 1, at + 3), 16);
                text.replace(at, at + 4, String.valueOf((char) code));
            }
            return text.toString();
        }

        boolean isFor(String context) {
            return target.contains("{c}") || !context.isEmpty();
        }

        /** Where nobody is served, whom anything serves is the one to try. */
        List<Caller> callers() {
            return expected.equals("refused") ? List.of(Caller.ADMIN) : List.of(Caller.values());
        }

        boolean expects(Container container, Caller caller, String word) {
            return means(expected, caller, word)
                    || differing.stream()
                            .filter(one -> one.startsWith(container.name() + ":") || one.startsWith("*:"))
                            .anyMatch(one -> means(one.substring(one.indexOf(':') + 1), caller, word));
        }

        private static boolean means(String expected, Caller caller, String word) {
            if (expected.equals("any") || expected.equals("refused")) {
                return expected.equals("any") || word.equals("refused");
            }
            Area area = Area.valueOf(expected.toUpperCase(Locale.ROOT));
            if (caller.sees(area)) {
                return word.equals(expected);
            }
            return word.equals(caller == Caller.NOBODY || caller == Caller.FORGER ? "token" : "rights");
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingWhenServletsAreMappedByPrefix(Container container) throws Exception {
        everySpelling(container, "/app", MAPPED, false);
    }

    /** The path is a field there, which each container reads by code of its own. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingWhenItComesOverHttp2ThenNothingLeaks(Container container) throws Exception {
        List<String> leaks = new ArrayList<>();
        int served = 0;
        try (Prober prober = new Prober(container, "/app", MAPPED, true, HttpVersion.HTTP_2)) {
            for (Row row : Row.all()) {
                for (Caller caller : row.callers()) {
                    Prober.Outcome outcome = prober.get(row.target("/app"), caller);
                    served += outcome.text().startsWith("200 {\"code\":1,") ? 1 : 0;
                    if (!outcome.leak().isEmpty()) {
                        leaks.add(row.target() + " by " + caller + ": " + outcome.leak());
                    }
                }
            }
        }
        assertEquals("", String.join("\n", leaks));
        assertTrue(served > 50, "only " + served + " were served at all");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingWhenContextIsTheRootAndContainerIsLax(Container container) throws Exception {
        everySpelling(container, "", MAPPED, true);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingWhenOneServletHasAllPathsAndContainerIsLax(Container container) throws Exception {
        everySpelling(container, "/app", Map.of("/*", "any"), true);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingWhenOneServletIsTheDefaultOfTheRoot(Container container) throws Exception {
        everySpelling(container, "", Map.of("/", "any"), false);
    }

    private static void everySpelling(Container container, String context, Map<String, String> servlets, boolean lax)
            throws Exception {
        List<String> wrong = new ArrayList<>();
        int sent = 0;
        try (Prober prober = new Prober(container, context, servlets, lax, HttpVersion.HTTP_1_1)) {
            for (Row row : Row.all()) {
                if (row.isFor(context)) {
                    for (Caller caller : row.callers()) {
                        sent++;
                        Prober.Outcome outcome = prober.get(row.target(context), caller);
                        if (!outcome.leak().isEmpty() || !row.expects(container, caller, outcome.word())) {
                            wrong.add(row.target() + " by " + caller + ": " + outcome.leak() + " expected "
                                    + row.expected() + " was " + outcome.word() + " " + outcome.text());
                        }
                    }
                }
            }
        }
        assertTrue(sent > 350, "the table was read");
        assertEquals("", String.join("\n", wrong));
    }
}
