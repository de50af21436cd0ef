package dev.signet.keys;

import dev.signet.text.Shown;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator may know of keys: kind, algorithms and name; like {@code RSA key (kid a) for RS256}. */
final class KeySummary {

    /** Of the keys of one set that are named in a line. */
    private static final int MOST = 8;

    private KeySummary() {}

    /** The keys that may serve an allowed algorithm; the others are as good as not there. */
    static String of(KeySet keys, List<Algorithm> allowed) {
        List<String> words = new ArrayList<>();
        int more = 0;
        for (KeyMaterial key : keys.materials()) {
            List<Algorithm> algorithms = allowed.stream().filter(key::serves).toList();
            if (!algorithms.isEmpty() && words.size() < MOST) {
                words.add(of(key) + " for " + KeySet.joined(algorithms));
            } else if (!algorithms.isEmpty()) {
                more++;
            }
        }
        return String.join(", ", words) + (more == 0 ? "" : " and " + more + " more");
    }

    private static String of(KeyMaterial key) {
        String name = key.id() == null ? "" : " (kid " + Shown.of(key.id()) + ")";
        return (key.isSecret() ? "secret" : kind(key.publicKey() != null ? key.publicKey() : key.privateKey())) + name;
    }

    private static String kind(@Nullable Key key) {
        return key instanceof RSAKey ? "RSA key" : key instanceof ECKey ? "EC key" : "Ed25519 key";
    }
}
