package dev.signet.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;

/** Recognises keys and certificates where something else is expected, a secret or a path. */
public final class KeyText {

    /** RFC 7468 §2, wherever it stands: behind bag attributes, comments or a byte order mark. */
    private static final List<String> BEGINS = List.of(
            "-----BEGIN ",
            "---- BEGIN SSH2 ", // RFC 4716 §3.1
            "PuTTY-User-Key-File-",
            "LS0tLS1CRUdJTi"); // base64 of PEM, as cluster secrets have it

    /** How an OpenSSH key names its kind (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4). */
    private static final List<String> SSH_KINDS = List.of("ssh-", "ecdsa-sh", "sk-ssh-", "sk-ecdsa");

    private static final String SSH_TEXT = "AAAA"; // the first three bytes of a length of four

    private static final byte SEQUENCE = 0x30;
    private static final byte INTEGER = 0x02;

    private KeyText() {}

    /**
     * Whether bytes are, or hold, a key or certificate in PEM, DER or OpenSSH form.
     *
     * @param bytes anything
     * @return true for one
     */
    public static boolean isKey(byte[] bytes) {
        String text = plain(bytes);
        return holdsKey(bytes) || isDer(bytes) || isDerText(text.strip());
    }

    /**
     * Whether bytes hold PEM or an OpenSSH key, which random bytes never do.
     *
     * @param bytes anything
     * @return true where they do
     */
    public static boolean holdsKey(byte[] bytes) {
        String text = plain(bytes);
        return BEGINS.stream().anyMatch(text::contains) || holdsSshText(text) || isSsh(bytes);
    }

    /**
     * Whether text is a JSON web key or a set of them.
     *
     * @param bytes anything
     * @return true for one
     */
    public static boolean isJsonWebKey(byte[] bytes) {
        String text = plain(bytes);
        return text.contains("{") && text.contains("\"kty\"");
    }

    /**
     * Whether a text that somebody typed is a key, and not what belongs there; like a path.
     *
     * @param text anything
     * @return true for a key in any of these forms
     */
    public static boolean isTyped(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return isKey(bytes) || isJsonWebKey(bytes);
    }

    /** The characters, whether saved in UTF-8 or UTF-16, without a byte order mark. */
    private static String plain(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1).replace("\0", "");
        for (String mark : List.of("\u00ef\u00bb\u00bf", "\u00ff\u00fe", "\u00fe\u00ff")) {
            if (text.startsWith(mark)) {
                return text.substring(mark.length());
            }
        }
        return text;
    }

    private static boolean holdsSshText(String text) {
        for (int at = text.indexOf(SSH_TEXT); at >= 0; at = text.indexOf(SSH_TEXT, at + 1)) {
            int end = at + 16;
            if (end <= text.length() && isSsh(decoded(text.substring(at, end)))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** A length of four bytes and the name of a kind. */
    private static boolean isSsh(byte[] bytes) {
        if (bytes.length < 12 || bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 0) {
            return false;
        }
        String name = new String(bytes, 4, 8, ISO_8859_1);
        return SSH_KINDS.stream().anyMatch(name::startsWith);
    }

    /**
     * An ASN.1 SEQUENCE that is exactly as long as it says (X.690 §8.1.3), but for line ends that an editor put behind it, and
     * begins with another or with an INTEGER; every key and certificate is one.
     */
    private static boolean isDer(byte[] bytes) {
        if (bytes.length < 16 || bytes[0] != SEQUENCE) {
            return false;
        }
        int first = bytes[1] & 0xff;
        if (first < 0x80) {
            return endsAt(bytes, first + 2) && isKeyPart(bytes[2]);
        }
        int count = first & 0x7f;
        if (count < 1 || count > 3) {
            return false;
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | bytes[2 + i] & 0xff;
        }
        return endsAt(bytes, length + 2 + count) && isKeyPart(bytes[2 + count]);
    }

    private static boolean endsAt(byte[] bytes, int end) {
        int last = bytes.length;
        while (last > end && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r')) {
            last--;
        }
        return last == end;
    }

    private static boolean isKeyPart(byte tag) {
        return tag == SEQUENCE || tag == INTEGER;
    }

    /** The body of a PEM file without its first and last line. */
    private static boolean isDerText(String text) {
        if (!text.startsWith("M")) { // the tag of a SEQUENCE
            return false;
        }
        try {
            return isDer(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
