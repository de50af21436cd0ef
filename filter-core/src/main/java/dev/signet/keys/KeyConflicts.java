package dev.signet.keys;

import dev.signet.text.Shown;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which keys cannot stand beside each other. A {@code kid} chooses together with the algorithm (RFC 7517 §4.5), so keys of
 * different kinds may share one.
 */
final class KeyConflicts {

    /** A token is held against so many keys of its algorithm: more would be work for an attacker. */
    static final int MOST_TRIED = 8;

    private KeyConflicts() {}

    /**
     * Looks at keys of our own, where a conflict is a mistake that can be put right.
     *
     * @throws IllegalArgumentException when there is one, or no key at all; the message says what to do
     */
    static void reject(List<KeyMaterial> materials) {
        if (materials.isEmpty()) {
            throw new IllegalArgumentException("it contains no key");
        }
        long secrets = materials.stream().filter(KeyMaterial::isSecret).count();
        if (secrets > 0 && secrets < materials.size()) {
            throw new IllegalArgumentException(
                    "the set mixes secrets and public keys, so one could be taken for the other; keep only one kind");
        }
        for (int i = 0; i < materials.size(); i++) {
            KeyMaterial material = materials.get(i);
            if (material.id() != null
                    && materials.subList(0, i).stream().anyMatch(other -> isOfOneNameAndAlgorithm(other, material))) {
                throw new IllegalArgumentException(
                        "the kid " + Shown.of(material.id()) + " is used by several keys; give each key its own kid");
            }
        }
        long unnamed =
                materials.stream().filter(material -> material.id() == null).count();
        // they answer to every token
        if (unnamed > MOST_TRIED) {
            throw new IllegalArgumentException(
                    "there are " + unnamed + " keys without a kid, and a token would have to be"
                            + " tried against all of them; at most " + MOST_TRIED + " are allowed");
        }
    }

    private static boolean isOfOneNameAndAlgorithm(KeyMaterial one, KeyMaterial other) {
        return Objects.equals(one.id(), other.id())
                && Stream.of(Algorithm.values())
                        .anyMatch(algorithm -> one.serves(algorithm) && other.serves(algorithm));
    }

    /** Why a key that somebody else publishes cannot stand beside those in front of it; null where it can. */
    static @Nullable String ofPublished(KeyMaterial material, List<KeyMaterial> before, List<Algorithm> allowed) {
        if (before.contains(material)) {
            return "the set contains it already";
        }
        for (Algorithm algorithm : allowed) {
            long same = before.stream()
                    .filter(other -> Objects.equals(other.id(), material.id()) && other.serves(algorithm))
                    .count();
            if (material.serves(algorithm) && same >= MOST_TRIED) {
                return "there are " + same + " keys for " + algorithm + " before it "
                        + (material.id() == null ? "without a kid" : "with its kid")
                        + ", and a token is tried against no more";
            }
        }
        return null;
    }
}
