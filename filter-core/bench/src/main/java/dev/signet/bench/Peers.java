package dev.signet.bench;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.JWTVerifier;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.Verifier;
import io.fusionauth.jwt.ec.ECVerifier;
import io.fusionauth.jwt.hmac.HMACVerifier;
import io.fusionauth.jwt.rsa.RSAPSSVerifier;
import io.fusionauth.jwt.rsa.RSAVerifier;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Other libraries, each set up once as its documentation says, with one key, the issuer and the audience. */
final class Peers {

    private Peers() {}

    static TokenCheck fusionauth(SampleToken sample) {
        Verifier verifier = switch (sample.algorithm()) {
            case "HS256" -> HMACVerifier.newVerifier(SampleToken.SECRET);
            case "RS256" -> RSAVerifier.newVerifier(sample.publicKey());
            case "PS256" -> RSAPSSVerifier.newVerifier(sample.publicKey());
            case "ES256" -> ECVerifier.newVerifier(sample.publicKey());
            default -> throw notMeasured(sample);
        };
        JWTDecoder decoder = io.fusionauth.jwt.domain.JWT.getDecoder();
        return token -> {
            io.fusionauth.jwt.domain.JWT jwt = decoder.decode(token, verifier); // has no rule for issuer and audience
            if (!SampleToken.ISSUER.equals(jwt.issuer) || !SampleToken.AUDIENCE.equals(jwt.audience)) {
                throw new IllegalArgumentException("issuer or audience");
            }
            return jwt;
        };
    }

    static TokenCheck javaJwt(SampleToken sample) {
        Algorithm algorithm = switch (sample.algorithm()) {
            case "HS256" -> Algorithm.HMAC256(SampleToken.SECRET);
            case "RS256" -> Algorithm.RSA256((RSAPublicKey) sample.publicKey(), null);
            case "ES256" -> Algorithm.ECDSA256((ECPublicKey) sample.publicKey(), null);
            default -> throw notMeasured(sample);
        };
        JWTVerifier verifier = JWT.require(algorithm)
                .withIssuer(SampleToken.ISSUER)
                .withAudience(SampleToken.AUDIENCE)
                .build();
        return verifier::verify;
    }

    static TokenCheck nimbus(SampleToken sample) {
        JWK key = switch (sample.algorithm()) {
            case "HS256" -> new OctetSequenceKey.Builder(SampleToken.SECRET).build();
            case "RS256", "PS256" -> new RSAKey.Builder((RSAPublicKey) sample.publicKey()).build();
            case "ES256" -> new ECKey.Builder(Curve.P_256, (ECPublicKey) sample.publicKey()).build();
            default -> throw notMeasured(sample); // Ed25519 needs a library beside it
        };
        JWKSource<SecurityContext> keys = new ImmutableJWKSet<>(new JWKSet(key));
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.parse(sample.algorithm()), keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                SampleToken.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(SampleToken.ISSUER).build(),
                Set.of("exp")));
        return token -> processor.process(token, null);
    }

    static TokenCheck spring(SampleToken sample) {
        return new SpringDecoder(springKey(sample), SampleToken.ISSUER)::apply;
    }

    /** The same by Spring 7, which has a class loader of its own. */
    @SuppressWarnings("unchecked")
    static TokenCheck spring7(SampleToken sample) throws Exception {
        Object decoder = Spring7.loader()
                .loadClass(SpringDecoder.class.getName())
                .getConstructor(Key.class, String.class)
                .newInstance(springKey(sample), SampleToken.ISSUER);
        return ((Function<String, Object>) decoder)::apply;
    }

    private static Key springKey(SampleToken sample) {
        return switch (sample.algorithm()) {
            case "HS256" -> secret();
            case "RS256" -> sample.publicKey();
            default -> throw notMeasured(sample); // it takes no single key of another kind
        };
    }

    static TokenCheck jjwt(SampleToken sample) {
        JwtParserBuilder builder =
                Jwts.parser().requireIssuer(SampleToken.ISSUER).requireAudience(SampleToken.AUDIENCE);
        JwtParser parser = Jca.isHmac(sample.algorithm())
                ? builder.verifyWith(secret()).build()
                : builder.verifyWith(sample.publicKey()).build();
        return parser::parseSignedClaims;
    }

    static TokenCheck jose4j(SampleToken sample) {
        Key key = Jca.isHmac(sample.algorithm()) ? secret() : sample.publicKey();
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setExpectedIssuer(SampleToken.ISSUER)
                .setExpectedAudience(SampleToken.AUDIENCE)
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, sample.algorithm())
                .build();
        return consumer::processToClaims;
    }

    private static IllegalArgumentException notMeasured(SampleToken sample) {
        return new IllegalArgumentException("not measured with " + sample.algorithm());
    }

    private static SecretKey secret() {
        return new SecretKeySpec(SampleToken.SECRET, "HmacSHA256");
    }
}
