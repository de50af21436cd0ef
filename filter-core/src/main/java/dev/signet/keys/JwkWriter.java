package dev.signet.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/** Public keys as JSON web keys (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2), put together by Nimbus. */
final class JwkWriter {

    private JwkWriter() {}

    /** The name of a key that has none, made of the key itself (RFC 7638). */
    static String thumbprint(PublicKey key) {
        try {
            return jwk(key, null, null).computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static JWK jwk(PublicKey key, @Nullable String id, @Nullable Algorithm algorithm) {
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
}
