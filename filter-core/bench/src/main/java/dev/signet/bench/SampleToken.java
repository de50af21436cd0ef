package dev.signet.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A token, by default of the interface document's shape: six claims, 465 characters under HS256. Its times are numbers,
 * because most libraries refuse the strings of the document's own sample.
 */
final class SampleToken {

    static final String ISSUER = "YFJwtIssuer";
    static final String AUDIENCE = "YFCustomer";
    static final byte[] SECRET = "uU4kNaEcVaYhRr0qXb8pTn2wLz6dGf9sMj1iKo3e7cWvB5xZ0yHtPdSgQlEfJmRk".getBytes(UTF_8);

    private final String algorithm;
    private final @Nullable KeyPair keys; // null: the secret
    private final Claims claims;
    private final String payload;
    private final String text;

    private SampleToken(String algorithm, @Nullable KeyPair keys, Claims claims, String payload)
            throws GeneralSecurityException {
        this.algorithm = algorithm;
        this.keys = keys;
        this.claims = claims;
        this.payload = payload;
        String input = encode(("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}").getBytes(UTF_8)) + "."
                + encode(payload.getBytes(UTF_8));
        this.text = input + "." + encode(sign(algorithm, keys, input.getBytes(ISO_8859_1)));
    }

    /** A genuine token of any algorithm of RFC 7518 §3 and {@code EdDSA}. */
    static SampleToken of(String algorithm, Claims claims) throws GeneralSecurityException {
        return new SampleToken(
                algorithm, Jca.isHmac(algorithm) ? null : Jca.keys(algorithm), claims, claims.payload(0));
    }

    /** One by the same key, as long as this one, with another name in it. */
    SampleToken another(int number) throws GeneralSecurityException {
        return new SampleToken(algorithm, keys, claims, claims.payload(number));
    }

    private static byte[] sign(String algorithm, @Nullable KeyPair keys, byte[] input) throws GeneralSecurityException {
        if (keys == null) {
            return Jca.mac(algorithm, SECRET).doFinal(input);
        }
        Signature signer = Jca.signature(algorithm);
        signer.initSign(keys.getPrivate());
        signer.update(input);
        return signer.sign();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    byte[] payload() {
        return payload.getBytes(UTF_8);
    }

    String algorithm() {
        return algorithm;
    }

    PublicKey publicKey() {
        if (keys == null) {
            throw new IllegalArgumentException(algorithm + " has no public key");
        }
        return keys.getPublic();
    }

    String text() {
        return text;
    }

    byte[] bytes() {
        return text.getBytes(ISO_8859_1);
    }

    /** The bytes that are signed. */
    byte[] input() {
        return text.substring(0, text.lastIndexOf('.')).getBytes(ISO_8859_1);
    }

    byte[] signature() {
        return Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
    }
}
