package dev.signet.referee;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.util.Map;
import java.util.Set;

/** Nimbus JOSE + JWT; Ed25519 by Tink, which it asks for. */
final class NimbusReferee implements Referee {

    @Override
    public boolean knows(String algorithm) {
        return true;
    }

    @Override
    public String sign(RefereeKey key, Map<String, Object> claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.parse(key.algorithm()))
                        .type(JOSEObjectType.JWT)
                        .keyID(key.id())
                        .build(),
                JWTClaimsSet.parse(claims));
        token.sign(signer(JWK.parse(key.privateJson())));
        return token.serialize();
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSASigner(rsa);
        }
        if (key instanceof ECKey ec) {
            return new ECDSASigner(ec);
        }
        return key instanceof OctetSequenceKey secret ? new MACSigner(secret) : new Ed25519Signer(key.toOctetKeyPair());
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        if (key instanceof ECKey ec) {
            return new ECDSAVerifier(ec);
        }
        return key instanceof OctetSequenceKey secret
                ? new MACVerifier(secret)
                : new Ed25519Verifier(key.toOctetKeyPair());
    }

    @Override
    public Seen read(String algorithm, String set, String text) throws Exception {
        SignedJWT token = SignedJWT.parse(text);
        JWSHeader header = token.getHeader();
        JWK key = JWKSet.parse(set).getKeyByKeyId(header.getKeyID());
        if (!header.getAlgorithm().equals(key.getAlgorithm())
                || !header.getAlgorithm().getName().equals(algorithm)
                || !token.verify(verifier(key))) {
            throw new BadJWSException("not genuine");
        }
        JWTClaimsSet claims = token.getJWTClaimsSet();
        new DefaultJWTClaimsVerifier<>(null, Set.of("exp")).verify(claims, null);
        return Seen.of(
                header.getKeyID(),
                claims.getIssuer(),
                claims.getAudience(),
                claims.getExpirationTime(),
                claims.getNotBeforeTime(),
                claims.getJWTID(),
                claims.getClaims());
    }

    @Override
    public Class<? extends Exception> refusal() {
        return BadJOSEException.class;
    }

    @Override
    public boolean readsTextTimes() {
        return false;
    }
}
