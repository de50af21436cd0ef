package dev.signet.spring.boot;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration with which the application does not start, since it would be unprotected. Holds no secret. */
final class SignetConfigurationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    SignetConfigurationException(List<String> problems, @Nullable Throwable cause) {
        super("Signet cannot be set up:\n  - " + String.join("\n  - ", problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** A sentence each. */
    List<String> problems() {
        return problems;
    }
}
