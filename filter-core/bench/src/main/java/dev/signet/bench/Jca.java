package dev.signet.bench;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The Java platform's side of the algorithms of RFC 7518 §3 and RFC 8037, by their names there. */
final class Jca {

    private Jca() {}

    static boolean isHmac(String algorithm) {
        return algorithm.startsWith("HS");
    }

    /** Ready for {@code HS256}, {@code HS384} and {@code HS512}. */
    static Mac mac(String algorithm, byte[] secret) throws GeneralSecurityException {
        String name = "HmacSHA" + digest(algorithm);
        Mac mac = Mac.getInstance(name);
        mac.init(new SecretKeySpec(secret, name));
        return mac;
    }

    /** Not initialised; with signatures as they stand in a token. */
    static Signature signature(String algorithm) throws GeneralSecurityException {
        String digest = digest(algorithm);
        switch (family(algorithm)) {
            case "RS":
                return Signature.getInstance("SHA" + digest + "withRSA");
            case "ES":
                return Signature.getInstance("SHA" + digest + "withECDSAinP1363Format");
            case "PS":
                Signature signature = Signature.getInstance("RSASSA-PSS");
                String hash = "SHA-" + digest;
                int salt = Integer.parseInt(digest) / 8;
                signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
                return signature;
            default:
                return Signature.getInstance("Ed25519");
        }
    }

    /** RSA keys of 2048 bits, the curve of the algorithm, or Ed25519. */
    static KeyPair keys(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator;
        switch (family(algorithm)) {
            case "RS", "PS" -> {
                generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
            }
            case "ES" -> {
                generator = KeyPairGenerator.getInstance("EC");
                String curve = algorithm.equals("ES512") ? "521" : digest(algorithm);
                generator.initialize(new ECGenParameterSpec("secp" + curve + "r1"));
            }
            default -> generator = KeyPairGenerator.getInstance("Ed25519");
        }
        return generator.generateKeyPair();
    }

    private static String family(String algorithm) {
        return algorithm.substring(0, 2);
    }

    private static String digest(String algorithm) {
        return algorithm.substring(2);
    }
}
