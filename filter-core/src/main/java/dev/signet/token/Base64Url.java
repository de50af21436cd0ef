package dev.signet.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;

/**
 * Base64url without padding, in its one canonical spelling (RFC 4648 §3.5 and §5).
 *
 * <p>The usual decoders skip blanks and ignore the unused bits of the last character, so that one token has many
 * spellings and slips past caches and deny-lists. This one refuses all but one.
 */
final class Base64Url {

    private static final byte[] VALUES = values();

    private Base64Url() {}

    /**
     * Decodes the bytes of one part of a token.
     *
     * @throws Refused when they are not the canonical spelling of anything
     */
    static byte[] decode(byte[] text, int from, int to) throws Refused {
        int length = to - from;
        int rest = length & 3;
        if (rest == 1) {
            throw new Refused(Refusal.NOT_CANONICAL_BASE64URL); // six bits are not a byte
        }
        byte[] bytes = new byte[(length >> 2) * 3 + (rest == 0 ? 0 : rest - 1)];
        byte[] values = VALUES;
        int out = 0;
        int in = from;
        int wrong = 0; // negative as soon as one character is outside the alphabet
        for (int whole = to - rest; in < whole; in += 4) {
            int word = values[text[in] & 0xff] << 18
                    | values[text[in + 1] & 0xff] << 12
                    | values[text[in + 2] & 0xff] << 6
                    | values[text[in + 3] & 0xff];
            wrong |= word;
            bytes[out] = (byte) (word >> 16);
            bytes[out + 1] = (byte) (word >> 8);
            bytes[out + 2] = (byte) word;
            out += 3;
        }
        if (rest >= 2) {
            int word = values[text[in] & 0xff] << 18 | values[text[in + 1] & 0xff] << 12;
            if (rest == 3) {
                word |= values[text[in + 2] & 0xff] << 6;
                bytes[out + 1] = (byte) (word >> 8);
            }
            bytes[out] = (byte) (word >> 16);
            int unused = rest == 2 ? 0xffff : 0xff;
            wrong |= (word & unused) == 0 ? word : -1; // bits that say nothing must be zero
        }
        if (wrong < 0) {
            throw new Refused(Refusal.NOT_CANONICAL_BASE64URL);
        }
        return bytes;
    }

    static String encode(byte[] bytes) {
        return new String(Base64.getUrlEncoder().withoutPadding().encode(bytes), ISO_8859_1);
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
