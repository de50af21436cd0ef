package dev.signet.config;

import dev.signet.config.Parameter.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as an installer types them, read into typed values; like {@code "jwt.clock-skew-seconds" -> 5}.
 *
 * <p>A reader never stops at the first mistake: every problem is collected and {@link #rejectProblems} reports all of
 * them in one message. The value of a parameter that holds a secret is never part of a message. Not thread-safe; used
 * while one filter or servlet is set up.
 */
public final class Parameters {

    /** Of the process. */
    static final Path WORKING_FOLDER = Path.of("");

    private final Map<String, String> values;
    private final Function<String, @Nullable InputStream> webapp;
    private final IdleParameters idle;
    private final Beans beans;
    private final Secrets secrets;
    private final Path base; // where relative paths begin
    private final NotedProblems problems;
    private final Set<String> unjudged = new LinkedHashSet<>();

    /**
     * Takes the parameters that were given to one reader alone.
     *
     * @param values name to text, without the context prefix; a name that nobody knows is a problem
     * @param owner who reads them
     * @param webapp opens a path below {@code /WEB-INF/}, or answers null where there is no such file
     */
    public Parameters(Map<String, String> values, Owner owner, Function<String, @Nullable InputStream> webapp) {
        this(values, owner, webapp, Beans.NONE);
    }

    /**
     * Takes the parameters that were given, and the objects that are handed over in the place of names of classes.
     *
     * @param values as above
     * @param owner as above
     * @param webapp as above
     * @param beans the objects
     */
    public Parameters(
            Map<String, String> values, Owner owner, Function<String, @Nullable InputStream> webapp, Beans beans) {
        this(
                values,
                owner,
                webapp,
                new IdleParameters(values.keySet(), Set.of(), owner),
                beans,
                WORKING_FOLDER,
                () -> List.of(values));
    }

    /** The same where others have parameters as well, whose secrets are no less secret here. */
    Parameters(
            Map<String, String> values,
            Owner owner,
            Function<String, @Nullable InputStream> webapp,
            IdleParameters idle,
            Beans beans,
            Path base,
            Supplier<List<Map<String, String>>> everyones) {
        this.values = new TreeMap<>(values);
        this.secrets = new Secrets(everyones, System::getenv, path -> NamedFile.read(path, webapp, base));
        this.problems = new NotedProblems(secrets);
        this.idle = idle;
        this.webapp = webapp;
        this.beans = beans;
        this.base = base;
        for (String name : this.values.keySet()) {
            Parameter known = Parameter.named(name);
            if (known == null || !known.isFor(owner)) {
                problems.add(name + ": unknown parameter" + Spelling.advice(name, owner));
            }
        }
    }

    /**
     * The trimmed text of a parameter. A blank one is a problem: a placeholder that nobody filled in must not switch off
     * what the parameter would have switched on.
     *
     * @param parameter which one
     * @return its text; where it was not given, or after a problem was noted, the default, or null where it has none
     */
    public @Nullable String text(Parameter parameter) {
        String value = given(parameter);
        return value == null && parameter.form() instanceof Form.Text form ? form.absent() : value;
    }

    private @Nullable String given(Parameter parameter) {
        String value = values.get(parameter.text());
        if (value == null) {
            return null;
        }
        if (value.isBlank()) {
            problems.add(parameter + ": is blank; set a value or remove it");
            return null;
        }
        return value.strip();
    }

    /**
     * The text of a parameter exactly as given, for values in which blanks may matter.
     *
     * @param parameter which one
     * @return its text, or null where it was not given
     */
    public @Nullable String verbatim(Parameter parameter) {
        return values.get(parameter.text());
    }

    /**
     * Whether a parameter was given, with whatever value.
     *
     * @param parameter which one
     * @return true where it was
     */
    public boolean has(Parameter parameter) {
        return values.containsKey(parameter.text());
    }

    /**
     * What is handed over as an object.
     *
     * @return the objects, of any type
     */
    public Beans beans() {
        return beans;
    }

    /**
     * A warning for every parameter that was given and does nothing.
     *
     * @return the warnings, by name
     */
    public List<String> idle() {
        return idle.warnings();
    }

    /**
     * A whole number.
     *
     * @param parameter one of the form {@link Form.Whole}
     * @return the number, or the default after a problem was noted
     */
    public int integer(Parameter parameter) {
        Form.Whole form = (Form.Whole) parameter.form();
        String value = given(parameter);
        if (value == null) {
            return form.absent();
        }
        Integer number = form.read(value);
        if (number == null) {
            problem(parameter, "a whole number from " + form.least() + " to " + form.most());
            return form.absent();
        }
        return number;
    }

    /**
     * {@code true} or {@code false}.
     *
     * @param parameter one of the form {@link Form.Choice}
     * @return the value, or the default after a problem was noted
     */
    public boolean flag(Parameter parameter) {
        return choice(parameter).equals("true");
    }

    /**
     * One of a few words, exactly as spelled.
     *
     * @param parameter one of the form {@link Form.Choice}
     * @return the word, or the default after a problem was noted
     */
    public String choice(Parameter parameter) {
        Form.Choice form = (Form.Choice) parameter.form();
        String value = given(parameter);
        if (value == null || form.words().contains(value)) {
            return value == null ? form.words().get(0) : value;
        }
        problem(parameter, "one of " + String.join(", ", form.words()));
        return form.words().get(0);
    }

    /**
     * Words separated by commas; blanks around them do not count.
     *
     * @param parameter one of the form {@link Form.Words}
     * @return the words in their order, or the default after a problem was noted
     */
    public List<String> list(Parameter parameter) {
        Form.Words form = (Form.Words) parameter.form();
        String value = given(parameter);
        if (value == null) {
            return form.absent();
        }
        List<String> words = form.read(value);
        if (words == null) {
            problem(parameter, "words separated by single commas");
            return form.absent();
        }
        return words;
    }

    /**
     * The lines of a parameter that are neither blank nor a comment that starts with {@code #}; there may be none.
     *
     * @param parameter which one
     * @return the stripped lines in their order; empty where it was not given
     */
    public List<String> lines(Parameter parameter) {
        String value = values.get(parameter.text());
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
        return NamedFile.read(path, webapp, base);
    }

    /**
     * Notes that a given value cannot be read.
     *
     * @param parameter which one
     * @param allowed what would have been right, like {@code "a whole number from 0 to 600"}
     */
    public void problem(Parameter parameter, String allowed) {
        problem(parameter, String.valueOf(values.get(parameter.text())), allowed);
    }

    /**
     * Notes that a part of a given value cannot be read.
     *
     * @param parameter which one
     * @param part the part
     * @param allowed what would have been right in its place
     */
    public void problem(Parameter parameter, String part, String allowed) {
        problems.addNotAllowed(parameter, String.valueOf(values.get(parameter.text())), part, allowed);
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
        problems.add(sentence, thrown);
    }

    /** Notes what only the start of the webapp can judge. */
    void unjudged(String what) {
        unjudged.add(what);
    }

    /** {@return what only the start of the webapp can judge; nothing where it runs} */
    public List<String> unjudged() {
        return List.copyOf(unjudged);
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemsException when any problem was noted; its cause is the first that was given with one
     */
    public void rejectProblems() {
        problems.reject();
    }

    /**
     * What was noted.
     *
     * @return a sentence each, without the secret; nothing where all is well
     */
    public List<String> problems() {
        return problems.sentences();
    }

    /**
     * What may be said at the start, also where somebody pasted a secret into another parameter as well.
     *
     * @param message any
     * @return the same without a secret of anybody's
     */
    public String withoutSecrets(String message) {
        return secrets.hide(message);
    }
}
