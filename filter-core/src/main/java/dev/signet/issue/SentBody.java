package dev.signet.issue;

import dev.signet.text.Shown;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a token request held.
 *
 * @param credentials null where it has none
 * @param parameters its members or fields, the credentials among them, in their order; none without a value
 */
record SentBody(@Nullable Credentials credentials, Map<String, List<String>> parameters) {

    /** That of a request without a body. */
    static final SentBody EMPTY = new SentBody(null, Map.of());

    /** The names of the parameters, never a value. */
    @Override
    public String toString() {
        return "SentBody[" + Shown.of(String.join(",", parameters.keySet())) + "]";
    }
}
