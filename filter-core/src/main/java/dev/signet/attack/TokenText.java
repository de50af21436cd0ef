package dev.signet.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.keys.Keys;
import dev.signet.text.Base64Url;
import java.math.BigInteger;
import java.util.Arrays;

/** Puts tokens together, right ones and wrong ones. */
final class TokenText {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private TokenText() {}

    /** A part of a token. */
    static String part(String json) {
        return part(json.getBytes(UTF_8));
    }

    static String part(byte[] bytes) {
        return Base64Url.encode(bytes);
    }

    /** A token with the signature of a key over exactly these parts. */
    static String signed(Keys.Signer key, String header, String payload) {
        return header + '.' + payload + '.' + part(signature(key, header, payload));
    }

    static byte[] signature(Keys.Signer key, String header, String payload) {
        return key.sign((header + '.' + payload).getBytes(ISO_8859_1));
    }

    /** Another spelling of the same bytes, for those who overlook what is too much in the last letter; or the same. */
    static String respelled(String part) {
        int spare = part.length() % 4; // 2 letters have four bits too many, 3 have two
        if (spare < 2) {
            return part;
        }
        int last = ALPHABET.indexOf(part.charAt(part.length() - 1));
        return part.substring(0, part.length() - 1) + ALPHABET.charAt(last ^ 1);
    }

    /** The same with the padding that does not belong there. */
    static String padded(String part) {
        return part + "=".repeat((4 - part.length() % 4) % 4);
    }

    /** With one bit changed in the middle. */
    static byte[] flipped(byte[] signature) {
        byte[] other = signature.clone();
        other[other.length / 2] ^= 1;
        return other;
    }

    /** Two halves of a signature as ASN.1 (RFC 3279 §2.2.3), as most libraries make them and JWS does not. */
    static byte[] der(byte[] raw) {
        byte[] first = integer(Arrays.copyOfRange(raw, 0, raw.length / 2));
        byte[] second = integer(Arrays.copyOfRange(raw, raw.length / 2, raw.length));
        return element(0x30, joined(first, second));
    }

    private static byte[] integer(byte[] unsigned) {
        return element(0x02, new BigInteger(1, unsigned).toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        byte[] head = content.length < 128
                ? new byte[] {(byte) tag, (byte) content.length}
                : new byte[] {(byte) tag, (byte) 0x81, (byte) content.length};
        return joined(head, content);
    }

    static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
