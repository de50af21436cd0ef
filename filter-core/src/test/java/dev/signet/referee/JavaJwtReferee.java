package dev.signet.referee;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** The library of Auth0. It reads no JWK sets and has no EdDSA. */
final class JavaJwtReferee implements Referee {

    @Override
    public boolean knows(String algorithm) {
        return !algorithm.equals("EdDSA");
    }

    @Override
    public String sign(RefereeKey key, Map<String, Object> claims) {
        return JWT.create().withKeyId(key.id()).withPayload(claims).sign(algorithm(key.algorithm(), key.signing()));
    }

    private static Algorithm algorithm(String name, Key key) {
        return switch (name) {
            case "HS256" -> Algorithm.HMAC256(key.getEncoded());
            case "HS384" -> Algorithm.HMAC384(key.getEncoded());
            case "HS512" -> Algorithm.HMAC512(key.getEncoded());
            case "RS256" -> Algorithm.RSA256((RSAKey) key);
            case "RS384" -> Algorithm.RSA384((RSAKey) key);
            case "RS512" -> Algorithm.RSA512((RSAKey) key);
            case "PS256" -> Algorithm.RSA256PSS((RSAKey) key);
            case "PS384" -> Algorithm.RSA384PSS((RSAKey) key);
            case "PS512" -> Algorithm.RSA512PSS((RSAKey) key);
            case "ES256" -> Algorithm.ECDSA256((ECKey) key);
            case "ES384" -> Algorithm.ECDSA384((ECKey) key);
            case "ES512" -> Algorithm.ECDSA512((ECKey) key);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Key key(String set, String id) throws JoseException {
        JsonWebKey jwk = new JsonWebKeySet(set).findJsonWebKey(id, null, null, null);
        return jwk.getKey();
    }

    @Override
    public Seen read(String algorithm, String set, String text) throws Exception {
        Key key = key(set, JWT.decode(text).getKeyId());
        DecodedJWT token = JWT.require(algorithm(algorithm, key)).build().verify(text);
        Map<String, Object> claims = new LinkedHashMap<>();
        token.getClaims().forEach((name, claim) -> claims.put(name, claim.as(Object.class)));
        return Seen.of(
                token.getKeyId(),
                token.getIssuer(),
                token.getAudience(),
                token.getExpiresAt(),
                token.getNotBefore(),
                token.getId(),
                claims);
    }

    @Override
    public Class<? extends Exception> refusal() {
        return JWTVerificationException.class;
    }

    @Override
    public boolean readsTextTimes() {
        return false;
    }
}
