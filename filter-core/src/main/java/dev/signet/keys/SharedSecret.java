package dev.signet.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.text.KeyText;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A shared secret as an operator writes it: UTF-8 text, or bytes after {@code base64:}. Refuses what is no secret: too
 * short, a public key, a placeholder, or a sample that everybody knows.
 */
final class SharedSecret {

    private static final String BASE64 = "base64:";
    private static final String MAKE_ONE = "; generate one with: openssl rand -base64 48";

    /** Samples of popular pages and tools, in lower case, letters and digits only. */
    private static final Set<String> SAMPLES = Set.of(
            "astringsecretatleast256bitslong",
            "avalidstringsecretthatisatleast384bitslong",
            "avalidstringsecretthatisatleast512bitslongwhichisverylong",
            "your256bitsecret",
            "your384bitsecret",
            "your512bitsecret",
            "yoursupersecretkeythatisatleast32characterslong",
            "yourverylongsecretkeyatleast32characterslong",
            "supersecretjwttokenwithatleast32characterslong",
            "thisisasecretkeyforjwtauthenticationthatislongenough",
            "my32characterultrasecureandultralongsecret",
            "mysecretkeymysecretkeymysecretkey",
            "mysupersecretkeymysupersecretkey",
            "secretsecretsecretsecretsecretsecret",
            "changemechangemechangemechangeme",
            "changeitchangeitchangeitchangeit",
            "404e635266556a586e3272357538782f413f4428472b4b6250645367566b5970",
            "3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bcd0a7567c272e007b");

    /** What a build or a container was to fill, and has not: its name is written in the webapp. */
    private static final Pattern PLACEHOLDER = Pattern.compile("[$#]\\{[^{}]*}|\\{\\{[^{}]*}}|@[\\w.-]+@|%\\w+%");

    private SharedSecret() {}

    /**
     * Reads the content of a file; one newline at its end is an editor's and not part of the secret.
     *
     * @throws IllegalArgumentException as {@link #read}
     */
    static byte[] readFile(byte[] content, int leastBytes) {
        rejectKey(KeyText.isKey(content)); // whose last byte may be a newline itself
        int end = content.length;
        if (end > 0 && content[end - 1] == '\n') {
            end -= end > 1 && content[end - 2] == '\r' ? 2 : 1;
        }
        byte[] text = Arrays.copyOf(content, end);
        // bytes that are not UTF-8 stay what they are: somebody wrote random bytes into the file
        return startsWith(text, BASE64) ? decoded(new String(text, ISO_8859_1), leastBytes) : checked(text, leastBytes);
    }

    /**
     * Reads a secret.
     *
     * @param leastBytes the length of the longest hash it is used with (RFC 7518 §3.2)
     * @throws IllegalArgumentException when it is no usable secret; the message never holds any of it
     */
    static byte[] read(String text, int leastBytes) {
        return text.startsWith(BASE64) ? decoded(text, leastBytes) : checked(text.getBytes(UTF_8), leastBytes);
    }

    /**
     * Takes the bytes of a JSON web key or of a vault, which no person has chosen: only their length, the samples and
     * whether a key was put into them as text are looked at.
     *
     * @throws IllegalArgumentException as {@link #read}
     */
    static byte[] ofJwk(byte[] secret, int leastBytes) {
        rejectKey(KeyText.holdsKey(secret));
        rejectShort(secret, leastBytes);
        rejectSample(new String(secret, ISO_8859_1));
        return secret;
    }

    private static byte[] decoded(String text, int leastBytes) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text.substring(BASE64.length()).strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the secret after base64: is not base64 (RFC 4648 §4);"
                    + " write it on one line; plain text needs no prefix");
        }
        return checked(secret, leastBytes);
    }

    private static byte[] checked(byte[] secret, int leastBytes) {
        String text = new String(secret, ISO_8859_1).strip();
        rejectKey(KeyText.isKey(secret));
        if (KeyText.isJsonWebKey(secret)) {
            throw new IllegalArgumentException("the secret is a JSON web key; put it into jwt.jwks-file,"
                    + " or the bytes of its k here after base64:");
        }
        if (PLACEHOLDER.matcher(text).matches()) {
            throw new IllegalArgumentException("the secret is an unresolved placeholder");
        }
        rejectShort(secret, leastBytes);
        if (isOneByte(secret)) {
            throw new IllegalArgumentException("the secret is a single repeated character" + MAKE_ONE);
        }
        rejectSample(text);
        return secret;
    }

    private static void rejectKey(boolean key) {
        if (key) {
            throw new IllegalArgumentException(
                    "the secret is a key or certificate in PEM or DER form, which may be public;"
                            + " a public key goes into jwt.public-key-file (convert one of OpenSSH with:"
                            + " ssh-keygen -e -m PKCS8 -f key.pub), a private key into jwt.private-key-file");
        }
    }

    private static void rejectShort(byte[] secret, int leastBytes) {
        if (secret.length < leastBytes) {
            throw new IllegalArgumentException("the secret has " + secret.length + " bytes and needs " + leastBytes
                    + " (RFC 7518 §3.2)" + MAKE_ONE);
        }
    }

    private static void rejectSample(String text) {
        if (SAMPLES.contains(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""))) {
            throw new IllegalArgumentException("the secret is a well-known published sample" + MAKE_ONE);
        }
    }

    private static boolean isOneByte(byte[] secret) {
        for (byte b : secret) {
            if (b != secret[0]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] text, String prefix) {
        return text.length >= prefix.length() && new String(text, 0, prefix.length(), ISO_8859_1).equals(prefix);
    }
}
