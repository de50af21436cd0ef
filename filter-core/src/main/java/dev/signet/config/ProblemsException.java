package dev.signet.config;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration with which nothing can be set up: its message lists all problems, a line each. */
public final class ProblemsException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ProblemsException(List<String> problems, @Nullable Throwable cause) {
        super(
                problems.size() + (problems.size() == 1 ? " problem" : " problems")
                        + " in the Signet configuration:\n  - " + String.join("\n  - ", problems),
                cause);
        this.problems = List.copyOf(problems);
    }

    /**
     * The same, one by one, for those who show them in a form of their own.
     *
     * @return a sentence each, which begins with what it is about and holds no secret
     */
    public List<String> problems() {
        return problems;
    }
}
