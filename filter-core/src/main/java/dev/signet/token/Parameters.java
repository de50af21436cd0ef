package dev.signet.token;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as an installer types them, read into typed values; like {@code "jwt.clock-skew-seconds" -> 5}.
 *
 * <p>A reader never stops at the first mistake: every problem is collected and {@link #rejectProblems} reports all of
 * them in one message. The value of a parameter that holds a secret is never part of a message. Not thread-safe; used
 * while one filter or servlet is set up.
 */
public final class Parameters {

    /** What a {@code <context-param>} name starts with. */
    public static final String CONTEXT_PREFIX = "signet.";

    private static final Set<String> SECRETS = Set.of("jwt.secret", "jwt.secret-env", "jwt.secret-file");

    private static final String HASH = "sha256:"; // a hash of the clients file that strayed into a parameter

    private final Map<String, String> values;
    private final Function<String, @Nullable InputStream> webapp;
    private final Set<String> problems = new LinkedHashSet<>();
    private @Nullable Throwable cause;

    /**
     * Takes the parameters that were given.
     *
     * @param values name to text, without the context prefix
     * @param webapp opens a path below {@code /WEB-INF/}, or answers null where there is no such file
     */
    public Parameters(Map<String, String> values, Function<String, @Nullable InputStream> webapp) {
        this.values = new TreeMap<>(values);
        this.webapp = webapp;
    }

    /**
     * Takes the parameters of a filter or servlet and those of its webapp; its own win. A name of the webapp that begins
     * with {@link #CONTEXT_PREFIX} and is known to neither filter nor token endpoint is kept, to be reported.
     *
     * @param context every context-param, with its prefix
     * @param own every init-param
     * @param known all names that make sense here
     * @param webapp opens a path below {@code /WEB-INF/}, or answers null where there is no such file
     * @return both together
     */
    public static Parameters of(
            Map<String, String> context,
            Map<String, String> own,
            Set<String> known,
            Function<String, @Nullable InputStream> webapp) {
        Map<String, String> values = new HashMap<>();
        context.forEach((name, value) -> {
            if (name.startsWith(CONTEXT_PREFIX)) {
                String bare = name.substring(CONTEXT_PREFIX.length());
                if (known.contains(bare)) {
                    values.put(bare, value);
                } else if (!ParameterNames.ALL.contains(bare)) {
                    values.put(name, value);
                }
            }
        });
        values.putAll(own);
        return new Parameters(values, webapp);
    }

    /**
     * Reports every given name that is not in {@code known}.
     *
     * @param known all names that make sense here
     */
    public void rejectUnknown(Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                problems.add(name + ": unknown parameter" + Spelling.cure(name, known));
            }
        }
    }

    /**
     * The trimmed text of a parameter. A blank one is a problem: a placeholder that nobody filled in must not switch off
     * what the parameter would have switched on.
     *
     * @param name the parameter
     * @return its text, or null where it was not given, or after a problem was noted
     */
    public @Nullable String text(String name) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value.isBlank()) {
            problems.add(name + ": is blank; give a value or leave it out");
            return null;
        }
        return value.strip();
    }

    /**
     * The text of a parameter exactly as given, for values in which blanks may matter.
     *
     * @param name the parameter
     * @return its text, or null where it was not given
     */
    public @Nullable String verbatim(String name) {
        return values.get(name);
    }

    /**
     * A whole number between two bounds.
     *
     * @param name the parameter
     * @param absent the value where none was given
     * @param least the smallest allowed value
     * @param most the largest allowed value
     * @return the number, or {@code absent} after a problem was noted
     */
    public int integer(String name, int absent, int least, int most) {
        String value = text(name);
        if (value == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message both mistakes share
        }
        problem(name, "a whole number from " + least + " to " + most);
        return absent;
    }

    /**
     * {@code true} or {@code false}.
     *
     * @param name the parameter
     * @param absent the value where none was given
     * @return the value, or {@code absent} after a problem was noted
     */
    public boolean flag(String name, boolean absent) {
        return choice(name, String.valueOf(absent), "true", "false").equals("true");
    }

    /**
     * One of a few words, exactly as spelled.
     *
     * @param name the parameter
     * @param allowed the words; the first is the default unless {@code absent} names another
     * @param absent the value where none was given
     * @return the word, or {@code absent} after a problem was noted
     */
    public String choice(String name, String absent, String... allowed) {
        String value = text(name);
        if (value == null) {
            return absent;
        }
        if (List.of(allowed).contains(value)) {
            return value;
        }
        problem(name, "one of " + String.join(", ", allowed));
        return absent;
    }

    /**
     * Words separated by commas; blanks around them do not count.
     *
     * @param name the parameter
     * @param absent the value where none was given
     * @return the words in their order
     */
    public List<String> list(String name, List<String> absent) {
        String value = text(name);
        if (value == null) {
            return absent;
        }
        List<String> words = new ArrayList<>();
        for (String word : value.split(",", -1)) {
            if (word.isBlank()) {
                problem(name, "words separated by single commas");
                return absent;
            }
            words.add(word.strip());
        }
        return Collections.unmodifiableList(words);
    }

    /**
     * The lines of a parameter that are neither blank nor a comment that starts with {@code #}; there may be none.
     *
     * @param name the parameter
     * @return the stripped lines in their order; empty where it was not given
     */
    public List<String> lines(String name) {
        String value = values.get(name);
        return value == null
                ? List.of()
                : value.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
    }

    /**
     * The bytes of a file named by a parameter: a path of the webapp below {@code /WEB-INF/}, else of the file system.
     *
     * @param path the path as given
     * @return all its bytes
     * @throws IOException when there is no such file or it cannot be read; the message names the path only
     */
    public byte[] file(String path) throws IOException {
        return NamedFile.read(path, webapp);
    }

    /**
     * Notes that a given value cannot be read.
     *
     * @param name the parameter
     * @param allowed what would have been right, like {@code "a whole number from 0 to 600"}
     */
    public void problem(String name, String allowed) {
        String value = String.valueOf(values.get(name));
        boolean silent = SECRETS.contains(name) || value.contains(HASH) || KeyText.isTyped(value);
        String given = silent ? "the given value" : "\"" + shown(value) + "\"";
        problems.add(name + ": " + given + " is not allowed; expected " + allowed);
    }

    /**
     * Notes a problem in its own words, for contradictions between parameters and files that cannot be read.
     *
     * @param sentence the problem; begins with the parameter's name and holds no secret
     */
    public void problem(String sentence) {
        problems.add(sentence);
    }

    /**
     * Notes a problem that somebody else's code caused; its stack is for the operator's log.
     *
     * @param sentence as above
     * @param thrown what that code threw
     */
    public void problem(String sentence, Throwable thrown) {
        problems.add(sentence);
        cause = cause == null ? thrown : cause;
    }

    /**
     * How many problems were noted so far.
     *
     * @return the number of different ones
     */
    public int problemCount() {
        return problems.size();
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException when any problem was noted; its message lists all of them, a line each, and its
     *     cause is the first that was given with one
     */
    public void rejectProblems() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.size() + (problems.size() == 1 ? " problem" : " problems")
                            + " in the configuration of Signet:\n  - " + withoutSecret(String.join("\n  - ", problems)),
                    cause);
        }
    }

    /** Also where somebody pasted the secret into another parameter as well. */
    private String withoutSecret(String report) {
        String secret = values.getOrDefault("jwt.secret", "").strip();
        return secret.isEmpty() ? report : report.replace(secret, "(the secret)");
    }

    private String shown(String value) {
        // the secret first: half of it would not be found any more
        String text = withoutSecret(value).replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
