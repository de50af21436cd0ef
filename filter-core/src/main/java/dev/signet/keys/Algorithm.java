package dev.signet.keys;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A signature algorithm of RFC 7518 §3.1 or RFC 8037 §3.1 that Signet knows. */
enum Algorithm {
    HS256(Family.SECRET, "HmacSHA256", 32),
    HS384(Family.SECRET, "HmacSHA384", 48),
    HS512(Family.SECRET, "HmacSHA512", 64),
    RS256(Family.RSA, "SHA256withRSA", 32),
    RS384(Family.RSA, "SHA384withRSA", 48),
    RS512(Family.RSA, "SHA512withRSA", 64),
    PS256(Family.RSA, "RSASSA-PSS", 32),
    PS384(Family.RSA, "RSASSA-PSS", 48),
    PS512(Family.RSA, "RSASSA-PSS", 64),
    ES256(Family.EC, "SHA256withECDSAinP1363Format", 32),
    ES384(Family.EC, "SHA384withECDSAinP1363Format", 48),
    ES512(Family.EC, "SHA512withECDSAinP1363Format", 64),
    @SuppressWarnings("JavaCase") // the spelling of RFC 8037
    EdDSA(Family.ED25519, "Ed25519", 64);

    /** What a key is made of; a key has one family for ever. */
    enum Family {
        SECRET("a secret"),
        RSA("an RSA key"),
        EC("an elliptic-curve key"),
        ED25519("an Ed25519 key");

        private final String words;

        Family(String words) {
            this.words = words;
        }

        /** For messages; like {@code "an RSA key"}. */
        String words() {
            return words;
        }
    }

    private static final Map<String, Algorithm> NAMES = new LinkedHashMap<>();

    static {
        for (Algorithm algorithm : values()) {
            NAMES.put(algorithm.name(), algorithm);
        }
    }

    private final Family family;
    private final String javaName;
    private final int hashBytes;

    Algorithm(Family family, String javaName, int hashBytes) {
        this.family = family;
        this.javaName = javaName;
        this.hashBytes = hashBytes;
    }

    Family family() {
        return family;
    }

    /** The name by which the Java platform knows it. */
    String javaName() {
        return javaName;
    }

    /** Length of the hash, and least length of a secret (RFC 7518 §3.2). */
    int hashBytes() {
        return hashBytes;
    }

    /** The parameters of RFC 7518 §3.5: the salt is as long as the hash; null for all but PS. */
    @Nullable
    PSSParameterSpec parameters() {
        if (!javaName.equals("RSASSA-PSS")) {
            return null;
        }
        String hash = "SHA-" + hashBytes * 8;
        return new PSSParameterSpec(
                hash, "MGF1", new MGF1ParameterSpec(hash), hashBytes, PSSParameterSpec.TRAILER_FIELD_BC);
    }

    /** The one curve of an ES algorithm (RFC 7518 §3.4); null for all others. */
    @Nullable
    EcCurve curve() {
        return switch (this) {
            case ES256 -> EcCurve.P256;
            case ES384 -> EcCurve.P384;
            case ES512 -> EcCurve.P521;
            default -> null;
        };
    }

    /** Whether a public or private key is one of this algorithm. */
    boolean fits(Key key) {
        return switch (family) {
            case SECRET -> false; // a public key is no secret, whoever asks
            // a key that is restricted to PSS (RFC 4055 §1.2) says so by its own name
            case RSA ->
                key instanceof RSAKey
                        && (parameters() != null || !key.getAlgorithm().equals("RSASSA-PSS"));
            case EC -> key instanceof ECKey ec && EcCurve.of(ec.getParams()) == curve();
            case ED25519 ->
                key instanceof EdECKey ed && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
        };
    }

    /** The algorithm of a header; exactly as spelled, because {@code "hs256"} and {@code "None"} are attacks. */
    static @Nullable Algorithm named(@Nullable String name) {
        return NAMES.get(name);
    }

    /** The allow-list that was given; the first one signs. */
    static List<Algorithm> read(Parameters parameters) {
        List<Algorithm> algorithms = new ArrayList<>();
        for (String name : parameters.list(Parameter.JWT_ALGORITHMS)) {
            Algorithm algorithm = named(name);
            if (algorithm == null) {
                parameters.problem(
                        Parameter.JWT_ALGORITHMS, "some of " + String.join(",", names()) + ", separated by commas");
                return List.of(HS256);
            }
            if (!algorithms.contains(algorithm)) {
                algorithms.add(algorithm);
            }
        }
        return List.copyOf(algorithms);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Algorithm::name).toList();
    }
}
