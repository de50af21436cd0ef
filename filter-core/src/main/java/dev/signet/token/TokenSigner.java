package dev.signet.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Supplier;

/**
 * Signs payloads with the first of {@code jwt.algorithms} (RFC 7515 §5.1) and the secret of the moment. Thread-safe.
 */
public final class TokenSigner {

    private final Supplier<List<HmacKey>> keys;

    private TokenSigner(Supplier<List<HmacKey>> keys) {
        this.keys = keys;
    }

    /**
     * A signer with the secret of the settings.
     *
     * @param settings read without a problem
     * @return the signer
     * @throws IllegalArgumentException when the settings were read with problems and have no usable secret
     */
    public static TokenSigner of(JwtSettings settings) {
        return new TokenSigner(settings.keys());
    }

    /**
     * Makes a token of a payload; the payload is signed as it is, byte for byte.
     *
     * @param payloadJson the claims as UTF-8 JSON
     * @return header, payload and signature with dots between them
     */
    public String sign(byte[] payloadJson) {
        HmacKey key = keys.get().get(0);
        String header = "{\"alg\":\"" + key.algorithm() + "\",\"typ\":\"JWT\"}";
        String signed = Base64Url.encode(header.getBytes(UTF_8)) + '.' + Base64Url.encode(payloadJson);
        byte[] bytes = signed.getBytes(ISO_8859_1);
        return signed + '.' + Base64Url.encode(key.sign(bytes, bytes.length));
    }

    /**
     * Nothing of the key.
     *
     * @return {@code "token signer"}
     */
    @Override
    public String toString() {
        return "token signer";
    }
}
