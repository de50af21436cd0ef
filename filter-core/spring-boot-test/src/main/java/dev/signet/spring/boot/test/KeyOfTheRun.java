package dev.signet.spring.boot.test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.token.KeySource;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A key that lives as long as this JVM, and is nowhere else. Thread-safe. */
final class KeyOfTheRun {

    static final String ALGORITHM = "ES256";

    private static final String ID = "of-the-run";
    private static final KeyPair PAIR = pair();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the application verifies and signs with. */
    static final KeySource SOURCE = () -> List.of(
            new KeySource.NamedKey(PAIR.getPublic(), ID, ALGORITHM),
            new KeySource.NamedKey(PAIR.getPrivate(), ID, ALGORITHM));

    private KeyOfTheRun() {}

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no P-256", e);
        }
    }

    /** A compact JWS (RFC 7515 §7.1). */
    static String sign(String type, Map<String, Object> claims) {
        try {
            String signed = part(Map.of("alg", ALGORITHM, "kid", ID, "typ", type)) + "." + part(claims);
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(PAIR.getPrivate());
            signature.update(signed.getBytes(US_ASCII));
            return signed + "." + base64Url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, Object> members) {
        try {
            return base64Url(JSON.writeValueAsString(members).getBytes(UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a claim cannot be written as JSON", e);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
