package dev.signet.keys;

import dev.signet.jwt.Settings;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys that nobody should trust, as an installer might give them. */
final class WrongKeys {

    private static final String RSA_PEM = TestKeys.pem(TestKeys.RSA.getPublic());
    private static final PublicKey RSA = TestKeys.RSA.getPublic();

    private WrongKeys() {}

    /** The words of the document to settings that bring them about. */
    static Map<String, Settings> all() throws GeneralSecurityException {
        Map<String, Settings> cases = new LinkedHashMap<>();
        cases.put("the secret has 9 bytes and needs 32 (RFC 7518 §3.2)", Settings.of("jwt.secret", "too-short"));
        cases.put(
                "the secret is a key or certificate in PEM or DER form, which may be public",
                Settings.ofFile("jwt.secret-file", RSA_PEM));
        cases.put(
                "the secret is a JSON web key; put it into jwt.jwks-file",
                Settings.ofFile("jwt.secret-file", TestKeys.jwk(Settings.SECRET, "")));
        cases.put("the secret is a single repeated character", Settings.of("jwt.secret", "x".repeat(64)));
        cases.put(
                "the secret is a well-known published sample",
                Settings.of("jwt.secret", "a-string-secret-at-least-256-bits-long"));
        cases.put("the secret is an unresolved placeholder", Settings.of("jwt.secret", "${signet.secret}"));
        cases.put("the secret after base64: is not base64 (RFC 4648 §4)", Settings.of("jwt.secret", "base64:*"));
        cases.put("no key is configured; set one of jwt.secret-env", Settings.none());
        cases.put(
                "only one of these may be set",
                Settings.of("jwt.secret", Settings.SECRET).withFile("jwt.jwks-file", "{}"));
        cases.put(
                "a secret both signs and verifies, so tokens signed with jwt.private-key-file would not be accepted here",
                Settings.of("jwt.secret", Settings.SECRET)
                        .withFile("jwt.private-key-file", TestKeys.pem(TestKeys.RSA.getPrivate())));
        cases.put(
                "jwt.algorithms contains HS256 (the default is HS256), but the keys are public",
                Settings.ofFile("jwt.public-key-file", RSA_PEM));
        cases.put(
                "jwt.algorithms contains ES256, which needs an elliptic-curve key, and there is none",
                pem(RSA_PEM).with("jwt.algorithms", "RS256,ES256"));
        cases.put(
                "none of its keys fits jwt.algorithms (RS256); set jwt.algorithms to one of these",
                pem(TestKeys.pem(TestKeys.P256.getPublic())));
        cases.put(
                "the RSA key has 1024 bits and needs 2048 (RFC 7518 §3.3)",
                pem(TestKeys.pem(TestKeys.rsa(1024).getPublic())));
        BigInteger modulus = ((RSAPublicKey) RSA).getModulus();
        BigInteger exponent = BigInteger.valueOf(65537);
        cases.put(
                "more than 16384 make verification too expensive",
                jwks(rsa(BigInteger.ONE.shiftLeft(16_384).setBit(0), exponent)));
        cases.put("the RSA key has an insecure public exponent", jwks(rsa(modulus, BigInteger.ONE)));
        cases.put(
                "the modulus of the RSA key is even, so it is not an RSA key",
                jwks(rsa(modulus.clearBit(0), exponent)));
        cases.put(
                "the elliptic-curve key is on a curve that no algorithm of RFC 7518 uses",
                pem(TestKeys.resource("secp256k1.pem")));
        cases.put(
                "the public key is not an RSA, P-256, P-384, P-521 or Ed25519 key",
                pem(TestKeys.resource("ed448.pem")));
        cases.put(
                "it contains a private key; put that into jwt.private-key-file",
                pem(TestKeys.pem(TestKeys.RSA.getPrivate())));
        cases.put("block is not a private key; public keys go into jwt.public-key-file", privatePem(RSA_PEM));
        cases.put(
                "the private key is in an older format; convert it to PKCS #8",
                privatePem(TestKeys.pem("RSA PRIVATE KEY", new byte[20])));
        cases.put(
                "the private key is encrypted, which is not supported",
                privatePem(TestKeys.pem("ENCRYPTED PRIVATE KEY", new byte[20])));
        cases.put(
                "an RSA PUBLIC KEY block (PKCS #1) is not supported; convert it",
                pem(TestKeys.pem("RSA PUBLIC KEY", new byte[20])));
        cases.put(
                "the key usage of a certificate in it lacks digitalSignature",
                pem(TestKeys.resource("encryption-certificate.pem")));
        cases.put(
                "the first key of jwt.private-key-file matches none of the keys",
                pem(RSA_PEM).withFile("jwt.private-key-file", TestKeys.pem(TestKeys.RSA2.getPrivate())));
        cases.put(
                "its private and public halves do not match",
                jwks(foreignHalf(TestKeys.P256, TestKeys.P256B, "x", "y")).with("jwt.algorithms", "ES256"));
        cases.put(
                "its private key cannot sign; generate a new one", jwks(foreignHalf(TestKeys.RSA, TestKeys.RSA2, "n")));
        cases.put("a PEM block in it is damaged (RFC 7468)", pem(RSA_PEM + "-----BEGIN PUBLIC KEY-----\nMIIB"));
        cases.put("it contains no PEM block", pem("ssh-rsa AAAA"));
        cases.put("it is JSON; a JWK set goes into jwt.jwks-file", pem(TestKeys.set()));
        cases.put("it is PEM; put it into jwt.public-key-file", Settings.ofFile("jwt.jwks-file", RSA_PEM));
        cases.put("it is not one strict JSON object (RFC 8259)", jwksFile("{\"keys\":[],\"keys\":[]}"));
        cases.put("it has no keys array", jwksFile("{\"keys\":{}}"));
        cases.put("its use is enc, not sig", jwks(TestKeys.jwk(RSA, ",\"use\":\"enc\"")));
        cases.put("its key_ops do not include verify", jwks(TestKeys.jwk(RSA, ",\"key_ops\":[\"encrypt\"]")));
        cases.put("its alg A256KW is not one of HS256", jwks(TestKeys.jwk(Settings.SECRET, ",\"alg\":\"A256KW\"")));
        cases.put("no algorithm uses its kty and crv", jwks("{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}"));
        cases.put(
                "its alg ES384 does not fit the key",
                jwks(TestKeys.jwk(TestKeys.P256.getPublic(), ",\"alg\":\"ES384\"")));
        cases.put(
                "its n is not base64url without padding (RFC 7515 §2)",
                jwks("{\"kty\":\"RSA\",\"n\":\"AA==\",\"e\":\"AQAB\"}"));
        cases.put(
                "is used by several keys; give each key its own kid",
                jwks(TestKeys.jwk(RSA, ",\"kid\":\"a\""), TestKeys.jwk(TestKeys.RSA2.getPublic(), ",\"kid\":\"a\"")));
        cases.put(
                "keys without a kid, and a token would have to be tried against all of them",
                jwks(Collections.nCopies(9, TestKeys.jwk(RSA, "")).toArray(String[]::new)));
        cases.put(
                "the set mixes secrets and public keys, so one could be taken for the other",
                jwks(TestKeys.jwk(RSA, ""), TestKeys.jwk(Settings.SECRET, "")));
        cases.put(
                "the Ed25519 key is not a point on its curve, or not canonically encoded (RFC 8032 §5.1.3)",
                ed25519(BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(18)))); // a second spelling of 1
        cases.put(
                "the Ed25519 key is a low-order point, for which anyone can forge signatures",
                ed25519(BigInteger.ZERO));
        cases.put("it is not a complete and consistent EC key (RFC 7518 §6)", jwks(offCurveJwk()));
        cases.put(
                "expected an address that begins with https://",
                Settings.of("jwt.jwks-url", "http://id.acme.com/jwks").with("jwt.algorithms", "RS256"));
        return cases;
    }

    private static Settings pem(String pem) {
        return Settings.ofFile("jwt.public-key-file", pem).with("jwt.algorithms", "RS256");
    }

    private static Settings privatePem(String pem) {
        return Settings.ofFile("jwt.private-key-file", pem).with("jwt.algorithms", "RS256");
    }

    /** In PEM, so that nobody but us looks at it. */
    private static Settings ed25519(BigInteger y) {
        return pem(TestKeys.pem(TestKeys.ed25519(y))).with("jwt.algorithms", "EdDSA");
    }

    private static Settings jwks(String... keys) {
        return jwksFile(TestKeys.set(keys));
    }

    private static Settings jwksFile(String json) {
        return Settings.ofFile("jwt.jwks-file", json).with("jwt.algorithms", "RS256");
    }

    private static String rsa(BigInteger modulus, BigInteger exponent) throws GeneralSecurityException {
        return "{\"kty\":\"RSA\",\"n\":\"" + number(modulus) + "\",\"e\":\"" + number(exponent) + "\"}";
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return TestKeys.encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String foreignHalf(KeyPair pair, KeyPair other, String... members) {
        String jwk = TestKeys.jwk(pair, "");
        for (String name : members) {
            jwk = jwk.replace(member(jwk, name), member(TestKeys.jwk(other, ""), name));
        }
        return jwk;
    }

    private static String offCurveJwk() {
        String own = TestKeys.jwk(TestKeys.P256.getPublic(), "");
        return own.replace(member(own, "y"), member(TestKeys.jwk(TestKeys.P256B.getPublic(), ""), "y"));
    }

    private static String member(String jwk, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"[^\"]+\"").matcher(jwk);
        return matcher.results().map(found -> found.group()).findFirst().orElseThrow();
    }
}
