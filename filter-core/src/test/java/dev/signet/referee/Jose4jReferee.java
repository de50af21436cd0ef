package dev.signet.referee;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/** The library jose4j. */
final class Jose4jReferee implements Referee {

    @Override
    public boolean knows(String algorithm) {
        return true;
    }

    @Override
    public String sign(RefereeKey key, Map<String, Object> claims) throws Exception {
        JwtClaims payload = new JwtClaims();
        claims.forEach(payload::setClaim);
        JsonWebSignature token = new JsonWebSignature();
        token.setHeader("typ", "JWT");
        token.setAlgorithmHeaderValue(key.algorithm());
        token.setKeyIdHeaderValue(key.id());
        token.setKey(key.signing());
        token.setPayload(payload.toJson());
        return token.getCompactSerialization();
    }

    @Override
    public Seen read(String algorithm, String set, String text) throws Exception {
        JwtContext token = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(set).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, algorithm)
                .setRequireExpirationTime()
                .setSkipDefaultAudienceValidation()
                .build()
                .process(text);
        JwtClaims claims = token.getJwtClaims();
        return Seen.of(
                token.getJoseObjects().get(0).getKeyIdHeaderValue(),
                claims.getIssuer(),
                claims.hasAudience() ? claims.getAudience() : null,
                date(claims.getExpirationTime()),
                date(claims.getNotBefore()),
                claims.getJwtId(),
                claims.getClaimsMap());
    }

    private static Date date(NumericDate time) {
        return time == null ? null : Date.from(Instant.ofEpochMilli(time.getValueInMillis()));
    }

    @Override
    public Class<? extends Exception> refusal() {
        return InvalidJwtException.class;
    }

    @Override
    public boolean readsTextTimes() {
        return false;
    }
}
