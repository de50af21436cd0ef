package dev.signet.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs payloads (RFC 7515 §5.1) with the first key of the moment that can sign, by the first of {@code jwt.algorithms}
 * that fits it. Thread-safe.
 */
public final class TokenSigner {

    private final @Nullable Supplier<@Nullable SigningKey> keys;

    private TokenSigner(@Nullable Supplier<@Nullable SigningKey> keys) {
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
        return new TokenSigner(settings.keys().signing());
    }

    /**
     * Makes a token of a payload; the payload is signed as it is, byte for byte.
     *
     * @param payloadJson the claims as UTF-8 JSON
     * @return header, payload and signature with dots between them; the header names the key where that has a name
     * @throws IllegalStateException when there is no key that can sign, or none at the moment
     */
    public String sign(byte[] payloadJson) {
        SigningKey key = keys == null ? null : keys.get();
        if (key == null) {
            throw new IllegalStateException("no key can sign; set jwt.private-key-file");
        }
        String signed = Base64Url.encode(header(key).getBytes(UTF_8)) + '.' + Base64Url.encode(payloadJson);
        byte[] bytes = signed.getBytes(ISO_8859_1);
        return signed + '.' + Base64Url.encode(key.sign(bytes, bytes.length));
    }

    private static String header(SigningKey key) {
        String id = key.id();
        return "{\"alg\":\"" + key.algorithm() + "\",\"typ\":\"JWT\""
                + (id == null
                        ? ""
                        : ",\"kid\":\""
                                + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(id)) + '"')
                + '}';
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
