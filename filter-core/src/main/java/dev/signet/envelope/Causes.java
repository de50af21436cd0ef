package dev.signet.envelope;

import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception and what caused it, the outermost first. */
final class Causes {

    private static final int DEEPEST = 20; // causes may form a circle

    private Causes() {}

    static List<Throwable> of(Throwable thrown) {
        List<Throwable> all = new ArrayList<>();
        for (Throwable at = thrown; at != null && all.size() < DEEPEST; at = next(at)) {
            all.add(at);
        }
        return all;
    }

    private static @Nullable Throwable next(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null && thrown instanceof ServletException servlet ? servlet.getRootCause() : cause;
    }
}
