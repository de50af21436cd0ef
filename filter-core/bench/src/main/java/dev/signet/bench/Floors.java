package dev.signet.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * What nobody can do without: the signature, over bytes that lie ready, and a read of the claims, already decoded, what is nested passed over. Both
 * keep their {@link Mac} or {@link Signature}, so that each belongs to one thread.
 */
final class Floors {

    private static final JsonFactory JSON = new JsonFactory();

    private Floors() {}

    /** The signature over the bytes, nothing else. */
    static TokenCheck signature(SampleToken sample) throws GeneralSecurityException {
        byte[] input = sample.input();
        byte[] expected = sample.signature();
        if (Jca.isHmac(sample.algorithm())) {
            Mac mac = Jca.mac(sample.algorithm(), SampleToken.SECRET);
            return token -> genuine(MessageDigest.isEqual(mac.doFinal(input), expected), token);
        }
        Signature verifier = Jca.signature(sample.algorithm());
        verifier.initVerify(sample.publicKey());
        return token -> {
            verifier.update(input);
            return genuine(verifier.verify(expected), token);
        };
    }

    /** The signature, and Jackson's streaming read of the claims into an array. */
    static TokenCheck signatureAndClaims(SampleToken sample) throws GeneralSecurityException {
        TokenCheck signature = signature(sample);
        byte[] payload = sample.payload();
        return token -> {
            signature.verify(token);
            return claims(payload);
        };
    }

    private static Object genuine(boolean genuine, String token) throws GeneralSecurityException {
        if (!genuine) {
            throw new GeneralSecurityException("not genuine");
        }
        return token;
    }

    private static Object[] claims(byte[] payload) throws IOException {
        Object[] claims = new Object[64];
        int count = 0;
        try (JsonParser parser = JSON.createParser(payload)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                claims[count++] = name;
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    parser.skipChildren();
                }
                claims[count++] = value.isNumeric() ? (Object) parser.getLongValue() : parser.getText();
            }
        }
        return Arrays.copyOf(claims, count);
    }
}
