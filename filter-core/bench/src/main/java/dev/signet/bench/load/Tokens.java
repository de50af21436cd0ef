package dev.signet.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Genuine tokens of the shape of the interface document's sample. */
final class Tokens {

    static final String SECRET = "5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEa";
    static final String ISSUER = "YFJwtIssuer";
    static final String AUDIENCE = "YFCustomer";

    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    private Tokens() {}

    static String token(int number) {
        String payload = "{\"nbf\":1664344355,\"exp\":4070908800,\"" + CLAIMS
                + "name\":\"2668cfee8548444bb5f7dead4e1356e6\",\"" + CLAIMS
                + "nameidentifier\":\"UY38yyr/nYMts++j8/c7TZl4PciqT4hGF/V0XdNp0pE=\",\"iss\":\"" + ISSUER
                + "\",\"aud\":\"" + AUDIENCE + "\",\"jti\":\"" + number + "\"}";
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String input = encoder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "." + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return input + "." + encoder.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
