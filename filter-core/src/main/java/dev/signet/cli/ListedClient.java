package dev.signet.cli;

import dev.signet.clients.KnownClient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client as a list shows it.
 *
 * @param id its {@code appKey}
 * @param label for people
 * @param known everything that counts; null where it cannot be read, so that it counts as disabled
 * @param networks where it may call from, as they were typed
 */
record ListedClient(
        String id, @Nullable String label, @Nullable KnownClient known, List<String> networks) {

    /** The heads of the columns. */
    static final List<String> HEADS =
            List.of("id", "state", "secrets", "scopes", "roles", "networks", "limits", "label");

    /** What stands in the columns. */
    List<String> cells(Instant now) {
        if (known == null) {
            return List.of(id, "unreadable", "-", "-", "-", "-", "-", label == null ? "-" : label);
        }
        return List.of(
                id,
                known.disabled() ? "disabled" : "enabled",
                secrets(known.secrets(), now),
                words(known.scopes()),
                words(known.roles()),
                words(networks),
                known.limits().toString(),
                label == null ? "-" : label);
    }

    /** How many are accepted, and when the last of them ends. */
    private static String secrets(List<KnownClient.Secret> all, Instant now) {
        List<KnownClient.Secret> current =
                all.stream().filter(secret -> secret.isCurrent(now)).toList();
        Instant end = current.stream()
                .map(KnownClient.Secret::end)
                .max(Instant::compareTo)
                .orElse(Instant.MAX);
        return current.size() + (end.equals(Instant.MAX) ? "" : " until " + end);
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "-" : String.join(" ", words);
    }
}
