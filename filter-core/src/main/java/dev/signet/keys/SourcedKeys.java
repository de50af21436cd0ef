package dev.signet.keys;

import dev.signet.text.Shown;
import dev.signet.token.KeySource;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link KeySource} gives, with the same checks as keys of a file. */
final class SourcedKeys {

    private SourcedKeys() {}

    /**
     * The keys of the moment.
     *
     * @throws Exception of the source
     * @throws IllegalArgumentException when they cannot be used; the message says why
     */
    static List<KeyMaterial> read(KeySource source) throws Exception {
        List<KeySource.NamedKey> given = source.keys();
        List<KeyMaterial> materials = new ArrayList<>();
        for (KeySource.NamedKey named : given) {
            int number = materials.size() + 1;
            String label = "key " + number + (named.id() == null ? "" : " (kid " + Shown.of(named.id()) + ")");
            try {
                add(materials, material(label, named));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(label + ": " + e.getMessage(), e);
            }
        }
        return materials;
    }

    private static KeyMaterial material(String label, KeySource.NamedKey named) {
        Algorithm algorithm = Algorithm.named(named.algorithm());
        Key key = named.key();
        if (key instanceof PublicKey open) {
            KeyStrength.check(open);
            return new KeyMaterial(label, named.id(), algorithm, open, null, null);
        }
        if (key instanceof PrivateKey secret) {
            KeyStrength.check(secret);
            PublicKey half = KeyEncodings.publicHalf(secret);
            if (half != null) {
                KeyStrength.check(half);
            }
            return new KeyMaterial(label, named.id(), algorithm, half, secret, null);
        }
        byte[] bytes = key.getEncoded();
        if (bytes == null) {
            throw new IllegalArgumentException("the secret does not expose its bytes");
        }
        int least = algorithm == null ? Algorithm.HS256.hashBytes() : algorithm.hashBytes();
        return KeyMaterial.ofSecret(label, named.id(), algorithm, SharedSecret.ofJwk(bytes, least));
    }

    /** Adds a key, or makes it one with its other half, which goes by the same name. */
    private static void add(List<KeyMaterial> materials, KeyMaterial next) {
        for (int i = 0; i < materials.size(); i++) {
            KeyMaterial before = materials.get(i);
            if (before.id() != null
                    && Objects.equals(before.id(), next.id())
                    && !before.isSecret()
                    && !next.isSecret()) {
                PublicKey open = before.publicKey() == null ? next.publicKey() : before.publicKey();
                PrivateKey secret = before.privateKey() == null ? next.privateKey() : before.privateKey();
                boolean halves = isOther(before.publicKey(), next.publicKey())
                        && isOther(before.privateKey(), next.privateKey())
                        && before.algorithm() == next.algorithm();
                if (halves) {
                    materials.set(
                            i, new KeyMaterial(before.label(), before.id(), before.algorithm(), open, secret, null));
                    return;
                }
            }
        }
        materials.add(next);
    }

    private static boolean isOther(@Nullable Object one, @Nullable Object other) {
        return one == null || other == null || one.equals(other);
    }
}
