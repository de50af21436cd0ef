package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys that only tests know, made anew for each run, in all the forms in which they are given. */
final class TestKeys {

    static final KeyPair RSA = rsa(2048);
    static final KeyPair RSA2 = rsa(2048);
    static final KeyPair P256 = ec("secp256r1");
    static final KeyPair P256B = ec("secp256r1");
    static final KeyPair P384 = ec("secp384r1");
    static final KeyPair P521 = ec("secp521r1");
    static final KeyPair ED = made("Ed25519");
    static final KeyPair ED2 = made("Ed25519");

    private TestKeys() {}

    /** A pair that fits an algorithm. */
    static KeyPair of(Algorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> P256;
            case ES384 -> P384;
            case ES512 -> P521;
            case EdDSA -> ED;
            default -> RSA;
        };
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair made(String name) {
        try {
            return KeyPairGenerator.getInstance(name).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A public key that is nothing but this number, which nobody has a private key for. */
    static PublicKey ed25519(BigInteger y) {
        byte[] bytes = new byte[KeyEncodings.ED25519_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = y.shiftRight(8 * i).byteValue();
        }
        return KeyEncodings.ed25519Public(bytes);
    }

    /** PEM blocks, one for each key. */
    static String pem(Key... keys) {
        return Stream.of(keys)
                .map(key -> pem(key instanceof PrivateKey ? "PRIVATE KEY" : "PUBLIC KEY", key.getEncoded()))
                .collect(Collectors.joining());
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    /** A PEM file of the test resources. */
    static String resource(String name) {
        try (InputStream in = TestKeys.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A JSON web key of a public key; {@code more} are members like {@code ,"use":"sig"}. */
    static String jwk(PublicKey key, String more) {
        return with(jwk(key, (PrivateKey) null), more);
    }

    /** A JSON web key of both halves. */
    static String jwk(KeyPair pair, String more) {
        return with(jwk(pair.getPublic(), pair.getPrivate()), more);
    }

    /** A JSON web key of a secret. */
    static String jwk(String secret, String more) {
        return with(new OctetSequenceKey.Builder(secret.getBytes(UTF_8)).build(), more);
    }

    private static String with(JWK jwk, String more) {
        String json = jwk.toJSONString();
        return json.substring(0, json.length() - 1) + more + "}";
    }

    private static JWK jwk(PublicKey key, PrivateKey secret) {
        if (key instanceof RSAPublicKey rsa) {
            RSAKey.Builder builder = new RSAKey.Builder(rsa);
            return (secret == null ? builder : builder.privateKey(secret)).build();
        }
        if (key instanceof ECPublicKey ec) {
            ECKey.Builder builder = new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec);
            return (secret == null ? builder : builder.privateKey(secret)).build();
        }
        byte[] der = key.getEncoded();
        OctetKeyPair.Builder builder = new OctetKeyPair.Builder(
                Curve.Ed25519, Base64URL.encode(Arrays.copyOfRange(der, der.length - 32, der.length)));
        return (secret == null
                        ? builder
                        : builder.d(Base64URL.encode(
                                ((EdECPrivateKey) secret).getBytes().orElseThrow())))
                .build();
    }

    static String set(String... jwks) {
        return "{\"keys\":[" + String.join(",", jwks) + "]}";
    }

    /** A token that never expires in this century, signed by a private key. */
    static String token(Algorithm algorithm, String keyId, PrivateKey key) {
        return token(new PrivateSignatureKey(algorithm, keyId, key));
    }

    /** A token that never expires in this century, signed by a secret. */
    static String token(Algorithm algorithm, String keyId, String secret) {
        return token(new HmacKey(algorithm, keyId, secret.getBytes(UTF_8)));
    }

    private static String token(SigningKey key) {
        String input = signed(key.algorithm(), key.id());
        byte[] bytes = input.getBytes(UTF_8);
        return input + '.' + encoded(key.sign(bytes, bytes.length));
    }

    /** A token for a key that is the neutral element: R is it as well, S is 0, and no private key is needed. */
    static String forged(PublicKey neutral) {
        return signed(Algorithm.EdDSA, null)
                + '.'
                + encoded(Arrays.copyOf(KeyEncodings.ed25519Bytes(neutral), 2 * KeyEncodings.ED25519_BYTES));
    }

    private static String signed(Algorithm algorithm, String keyId) {
        String header = "{\"alg\":\"" + algorithm + "\"" + (keyId == null ? "" : ",\"kid\":\"" + keyId + "\"") + "}";
        return encoded(header.getBytes(UTF_8)) + '.' + encoded("{\"exp\":4070908800}".getBytes(UTF_8));
    }

    /** The signature of a token. */
    static byte[] signature(String token) {
        return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
