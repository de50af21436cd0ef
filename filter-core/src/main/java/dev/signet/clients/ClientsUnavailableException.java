package dev.signet.clients;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What the tables say cannot be found out now. Whoever is answered because of it says so; the log has heard the reason. */
public final class ClientsUnavailableException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean misconfigured;

    ClientsUnavailableException(String message, boolean misconfigured, @Nullable Throwable cause) {
        super(message, cause);
        this.misconfigured = misconfigured;
    }

    /**
     * Whether it never will be, because what was named is something else.
     *
     * @return true where an installer has to change something
     */
    public boolean isMisconfigured() {
        return misconfigured;
    }
}
