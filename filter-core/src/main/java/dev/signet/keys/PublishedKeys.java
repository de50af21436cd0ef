package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The public keys with which others can check the tokens made here, as a JWK set (RFC 7517 §5). Thread-safe. */
final class PublishedKeys {

    private record Written(List<KeyMaterial> keys, byte @Nullable [] json) {}

    private final Supplier<List<KeyMaterial>> keys;
    private final List<Algorithm> allowed;
    private volatile @Nullable Written written;

    PublishedKeys(Supplier<List<KeyMaterial>> keys, List<Algorithm> allowed) {
        this.keys = keys;
        this.allowed = allowed;
    }

    /**
     * The JWK set of the moment.
     *
     * @return UTF-8 JSON with a {@code kid} for each key, or null where there are only secrets
     * @throws IllegalStateException when no key can be had at the moment
     */
    byte @Nullable [] json() {
        List<KeyMaterial> now = keys.get();
        Written known = written;
        if (known == null || !known.keys.equals(now)) {
            known = new Written(now, write(now));
            written = known;
        }
        return known.json == null ? null : known.json.clone();
    }

    private byte @Nullable [] write(List<KeyMaterial> materials) {
        List<JWK> jwks = new ArrayList<>();
        List<PublicKey> seen = new ArrayList<>();
        for (KeyMaterial material : materials) {
            PublicKey key = material.publicKey();
            List<Algorithm> algorithms =
                    allowed.stream().filter(material::serves).toList();
            if (key != null && !algorithms.isEmpty() && !seen.contains(key)) {
                seen.add(key);
                // a key that serves several algorithms names none, so that nobody takes one for the only one
                Algorithm only = algorithms.size() == 1 ? algorithms.get(0) : null;
                jwks.add(JwkWriter.jwk(key, material.id() == null ? JwkWriter.thumbprint(key) : material.id(), only));
            }
        }
        return jwks.isEmpty() ? null : new JWKSet(jwks).toString(true).getBytes(UTF_8);
    }

    /**
     * Nothing of the keys.
     *
     * @return {@code "published keys"}
     */
    @Override
    public String toString() {
        return "published keys";
    }
}
