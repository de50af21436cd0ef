package dev.signet.container;

import dev.signet.container.Area.Caller;
import dev.signet.testing.HttpConnection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every spelling of a path in {@code paths.txt}, by every caller, against a webapp of {@link ProbeServlet}s. */
public final class PathMatrix {

    /** The rules of the webapp. */
    public static final String RULES = Area.RULES;

    /** From url-pattern to the name of the servlet. */
    public static final Map<String, String> MAPPED = Map.of(
            "/open/*", "open",
            "/maybe/*", "maybe",
            "/admin/*", "admin",
            "/write/*", "write",
            "/never/*", "never",
            "*.do", "any",
            "/file", "any",
            "", "any",
            "/", "any");

    private PathMatrix() {}

    /**
     * A line of the table.
     *
     * @param target as it stands in the request line; {@code {c}} is the context path
     * @param expected an area, {@code refused}, or {@code any} where only the invariant is asked for
     * @param differing what else may become of it in a container; like {@code UNDERTOW:refused}, or in any: {@code *:refused}
     */
    record Row(String target, String expected, List<String> differing) {

        static List<Row> all() throws IOException {
            try (InputStream in = PathMatrix.class.getResourceAsStream("paths.txt")) {
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

    /** Plays it against whatever serves such a webapp at a port, and tells what protected data leaked, or nothing. */
    public static String leaks(int port, String context, HttpConnection.Opener opener) throws Exception {
        try (Prober prober = new Prober(port, opener)) {
            return leaks(prober, context);
        }
    }

    static String leaks(Prober prober, String context) throws IOException {
        List<String> leaks = new ArrayList<>();
        int served = 0;
        for (Row row : Row.all()) {
            for (Caller caller : row.callers()) {
                Prober.Outcome outcome = prober.get(row.target(context), caller);
                served += outcome.text().startsWith("200 {\"code\":1,") ? 1 : 0;
                if (!outcome.leak().isEmpty()) {
                    leaks.add(row.target() + " by " + caller + ": " + outcome.leak());
                }
            }
        }
        if (served <= 50) {
            leaks.add("only " + served + " were served at all");
        }
        return String.join("\n", leaks);
    }
}
