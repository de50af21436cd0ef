package dev.signet.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one moment, each bound to its algorithms. Two sets are equal when they hold the same keys under the same
 * names. Immutable and thread-safe.
 */
final class KeySet {

    /** Keys without a name answer to every token, so there may be only as many as one token may be held against. */
    static final int MOST_UNNAMED = SignatureCheck.MOST_TRIED;

    private final List<KeyMaterial> materials;
    private final List<VerificationKey> all;
    private final List<VerificationKey> unnamed;
    private final Map<String, List<VerificationKey>> byId;
    private final @Nullable SigningKey signing;

    private KeySet(List<KeyMaterial> materials, List<VerificationKey> all, @Nullable SigningKey signing) {
        this.materials = materials;
        this.all = all;
        this.signing = signing;
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
     * Binds keys to algorithms.
     *
     * @param materials the keys in their order; the first that can sign is the one that signs
     * @param allowed the allow-list; the first that fits signs
     * @throws IllegalArgumentException when the keys contradict each other or the allow-list, or none is usable
     */
    static KeySet of(List<KeyMaterial> materials, List<Algorithm> allowed) {
        rejectContradictions(materials);
        List<VerificationKey> keys = new ArrayList<>();
        SigningKey signing = null;
        for (KeyMaterial material : materials) {
            for (Algorithm algorithm : allowed) {
                if (material.serves(algorithm)) {
                    VerificationKey key = verificationKey(material, algorithm);
                    if (key != null) {
                        keys.add(key);
                    }
                    signing = signing != null ? signing : signingKey(material, algorithm, key);
                }
            }
        }
        if (keys.isEmpty() && signing == null) {
            throw new IllegalArgumentException(notAllowed(materials, allowed));
        }
        return new KeySet(List.copyOf(materials), List.copyOf(keys), signing);
    }

    private static void rejectContradictions(List<KeyMaterial> materials) {
        if (materials.isEmpty()) {
            throw new IllegalArgumentException("there is no key in it");
        }
        long secrets = materials.stream().filter(KeyMaterial::isSecret).count();
        if (secrets > 0 && secrets < materials.size()) {
            throw new IllegalArgumentException(
                    "there are secrets and public keys in one set, so that one could be taken"
                            + " for the other; keep only one of the two kinds");
        }
        Set<String> ids = new HashSet<>();
        for (KeyMaterial material : materials) {
            if (material.id() != null && !ids.add(material.id())) {
                throw new IllegalArgumentException("the kid " + Fingerprint.cleaned(material.id())
                        + " names several keys; give each key a kid of its own");
            }
        }
        long unnamed =
                materials.stream().filter(material -> material.id() == null).count();
        if (unnamed > MOST_UNNAMED) {
            throw new IllegalArgumentException(
                    "there are " + unnamed + " keys without a kid, and a token would have to be"
                            + " held against all; at most " + MOST_UNNAMED + " are allowed");
        }
    }

    private static @Nullable VerificationKey verificationKey(KeyMaterial material, Algorithm algorithm) {
        byte[] secret = material.secret();
        if (secret != null) {
            return new HmacKey(algorithm, material.id(), secret);
        }
        return material.publicKey() == null
                ? null
                : new PublicSignatureKey(algorithm, material.id(), material.publicKey());
    }

    private static @Nullable SigningKey signingKey(
            KeyMaterial material, Algorithm algorithm, @Nullable VerificationKey verification) {
        if (verification instanceof HmacKey secret) {
            return secret;
        }
        if (material.privateKey() == null) {
            return null;
        }
        String id = material.id() == null && material.publicKey() != null
                ? PublishedKeys.thumbprint(material.publicKey()) // so that others find it in what we publish
                : material.id();
        PrivateSignatureKey key = new PrivateSignatureKey(algorithm, id, material.privateKey());
        if (verification != null) {
            rejectForeignHalf(material, key, verification);
        }
        return key;
    }

    private static void rejectForeignHalf(KeyMaterial material, SigningKey key, VerificationKey verification) {
        byte[] probe = {1, 2, 3};
        boolean fits;
        try {
            fits = verification.verifies(probe, probe.length, key.sign(probe, probe.length));
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(material.label() + ": its private key cannot sign; make another", e);
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    material.label() + ": its private and its public half do not belong together");
        }
    }

    private static String notAllowed(List<KeyMaterial> materials, List<Algorithm> allowed) {
        Set<Algorithm> fitting = fitting(materials);
        return "none of its keys is one of jwt.algorithms (" + joined(allowed) + "); "
                + (fitting.isEmpty()
                        ? "no algorithm fits them"
                        : "set jwt.algorithms to one of those that fit: " + joined(fitting));
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
     * none; a token without a name is held against all.
     */
    List<VerificationKey> candidates(@Nullable String keyId) {
        if (keyId == null || materials.size() == 1) {
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
        return object instanceof KeySet other && materials.equals(other.materials);
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
