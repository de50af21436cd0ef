package dev.signet.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.keys.Keys;
import dev.signet.keys.Signer;
import dev.signet.text.Base64Url;
import dev.signet.text.JsonEscapes;

/**
 * Signs payloads (RFC 7515 §5.1) with the first key of the moment that can sign, by the first of {@code jwt.algorithms}
 * that fits it. Thread-safe.
 */
public final class TokenSigner {

    private final Keys keys;

    private TokenSigner(Keys keys) {
        this.keys = keys;
    }

    /**
     * A signer with the key of the settings.
     *
     * @param settings read without a problem
     * @return the signer
     * @throws IllegalArgumentException when the settings were read with problems and have no usable key
     */
    public static TokenSigner of(JwtSettings settings) {
        return new TokenSigner(settings.keys());
    }

    /**
     * Makes a token of a payload; the payload is signed as it is, byte for byte.
     *
     * @param payloadJson the claims as UTF-8 JSON
     * @return header, payload and signature with dots between them; the header names the key where that has a name
     * @throws IllegalStateException when there is no key that can sign, or none at the moment
     */
    public String sign(byte[] payloadJson) {
        Signer key = keys.signer();
        String signed = Base64Url.encode(header(key).getBytes(UTF_8)) + '.' + Base64Url.encode(payloadJson);
        return signed + '.' + Base64Url.encode(key.sign(signed.getBytes(ISO_8859_1)));
    }

    private static String header(Signer key) {
        String id = key.id();
        String keyId = id == null ? "" : ",\"kid\":" + JsonEscapes.quoted(id);
        return "{\"alg\":\"" + key.algorithm() + "\",\"typ\":\"JWT\"" + keyId + '}';
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
