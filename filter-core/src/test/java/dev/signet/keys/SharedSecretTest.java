package dev.signet.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.jwt.Settings;
import java.nio.ByteBuffer;
import java.security.Key;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSecretTest {

    private static final String SECRET = Settings.SECRET;
    private static final byte[] BYTES = SECRET.getBytes(UTF_8);

    private static String refusal(byte[] content) {
        return assertThrows(IllegalArgumentException.class, () -> SharedSecret.readFile(content, 32))
                .getMessage();
    }

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> SharedSecret.read(text, 32))
                .getMessage();
    }

    @Test
    void readWhenTextThenItsUtf8Bytes() {
        assertArrayEquals(BYTES, SharedSecret.read(SECRET, 32));
        String chinese = "密钥不是给别人看的东西一定要很长";
        assertArrayEquals(chinese.getBytes(UTF_8), SharedSecret.read(chinese, 48));
    }

    @Test
    void readWhenBase64ThenTheDecodedBytes() {
        byte[] random = new byte[64];
        for (int i = 0; i < random.length; i++) {
            random[i] = (byte) (i * 37);
        }
        String text = "base64:" + Base64.getEncoder().encodeToString(random);
        assertArrayEquals(random, SharedSecret.read(text, 64));
        assertArrayEquals(random, SharedSecret.read("base64: " + text.substring(7) + " ", 64));
        assertArrayEquals(random, SharedSecret.readFile((text + "\n").getBytes(UTF_8), 64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64:*", "base64:AA=A", "base64:AAAA AAAA", "base64:_-_-", "base64:AAAAA"})
    void readWhenNotBase64ThenSaysSo(String text) {
        assertTrue(refusal(text).startsWith("the secret after base64: is not base64 (RFC 4648 §4)"));
    }

    @Test
    void readWhenBase64HoldsTooLittleThenItsOwnMessage() {
        assertTrue(refusal("base64:AAAA").startsWith("the secret has 3 bytes and needs 32"));
        assertTrue(refusal("base64:").startsWith("the secret has 0 bytes and needs 32"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${signet.secret.that.the.container.should.have.filled}",
                "#{systemProperties['signet.secret.of.this.webapp']}",
                "@signet.secret.that.the.build.should.have.filled@",
                "%SIGNET_SECRET_THAT_THE_SHELL_SHOULD_HAVE_FILLED%",
                "{{ signet_secret_that_the_template_should_have }}"
            })
    void readWhenNothingFilledAPlaceholderThenRefused(String text) {
        assertEquals("the secret is an unresolved placeholder", refusal(text));
        assertEquals(text.length() + 2, SharedSecret.read(text + ".x", 32).length);
    }

    @Test
    void readFileWhenNewlineAtTheEndThenExactlyOneIsDropped() {
        assertArrayEquals(BYTES, SharedSecret.readFile(BYTES, 32));
        assertArrayEquals(BYTES, SharedSecret.readFile((SECRET + "\n").getBytes(UTF_8), 32));
        assertArrayEquals(BYTES, SharedSecret.readFile((SECRET + "\r\n").getBytes(UTF_8), 32));
        assertArrayEquals(
                (SECRET + "\n").getBytes(UTF_8), SharedSecret.readFile((SECRET + "\n\n").getBytes(UTF_8), 32));
        assertArrayEquals((SECRET + "\r").getBytes(UTF_8), SharedSecret.readFile((SECRET + "\r").getBytes(UTF_8), 32));
        assertArrayEquals(
                (" " + SECRET + " ").getBytes(UTF_8),
                SharedSecret.readFile((" " + SECRET + " \n").getBytes(UTF_8), 32));
        assertTrue(refusal("\n".getBytes(UTF_8)).startsWith("the secret has 0 bytes"));
        assertTrue(refusal(new byte[0]).startsWith("the secret has 0 bytes"));
    }

    @Test
    void readFileWhenRandomBytesThenTheyAreKept() {
        byte[] random = new byte[32];
        for (int i = 0; i < random.length; i++) {
            random[i] = (byte) (200 + i);
        }
        assertArrayEquals(random, SharedSecret.readFile(random, 32));
    }

    @Test
    void readWhenShorterThanTheHashThenSaysHowLong() {
        for (int least : new int[] {32, 48, 64}) {
            String text = "0123456789abcdef".repeat(4).substring(0, least - 1);
            String message = assertThrows(IllegalArgumentException.class, () -> SharedSecret.read(text, least))
                    .getMessage();
            assertEquals(
                    "the secret has " + (least - 1) + " bytes and needs " + least
                            + " (RFC 7518 §3.2); generate one with: openssl rand -base64 48",
                    message);
            SharedSecret.read(text + "g", least);
        }
    }

    @Test
    void readWhenKeyOrCertificateThenNoSecret() {
        String words = "the secret is a key or certificate in PEM or DER form";
        String pem = TestKeys.pem(TestKeys.RSA.getPublic());
        byte[] der = TestKeys.RSA.getPublic().getEncoded();
        assertTrue(refusal(pem).startsWith(words));
        assertTrue(refusal("\n  " + pem).startsWith(words));
        assertTrue(refusal(TestKeys.pem(TestKeys.P256.getPrivate())).startsWith(words));
        assertTrue(refusal(TestKeys.resource("certificate.pem")).startsWith(words));
        assertTrue(refusal(der).startsWith(words));
        assertTrue(refusal("base64:" + Base64.getEncoder().encodeToString(der)).startsWith(words));
        assertTrue(refusal(pem.lines().filter(line -> !line.startsWith("-")).reduce("", (a, b) -> a + b + "\n"))
                .startsWith(words));
        assertTrue(refusal(TestKeys.P256.getPublic().getEncoded()).startsWith(words));
        assertTrue(refusal(TestKeys.ED.getPublic().getEncoded()).startsWith(words));
        for (KeyPair pair : List.of(TestKeys.RSA, TestKeys.P256, TestKeys.P384, TestKeys.P521, TestKeys.ED)) {
            for (Key key : List.of(pair.getPublic(), pair.getPrivate())) {
                String body = Base64.getEncoder().encodeToString(key.getEncoded());
                assertTrue(refusal(body).startsWith(words), body); // PEM without its lines
            }
        }
    }

    /** Public keys of P-256 whose DER ends with a line feed, one of them behind a carriage return. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExuHjYNY66QQ7zQLK1n8ImDn8Bw8+X+mCSTXTD+Lq3qAPnXvA22ebUakNYBDkvwyCxYQm"
                        + "Jv5Wgvb+CwQh2h5rCg==",
                "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAZNYbCUFkGWRlmWtJrmzjzOYJ2LZByYfm5bW6ZoB2d0BlrxAxDAVf3B9znYVb0h/jCNn"
                        + "DvAsuh8h22ZNAA4NCg=="
            })
    void readFileWhenKeyEndsWithANewlineOfItsOwnThenNoSecret(String key) {
        byte[] der = Base64.getDecoder().decode(key);
        for (String behind : List.of("", "\n", "\r\n", "\n\n")) {
            byte[] file = Arrays.copyOf(der, der.length + behind.length());
            System.arraycopy(behind.getBytes(UTF_8), 0, file, der.length, behind.length());
            assertTrue(refusal(file).startsWith("the secret is a key or certificate in PEM or DER form"), behind);
        }
    }

    @Test
    void readWhenKeyStandsAnywhereInItThenNoSecret() {
        String words = "the secret is a key or certificate in PEM or DER form";
        String pem = TestKeys.pem(TestKeys.P256.getPublic());
        for (String text : List.of(
                "Bag Attributes\n    friendlyName: acme\nKey Attributes: <No Attributes>\n" + pem,
                "\ufeff" + pem,
                "# the key of Acme\n\n" + pem,
                "x".repeat(64) + pem.replace("\n", "\\n"),
                "-----BEGIN ",
                "---- BEGIN SSH2 PUBLIC KEY ----\nComment: acme\n",
                Base64.getEncoder().encodeToString(pem.getBytes(UTF_8)))) {
            assertTrue(refusal(text.getBytes(UTF_8)).startsWith(words), text);
            assertTrue(
                    refusal("base64:" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))
                            .startsWith(words),
                    text);
        }
        assertTrue(refusal(pem.getBytes(UTF_16LE)).startsWith(words)); // as PowerShell writes it
        assertTrue(refusal(("\ufeff" + pem).getBytes(UTF_16LE)).startsWith(words));
        assertThrows(IllegalArgumentException.class, () -> SharedSecret.ofJwk(pem.getBytes(UTF_8), 32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh-rsa",
                "ssh-dss",
                "ssh-ed25519",
                "ssh-ed448",
                "ecdsa-sha2-nistp256",
                "ecdsa-sha2-nistp521",
                "sk-ssh-ed25519@openssh.com",
                "sk-ecdsa-sha2-nistp256@openssh.com",
                "ssh-rsa-cert-v01@openssh.com"
            })
    void readWhenOpenSshKeyThenNoSecret(String kind) {
        String words = "the secret is a key or certificate in PEM or DER form";
        ByteBuffer blob = ByteBuffer.allocate(4 + kind.length() + 40);
        blob.putInt(kind.length()).put(kind.getBytes(UTF_8)).putInt(36).put((byte) 7);
        String body = Base64.getEncoder().encodeToString(blob.array());
        for (String text : List.of(
                kind + " " + body + " root@acme",
                "# root\n" + kind + " " + body,
                "command=\"date\",no-pty " + kind + "\t" + body,
                body,
                "base64:" + body)) {
            assertTrue(refusal(text).startsWith(words), text);
        }
        assertTrue(refusal(blob.array()).startsWith(words));
    }

    @Test
    void readWhenOnlyLikeAnOpenSshKeyThenASecret() {
        byte[] zeros = new byte[40];
        zeros[39] = 1;
        for (String text : List.of(
                "base64:" + Base64.getEncoder().encodeToString(zeros),
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
                "ssh-rsa is what this secret speaks of, and no key",
                "----- BEGIN of a secret that a person has chosen -----")) {
            assertTrue(SharedSecret.read(text, 32).length >= 32);
        }
    }

    @Test
    void readWhenOnlyBeginsLikeDerThenASecret() {
        byte[] bytes = Arrays.copyOf(TestKeys.RSA.getPublic().getEncoded(), 100);
        assertArrayEquals(bytes, SharedSecret.readFile(bytes, 32));
        byte[] text = "MIsecretThatBeginsLikeAKeyAndIsNone".getBytes(UTF_8);
        assertArrayEquals(text, SharedSecret.readFile(text, 32));
    }

    @Test
    void readWhenJsonWebKeyThenSaysWhereItGoes() {
        for (String text : List.of(TestKeys.jwk(SECRET, ""), TestKeys.set(TestKeys.jwk(SECRET, "")))) {
            assertTrue(refusal(text).startsWith("the secret is a JSON web key"));
            assertTrue(refusal("\ufeff" + text).startsWith("the secret is a JSON web key"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "x", "0", "\u00e9"})
    void readWhenOneCharacterAgainAndAgainThenNoSecret(String character) {
        byte[] bytes = character.repeat(80).getBytes(ISO_8859_1);
        assertTrue(refusal(bytes).startsWith("the secret is a single repeated character"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-string-secret-at-least-256-bits-long",
                "A String Secret At Least 256 Bits Long",
                "MY_SECRET_KEY_MY_SECRET_KEY_MY_SECRET_KEY",
                "changemechangemechangemechangeme",
                "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970"
            })
    void readWhenPublishedSampleThenNoSecret(String text) {
        assertTrue(refusal(text).startsWith("the secret is a well-known published sample"));
    }

    @Test
    void readWhenRefusedThenMessageHoldsNothingOfIt() {
        String secret = "Zq8";
        assertFalse(refusal(secret).contains(secret));
        assertFalse(refusal("base64:" + secret + "*").contains(secret));
        assertFalse(refusal("{\"kty\":\"oct\",\"k\":\"" + secret + "\"}").contains(secret));
    }

    @Test
    void ofJwkWhenBytesOfAMachineThenOnlyLengthAndSamplesCount() {
        assertArrayEquals(new byte[32], SharedSecret.ofJwk(new byte[32], 32));
        assertThrows(IllegalArgumentException.class, () -> SharedSecret.ofJwk(new byte[31], 32));
        byte[] sample = "a-string-secret-at-least-256-bits-long".getBytes(UTF_8);
        assertThrows(IllegalArgumentException.class, () -> SharedSecret.ofJwk(sample, 32));
    }
}
