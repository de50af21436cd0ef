package dev.signet.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in PEM form (RFC 7468); several blocks are several keys, in their order. */
final class PemReader {

    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private record Block(String label, byte[] der) {}

    private PemReader() {}

    /**
     * Public keys and certificates.
     *
     * @param now what the dates of certificates are held against
     * @param notes takes what is worth a warning
     * @throws IllegalArgumentException when there is none, or anything else; the message says what to do
     */
    static List<KeyMaterial> publicKeys(byte[] pem, Instant now, Consumer<String> notes) {
        List<KeyMaterial> keys = new ArrayList<>();
        for (Block block : blocks(pem)) {
            String label = "block " + (keys.size() + 1);
            PublicKey key = switch (block.label) {
                case "PUBLIC KEY" -> KeyEncodings.publicKey(block.der);
                case "CERTIFICATE" -> ofCertificate(block.der, now, note -> notes.accept(label + ": " + note));
                case "RSA PUBLIC KEY" ->
                    throw new IllegalArgumentException("an RSA PUBLIC KEY block (PKCS #1) is"
                            + " not supported; convert it with: openssl rsa -RSAPublicKey_in -in old.pem -pubout");
                default ->
                    throw new IllegalArgumentException(
                            block.label.endsWith("PRIVATE KEY")
                                    ? "it contains a private key; put that into jwt.private-key-file, and its public"
                                            + " half here: openssl pkey -in private.pem -pubout"
                                    : "a " + block.label + " block is not a key; expected PUBLIC KEY or CERTIFICATE");
            };
            KeyStrength.check(key);
            keys.add(KeyMaterial.ofPublic(label, key));
        }
        return keys;
    }

    /**
     * Private keys, each with its public half.
     *
     * @throws IllegalArgumentException when there is none, or anything else; the message says what to do
     */
    static List<KeyMaterial> privateKeys(byte[] pem) {
        List<KeyMaterial> keys = new ArrayList<>();
        for (Block block : blocks(pem)) {
            switch (block.label) {
                case "PRIVATE KEY" -> keys.add(pair("block " + (keys.size() + 1), KeyEncodings.privateKey(block.der)));
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new IllegalArgumentException("the private key is encrypted, which"
                            + " is not supported; decrypt it with: openssl pkcs8 -in old.pem, and make the file"
                            + " readable for the server only");
                case "RSA PRIVATE KEY", "EC PRIVATE KEY", "EC PARAMETERS" ->
                    throw new IllegalArgumentException(
                            "the private key is in an older format; convert it to PKCS #8 with:"
                                    + " openssl pkcs8 -topk8 -nocrypt -in old.pem");
                default ->
                    throw new IllegalArgumentException("a " + block.label
                            + " block is not a private key; public keys go into jwt.public-key-file");
            }
        }
        return keys;
    }

    private static KeyMaterial pair(String label, PrivateKey privateKey) {
        KeyStrength.check(privateKey);
        PublicKey publicKey = KeyEncodings.publicHalf(privateKey);
        if (publicKey != null) {
            KeyStrength.check(publicKey);
        }
        return new KeyMaterial(label, null, null, publicKey, privateKey, null);
    }

    /** The key of a certificate. The operator trusts it by giving it, so no chain is built and its end is no end. */
    private static PublicKey ofCertificate(byte[] der, Instant now, Consumer<String> notes) {
        X509Certificate certificate;
        try {
            certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate in it cannot be read", e);
        }
        boolean[] usage = certificate.getKeyUsage(); // RFC 5280 §4.2.1.3: 0 digitalSignature, 1 nonRepudiation
        if (usage != null && !usage[0] && !usage[1]) {
            throw new IllegalArgumentException("the key usage of a certificate in it lacks digitalSignature; use the"
                    + " certificate that is meant for signing tokens");
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            notes.accept("the certificate has expired; its key stays in force, because only the key counts");
        }
        return certificate.getPublicKey();
    }

    private static List<Block> blocks(byte[] pem) {
        String text = new String(pem, ISO_8859_1);
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), decoded(matcher.group(2))));
        }
        int begun = text.split(BEGIN, -1).length - 1;
        if (begun != blocks.size()) {
            throw new IllegalArgumentException("a PEM block in it is damaged (RFC 7468): " + begun + " blocks begin, "
                    + blocks.size() + " can be read");
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException(
                    text.strip().startsWith("{")
                            ? "it is JSON; a JWK set goes into jwt.jwks-file"
                            : "it contains no PEM block; one begins with -----BEGIN");
        }
        return blocks;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a PEM block in it is not base64 (RFC 4648 §4)");
        }
    }
}
