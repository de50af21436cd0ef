package dev.signet.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The public keys with which others can check the tokens made here, as a JWK set (RFC 7517 §5). Thread-safe. */
public final class PublishedKeys {

    private record Written(List<KeyMaterial> keys, byte @Nullable [] json) {}

    private final Supplier<List<KeyMaterial>> keys;
    private final List<Algorithm> allowed;
    private volatile @Nullable Written written;

    private PublishedKeys(Supplier<List<KeyMaterial>> keys, List<Algorithm> allowed) {
        this.keys = keys;
        this.allowed = allowed;
    }

    /**
     * The public keys of the settings: those of the key files, never a secret, and never those of somebody else's
     * {@code jwt.jwks-url}.
     *
     * @param settings read without a problem
     * @return the keys, which follow their files
     * @throws IllegalArgumentException when the settings were read with problems
     */
    public static PublishedKeys of(JwtSettings settings) {
        return new PublishedKeys(settings.keys().published(), settings.algorithms());
    }

    /**
     * The JWK set of the moment.
     *
     * @return UTF-8 JSON with a {@code kid} for each key, or null where there are only secrets
     * @throws IllegalStateException when no key is available at the moment
     */
    public byte @Nullable [] json() {
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
                jwks.add(jwk(key, material.id() == null ? thumbprint(key) : material.id(), only));
            }
        }
        return jwks.isEmpty() ? null : new JWKSet(jwks).toString(true).getBytes(UTF_8);
    }

    /** The name of a key that has none, made of the key itself (RFC 7638). */
    static String thumbprint(PublicKey key) {
        try {
            return jwk(key, null, null).computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static JWK jwk(PublicKey key, @Nullable String id, @Nullable Algorithm algorithm) {
        JWSAlgorithm alg = algorithm == null ? null : JWSAlgorithm.parse(algorithm.name());
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(id)
                    .algorithm(alg)
                    .build();
        }
        EcCurve curve = key instanceof ECPublicKey ec ? EcCurve.of(ec.getParams()) : null;
        if (curve != null) {
            return new ECKey.Builder(Curve.parse(curve.joseName()), (ECPublicKey) key)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(id)
                    .algorithm(alg)
                    .build();
        }
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(KeyEncodings.ed25519Bytes(key)))
                .keyUse(KeyUse.SIGNATURE)
                .keyID(id)
                .algorithm(alg)
                .build();
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
