package dev.signet.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one moment, each bound to its algorithms. Two sets are equal when they hold the same keys under the same
 * names. Immutable and thread-safe.
 */
final class KeySet {

    private final List<KeyMaterial> materials;
    private final boolean alone;
    private final List<VerificationKey> all;
    private final List<VerificationKey> unnamed;
    private final Map<String, List<VerificationKey>> byId;
    private final @Nullable SigningKey signing;

    private KeySet(List<KeyMaterial> materials, boolean alone, List<KeyBinding> bindings) {
        this.materials = List.copyOf(materials);
        this.alone = alone;
        this.all = bindings.stream()
                .flatMap(binding -> binding.verifying().stream())
                .toList();
        this.signing = bindings.stream()
                .map(KeyBinding::signing)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        this.unnamed = all.stream().filter(key -> key.id() == null).toList();
        this.byId = new HashMap<>();
        for (VerificationKey key : all) {
            String id = key.id();
            if (id != null) {
                byId.computeIfAbsent(id, name -> new ArrayList<>()).add(key);
            }
        }
        byId.values().forEach(named -> named.addAll(unnamed));
    }

    /**
     * Binds keys of our own to algorithms.
     *
     * @param materials the keys in their order; the first that can sign is the one that signs
     * @param allowed the allow-list; the first that fits signs
     * @throws IllegalArgumentException when the keys contradict each other or the allow-list, or none is usable
     */
    static KeySet of(List<KeyMaterial> materials, List<Algorithm> allowed) {
        KeyConflicts.reject(materials);
        List<KeyBinding> bindings = new ArrayList<>();
        for (KeyMaterial material : materials) {
            bindings.add(KeyBinding.of(material, allowed));
        }
        return new KeySet(materials, materials.size() == 1, bindings).usable(allowed);
    }

    /**
     * Binds keys that somebody else publishes: one that cannot be used beside the others is left out.
     *
     * @param found the keys in their order
     * @param allowed the allow-list
     * @param notes takes a line for each key that is left out
     * @throws IllegalArgumentException when none is usable
     */
    static KeySet ofPublished(FoundKeys found, List<Algorithm> allowed, Consumer<String> notes) {
        List<KeyMaterial> kept = new ArrayList<>();
        List<KeyBinding> bindings = new ArrayList<>();
        for (KeyMaterial material : found.materials()) {
            String conflict = KeyConflicts.ofPublished(material, kept, allowed);
            try {
                if (conflict == null) {
                    bindings.add(KeyBinding.of(material, allowed));
                    kept.add(material);
                }
            } catch (RuntimeException e) {
                conflict = "this Java platform cannot use it";
            }
            if (conflict != null) {
                notes.accept(material.label() + " is ignored: " + conflict);
            }
        }
        return new KeySet(kept, found.alone(), bindings).usable(allowed);
    }

    private KeySet usable(List<Algorithm> allowed) {
        if (all.isEmpty() && signing == null) {
            throw new IllegalArgumentException(notAllowed(materials, allowed));
        }
        return this;
    }

    private static String notAllowed(List<KeyMaterial> materials, List<Algorithm> allowed) {
        Set<Algorithm> fitting = fitting(materials);
        return "none of its keys fits jwt.algorithms (" + joined(allowed) + "); "
                + (fitting.isEmpty()
                        ? "no algorithm fits them"
                        : "set jwt.algorithms to one of these: " + joined(fitting));
    }

    /** The algorithms that some key of these may serve, whatever is allowed. */
    static Set<Algorithm> fitting(List<KeyMaterial> materials) {
        Set<Algorithm> fitting = new LinkedHashSet<>();
        for (Algorithm algorithm : Algorithm.values()) {
            if (materials.stream().anyMatch(material -> material.serves(algorithm))) {
                fitting.add(algorithm);
            }
        }
        return fitting;
    }

    static String joined(Iterable<Algorithm> algorithms) {
        List<String> names = new ArrayList<>();
        algorithms.forEach(algorithm -> names.add(algorithm.name()));
        return names.stream().collect(Collectors.joining(","));
    }

    /**
     * The keys that may have signed a token.
     *
     * <p>A single key needs no name, and names say nothing about it. Of several, those of the name, and those that have
     * none; a token without a name is held against all. A key that was left out counts here: that it is gone must not
     * make another answer to its name.
     */
    List<VerificationKey> candidates(@Nullable String keyId) {
        if (keyId == null || alone) {
            return all;
        }
        return byId.getOrDefault(keyId, unnamed);
    }

    /** Whether a key has this name, or has none and answers to all. */
    boolean answersTo(String keyId) {
        return byId.containsKey(keyId) || !unnamed.isEmpty();
    }

    boolean verifies() {
        return !all.isEmpty();
    }

    List<VerificationKey> all() {
        return all;
    }

    /** The key that signs; null where there are public keys only. */
    @Nullable
    SigningKey signing() {
        return signing;
    }

    List<KeyMaterial> materials() {
        return materials;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof KeySet other && alone == other.alone && materials.equals(other.materials);
    }

    @Override
    public int hashCode() {
        return materials.hashCode();
    }

    @Override
    public String toString() {
        return materials.size() + " keys for " + all;
    }
}
