package dev.signet.referee;

import java.security.Key;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key made anew for each run, for one algorithm, with a name; as JSON web key and as the Java platform has it. */
final class RefereeKey {

    private final String algorithm;
    private final JsonWebKey jwk;

    private RefereeKey(String algorithm, JsonWebKey jwk) {
        this.algorithm = algorithm;
        this.jwk = jwk;
    }

    static RefereeKey make(String algorithm, String id) throws JoseException {
        JsonWebKey jwk = switch (algorithm) {
            case "HS256", "HS384", "HS512" -> OctJwkGenerator.generateJwk(Integer.parseInt(algorithm.substring(2)));
            case "ES256" -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
            case "ES384" -> EcJwkGenerator.generateJwk(EllipticCurves.P384);
            case "ES512" -> EcJwkGenerator.generateJwk(EllipticCurves.P521);
            case "EdDSA" -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            default -> RsaJwkGenerator.generateJwk(2048);
        };
        jwk.setKeyId(id);
        jwk.setAlgorithm(algorithm);
        jwk.setUse("sig");
        return new RefereeKey(algorithm, jwk);
    }

    String algorithm() {
        return algorithm;
    }

    String id() {
        return jwk.getKeyId();
    }

    /** The private key, or the secret. */
    Key signing() {
        return jwk instanceof PublicJsonWebKey pair ? pair.getPrivateKey() : jwk.getKey();
    }

    /** With everything that signs. */
    String privateJson() {
        return jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    /** With what verifies: the public half, or the secret where there are no halves. */
    String verifyingJson() {
        return jwk.toJson(
                jwk instanceof PublicJsonWebKey
                        ? OutputControlLevel.PUBLIC_ONLY
                        : OutputControlLevel.INCLUDE_SYMMETRIC);
    }

    static String set(String... jwks) {
        return "{\"keys\":[" + String.join(",", jwks) + "]}";
    }
}
