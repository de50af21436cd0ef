package dev.signet.keys;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys that are made here, in the forms that the {@code jwt.*} parameters take. The numbers are the Java platform's. */
public final class NewKeys {

    /** What can be made. */
    public static final List<String> KINDS = List.of("rsa", "ec", "ed25519", "secret");

    private static final int RSA_BITS = 3072;
    private static final int SECRET_BYTES = 64;
    /** As text, four characters for three bytes: enough for HS512. */
    private static final int TEXT_BYTES = 48;

    private NewKeys() {}

    /**
     * A secret as text, or the private half of a pair as PEM.
     *
     * @param kind one of {@link #KINDS}
     * @param random where it comes from
     * @return its lines
     */
    public static List<String> text(String kind, SecureRandom random) {
        if (kind.equals("secret")) {
            return List.of(Base64.getEncoder().encodeToString(bytes(TEXT_BYTES, random)));
        }
        KeyPair pair = switch (kind) {
            case "rsa" -> rsa(RSA_BITS, random);
            case "ec" -> ec(Curve.P_256, random);
            default -> ed25519(random);
        };
        List<String> lines = new ArrayList<>(List.of("-----BEGIN PRIVATE KEY-----"));
        lines.addAll(Arrays.asList(Base64.getMimeEncoder()
                .encodeToString(pair.getPrivate().getEncoded())
                .split("\r\n", -1)));
        lines.add("-----END PRIVATE KEY-----");
        return lines;
    }

    /**
     * A JSON web key that signs.
     *
     * @param kind one of {@link #KINDS}
     * @param id its {@code kid}
     * @param random where it comes from
     * @return JSON
     */
    public static String jwk(String kind, String id, SecureRandom random) {
        return (switch (kind) {
                    case "rsa" -> jwk(rsa(RSA_BITS, random), null, id, null);
                    case "ec" -> jwk(ec(Curve.P_256, random), Curve.P_256, id, null);
                    case "ed25519" -> jwk(ed25519(random), null, id, null);
                    default -> secret(SECRET_BYTES, id, null, random);
                })
                .toJSONString();
    }

    /**
     * A new one of the kind, size and algorithm of another.
     *
     * @param other a JSON web key that was found to be right
     * @param id the new one's {@code kid}
     * @param random where it comes from
     * @return JSON
     */
    public static String jwkLike(String other, String id, SecureRandom random) {
        try {
            JWK known = JWK.parse(other);
            Algorithm algorithm = known.getAlgorithm();
            JWK made;
            if (known instanceof RSAKey rsa) {
                made = jwk(rsa(Math.max(rsa.size(), RSA_BITS), random), null, id, algorithm);
            } else if (known instanceof ECKey ec) {
                made = jwk(ec(ec.getCurve(), random), ec.getCurve(), id, algorithm);
            } else if (known instanceof OctetSequenceKey secret) {
                made = secret(Math.max(secret.size() / 8, SECRET_BYTES), id, algorithm, random);
            } else {
                made = jwk(ed25519(random), null, id, algorithm);
            }
            return made.toJSONString();
        } catch (ParseException e) {
            throw new IllegalArgumentException("it was found to be right before", e);
        }
    }

    /**
     * Reads a set as {@code jwt.jwks-file} is read, whatever algorithms are allowed.
     *
     * @param set its bytes
     * @throws IllegalArgumentException when a key in it is wrong, or keys contradict each other
     */
    public static void check(byte[] set) {
        List<dev.signet.keys.Algorithm> all = List.of(dev.signet.keys.Algorithm.values());
        List<KeyMaterial> keys = JwksReader.ofFile(set, all, note -> {});
        KeySet.of(keys, List.copyOf(KeySet.fitting(keys)));
    }

    /**
     * Whether a key of a set is one that can sign, as the set is read.
     *
     * @param jwk JSON
     * @return false for a public key, and for one that is left out because it is for something else
     */
    public static boolean canSign(String jwk) {
        List<dev.signet.keys.Algorithm> all = List.of(dev.signet.keys.Algorithm.values());
        byte[] alone = ("{\"keys\":[" + jwk + "]}").getBytes(StandardCharsets.UTF_8);
        try {
            List<KeyMaterial> keys = JwksReader.ofFile(alone, all, note -> {});
            return KeySet.of(keys, List.copyOf(KeySet.fitting(keys))).signing() != null;
        } catch (IllegalArgumentException e) {
            return false; // nothing of it is left
        }
    }

    private static JWK jwk(KeyPair pair, @Nullable Curve curve, String id, @Nullable Algorithm algorithm) {
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa)
                    .privateKey(pair.getPrivate())
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(id)
                    .algorithm(algorithm)
                    .build();
        }
        if (curve != null) {
            return new ECKey.Builder(curve, (ECPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(id)
                    .algorithm(algorithm)
                    .build();
        }
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(KeyEncodings.ed25519Bytes(pair.getPublic())))
                .d(Base64URL.encode(seed))
                .keyUse(KeyUse.SIGNATURE)
                .keyID(id)
                .algorithm(algorithm)
                .build();
    }

    private static JWK secret(int length, String id, @Nullable Algorithm algorithm, SecureRandom random) {
        return new OctetSequenceKey.Builder(bytes(length, random))
                .keyUse(KeyUse.SIGNATURE)
                .keyID(id)
                .algorithm(algorithm)
                .build();
    }

    private static byte[] bytes(int count, SecureRandom random) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static KeyPair rsa(int bits, SecureRandom random) {
        return pair("RSA", generator -> generator.initialize(bits, random));
    }

    private static KeyPair ec(Curve curve, SecureRandom random) {
        return pair("EC", generator -> generator.initialize(new ECGenParameterSpec(curve.getStdName()), random));
    }

    private static KeyPair ed25519(SecureRandom random) {
        return pair("Ed25519", generator -> generator.initialize(255, random));
    }

    /** Says how large a key has to be. */
    private interface Size {
        void set(KeyPairGenerator generator) throws GeneralSecurityException;
    }

    private static KeyPair pair(String kind, Size size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            size.set(generator);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform makes no keys of kind " + kind, e);
        }
    }
}
