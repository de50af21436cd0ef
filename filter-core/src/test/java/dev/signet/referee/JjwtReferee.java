package dev.signet.referee;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.JwkSet;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import io.jsonwebtoken.security.MacAlgorithm;
import io.jsonwebtoken.security.SecurityException;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.security.Key;
import java.security.PrivateKey;
import java.util.Map;

/** The library of JSON Web Token Java. */
final class JjwtReferee implements Referee {

    @Override
    public boolean knows(String algorithm) {
        return true;
    }

    @Override
    public String sign(RefereeKey key, Map<String, Object> claims) {
        var token = Jwts.builder().header().type("JWT").keyId(key.id()).and().claims(claims);
        var algorithm = Jwts.SIG.get().forKey(key.algorithm());
        var signed = algorithm instanceof MacAlgorithm mac
                ? token.signWith(Keys.hmacShaKeyFor(key.signing().getEncoded()), mac)
                : token.signWith((PrivateKey) key.signing(), (SignatureAlgorithm) algorithm);
        return signed.compact();
    }

    private static Key key(JwkSet set, Object id) {
        return set.getKeys().stream()
                .filter(key -> key.getId().equals(id))
                .map(Jwk::toKey)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Seen read(String algorithm, String set, String text) {
        JwkSet keys = Jwks.setParser().build().parse(set);
        Jws<Claims> token = Jwts.parser()
                .keyLocator(header -> key(keys, header.get("kid")))
                .build()
                .parseSignedClaims(text);
        JwsHeader header = token.getHeader();
        if (!header.getAlgorithm().equals(algorithm)) {
            throw new UnsupportedJwtException(header.getAlgorithm());
        }
        Claims claims = token.getPayload();
        return Seen.of(
                header.getKeyId(),
                claims.getIssuer(),
                claims.getAudience(),
                claims.getExpiration(),
                claims.getNotBefore(),
                claims.getId(),
                claims);
    }

    @Override
    public Class<? extends Exception> refusal() {
        return SecurityException.class;
    }

    @Override
    public boolean readsTextTimes() {
        return true;
    }
}
