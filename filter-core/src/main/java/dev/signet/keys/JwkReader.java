package dev.signet.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.signet.text.Base64Url;
import dev.signet.text.MalformedException;
import dev.signet.text.Shown;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One JSON web key (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2). Nimbus puts its numbers together; what counts is here. */
final class JwkReader {

    /** A key that may be fine and is not for us. */
    static final class NotForUsException extends Exception {

        private static final long serialVersionUID = 1L;

        NotForUsException(String why) {
            super(why, null, false, false);
        }
    }

    /** What makes up a key, all base64url; nothing else is read, certificates and their addresses least of all. */
    private static final Set<String> NUMBERS = Set.of("n", "e", "d", "p", "q", "dp", "dq", "qi", "x", "y", "k");

    private static final Set<String> WORDS = Set.of("kty", "kid", "use", "alg", "crv");
    private static final Set<String> CURVES = Set.of("P-256", "P-384", "P-521");

    private final boolean published;
    private final int leastSecretBytes;

    /**
     * Says whose keys are read.
     *
     * @param published whether everybody can read them
     * @param allowed the allow-list; tells how long a secret has to be that names no algorithm
     */
    JwkReader(boolean published, List<Algorithm> allowed) {
        this.published = published;
        this.leastSecretBytes = allowed.stream()
                .filter(algorithm -> algorithm.family() == Algorithm.Family.SECRET)
                .mapToInt(Algorithm::hashBytes)
                .min()
                .orElse(Algorithm.HS256.hashBytes());
    }

    /**
     * Reads a key.
     *
     * @param label how messages speak of it
     * @param jwk an object of strict JSON
     * @throws NotForUsException when it is meant for something else
     * @throws IllegalArgumentException when it is wrong; the message says what to do
     */
    KeyMaterial read(String label, Map<String, @Nullable Object> jwk) throws NotForUsException {
        for (String name : WORDS) {
            if (jwk.containsKey(name) && !(jwk.get(name) instanceof String)) {
                throw new IllegalArgumentException("its " + name + " is not a string (RFC 7517 §4)");
            }
        }
        String kind = text(jwk, "kty");
        String curve = text(jwk, "crv");
        if (kind == null) {
            throw new IllegalArgumentException("it has no kty (RFC 7517 §4.1)");
        }
        boolean known = switch (kind) {
            case "RSA", "oct" -> true;
            case "EC" -> curve == null || CURVES.contains(curve);
            case "OKP" -> "Ed25519".equals(curve);
            default -> false;
        };
        if (!known) {
            throw new NotForUsException("no algorithm uses its kty and crv, " + Shown.of(kind + " " + curve));
        }
        rejectOtherUse(jwk, kind);
        Algorithm algorithm = algorithm(text(jwk, "alg"));
        KeyMaterial material =
                bound(label, text(jwk, "kid"), algorithm, parsed(kind, jwk)); // only numbers, so no surprises
        if (algorithm != null && !material.serves(algorithm)) {
            throw new IllegalArgumentException("its alg " + algorithm + " does not fit the key");
        }
        return material;
    }

    /** RFC 7517 §4.2 and §4.3. */
    private static void rejectOtherUse(Map<?, ?> jwk, String kind) throws NotForUsException {
        String use = text(jwk, "use");
        if (use != null && !use.equals("sig")) {
            throw new NotForUsException("its use is " + Shown.of(use) + ", not sig");
        }
        if (!jwk.containsKey("key_ops")) {
            return;
        }
        if (!(jwk.get("key_ops") instanceof List<?> operations)) {
            throw new IllegalArgumentException("its key_ops is not an array (RFC 7517 §4.3)");
        }
        boolean signs = jwk.containsKey("d") && !kind.equals("oct") && operations.contains("sign");
        if (!operations.contains("verify") && !signs) {
            throw new NotForUsException("its key_ops do not include verify");
        }
    }

    private static @Nullable Algorithm algorithm(@Nullable String name) throws NotForUsException {
        // RFC 9864 §2.2 has a second name for EdDSA with this curve
        Algorithm algorithm = "Ed25519".equals(name) ? Algorithm.EdDSA : Algorithm.named(name);
        if (algorithm == null && name != null) {
            throw new NotForUsException(
                    "its alg " + Shown.of(name) + " is not one of " + String.join(",", Algorithm.names()));
        }
        return algorithm;
    }

    private static JWK parsed(String kind, Map<?, ?> jwk) {
        Map<String, Object> numbers = new HashMap<>();
        numbers.put("kty", kind);
        if (jwk.get("crv") instanceof String curve) {
            numbers.put("crv", curve);
        }
        for (String name : NUMBERS) {
            if (jwk.containsKey(name)) {
                numbers.put(name, canonical(name, jwk.get(name)));
            }
        }
        try {
            return JWK.parse(numbers);
        } catch (ParseException | RuntimeException e) {
            throw inconsistent(kind, e); // a point that is not on its curve is found here, too
        }
    }

    private static String canonical(String name, @Nullable Object value) {
        if (value instanceof String text) {
            try {
                byte[] bytes = text.getBytes(ISO_8859_1);
                Base64Url.decode(bytes, 0, bytes.length);
                return text;
            } catch (MalformedException e) {
                // falls through to the one message both mistakes share
            }
        }
        throw new IllegalArgumentException("its " + name + " is not base64url without padding (RFC 7515 §2)");
    }

    private KeyMaterial bound(String label, @Nullable String id, @Nullable Algorithm algorithm, JWK jwk) {
        if (jwk instanceof OctetSequenceKey secret) {
            if (published) {
                throw new IllegalArgumentException("it is a published secret, so anyone can sign with it; its"
                        + " publisher must replace it and keep the new one private");
            }
            int least = algorithm == null ? leastSecretBytes : algorithm.hashBytes();
            return KeyMaterial.ofSecret(label, id, algorithm, SharedSecret.ofJwk(secret.toByteArray(), least));
        }
        if (jwk instanceof RSAKey rsa) {
            KeyStrength.checkRsa(
                    rsa.getModulus().decodeToBigInteger(),
                    rsa.getPublicExponent().decodeToBigInteger());
        }
        PublicKey publicKey;
        PrivateKey privateKey;
        try {
            if (jwk instanceof RSAKey rsa) {
                publicKey = rsa.toRSAPublicKey();
                privateKey = rsa.isPrivate() ? rsa.toRSAPrivateKey() : null;
            } else if (jwk instanceof ECKey ec) {
                publicKey = ec.toECPublicKey();
                privateKey = ec.isPrivate() ? ec.toECPrivateKey() : null;
            } else {
                OctetKeyPair pair = (OctetKeyPair) jwk;
                publicKey = KeyEncodings.ed25519Public(pair.getDecodedX());
                privateKey = pair.isPrivate() ? KeyEncodings.ed25519Private(pair.getDecodedD()) : null;
            }
        } catch (IllegalArgumentException e) {
            throw e; // says what is wrong
        } catch (JOSEException | RuntimeException e) {
            throw inconsistent(jwk.getKeyType().getValue(), e);
        }
        if (privateKey != null && published) {
            throw new IllegalArgumentException(
                    "its private half is published, so anyone can sign with it; its" + " publisher must replace it");
        }
        KeyStrength.check(publicKey);
        return new KeyMaterial(label, id, algorithm, publicKey, privateKey, null);
    }

    private static IllegalArgumentException inconsistent(String kind, Exception cause) {
        return new IllegalArgumentException(
                "it is not a complete and consistent " + kind + " key (RFC 7518 §6)", cause);
    }

    private static @Nullable String text(Map<?, ?> jwk, String name) {
        return jwk.get(name) instanceof String text ? text : null;
    }
}
