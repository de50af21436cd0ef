package dev.signet.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A token of the interface document's shape: six claims, 465 characters under HS256. Its times are numbers, because most
 * libraries refuse the strings of the document's own sample.
 */
final class SampleToken {

    static final String ISSUER = "YFJwtIssuer";
    static final String AUDIENCE = "YFCustomer";
    static final byte[] SECRET = "uU4kNaEcVaYhRr0qXb8pTn2wLz6dGf9sMj1iKo3e7cWvB5xZ0yHtPdSgQlEfJmRk".getBytes(UTF_8);

    private static final String PAYLOAD = "{\"nbf\":1664344355,\"exp\":4070908800,"
            + "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\":\"2668cfee8548444bb5f7dead4e1356e6\","
            + "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier\":"
            + "\"UY38yyr/nYMts++j8/c7TZl4PciqT4hGF/V0XdNp0pE=\","
            + "\"iss\":\"" + ISSUER + "\",\"aud\":\"" + AUDIENCE + "\"}";

    private final String algorithm;
    private final @Nullable KeyPair keys; // null: the secret
    private final String text;

    private SampleToken(String algorithm, @Nullable KeyPair keys, String text) {
        this.algorithm = algorithm;
        this.keys = keys;
        this.text = text;
    }

    /** A genuine token of any algorithm of RFC 7518 §3 and {@code EdDSA}. */
    static SampleToken of(String algorithm) throws GeneralSecurityException {
        return of(algorithm, Jca.isHmac(algorithm) ? null : Jca.keys(algorithm), PAYLOAD);
    }

    /** One by the same key, as long as this one, with another name in it. */
    SampleToken another(int number) throws GeneralSecurityException {
        return of(algorithm, keys, PAYLOAD.replace("2668cfee", String.format(Locale.ROOT, "%08d", number)));
    }

    private static SampleToken of(String algorithm, @Nullable KeyPair keys, String payload)
            throws GeneralSecurityException {
        String input = encode(("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}").getBytes(UTF_8)) + "."
                + encode(payload.getBytes(UTF_8));
        byte[] signature = sign(algorithm, keys, input.getBytes(ISO_8859_1));
        return new SampleToken(algorithm, keys, input + "." + encode(signature));
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

    static byte[] payload() {
        return PAYLOAD.getBytes(UTF_8);
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
