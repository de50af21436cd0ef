package dev.signet.bench;

import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring's decoder with one key, of whichever generation its class loader has; known to others as a function. */
public final class SpringDecoder implements Function<String, Object> {

    private final NimbusJwtDecoder decoder;

    /**
     * Sets it up as its documentation says.
     *
     * @param key a secret for HS256 or a public key for RS256; it takes no single key of another kind
     * @param issuer the one that is accepted
     */
    public SpringDecoder(Key key, String issuer) {
        decoder = key instanceof SecretKey secret
                ? NimbusJwtDecoder.withSecretKey(secret).build()
                : NimbusJwtDecoder.withPublicKey((RSAPublicKey) key).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(issuer));
    }

    @Override
    public Object apply(String token) {
        return decoder.decode(token);
    }
}
