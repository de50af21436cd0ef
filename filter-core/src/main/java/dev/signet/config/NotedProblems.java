package dev.signet.config;

import dev.signet.text.KeyText;
import dev.signet.text.Shown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of parameters finds wrong: every sentence once, in the order in which it was noted, and without a secret.
 * Not thread-safe.
 */
final class NotedProblems {

    private static final String HASH = "sha256:"; // a hash of the clients file that strayed into a parameter

    private final Secrets secrets;
    private final Set<String> sentences = new LinkedHashSet<>();
    private @Nullable Throwable cause;

    NotedProblems(Secrets secrets) {
        this.secrets = secrets;
    }

    void add(String sentence) {
        sentences.add(sentence);
    }

    /** One that somebody else's code caused. */
    void add(String sentence, Throwable thrown) {
        sentences.add(sentence);
        cause = cause == null ? thrown : cause;
    }

    /** A part of a value cannot be read; it is shown where neither it nor the value around it may be a secret. */
    void addNotAllowed(Parameter parameter, String value, String part, String allowed) {
        boolean silent = parameter.isSecret() || value.contains(HASH) || KeyText.isTyped(value);
        String given = silent ? "the given value" : "\"" + shown(part) + "\"";
        sentences.add(parameter + ": " + given + " is not allowed; expected " + allowed);
    }

    private String shown(String value) {
        return Shown.of(secrets.hide(value).strip()); // the secret first: a part of it might not be found any more
    }

    List<String> sentences() {
        return sentences.stream().map(secrets::hide).toList();
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemsException when there is any; its cause is the first that was given with one
     */
    void reject() {
        if (!sentences.isEmpty()) {
            throw new ProblemsException(sentences(), cause);
        }
    }
}
