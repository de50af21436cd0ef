package dev.signet.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64url without padding, in its one canonical spelling (RFC 4648 §3.5 and §5).
 *
 * <p>The usual decoders skip blanks and ignore the unused bits of the last character, so that one token has many
 * spellings and slips past caches and deny-lists. This one refuses all but one.
 */
public final class Base64Url {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Value of a character at its place among four; negative where it is outside the alphabet. */
    private static final int[] FIRST = values(18);

    private static final int[] SECOND = values(12);
    private static final int[] THIRD = values(6);
    private static final int[] FOURTH = values(0);

    private Base64Url() {}

    /**
     * Decodes the bytes of one part of a token.
     *
     * @param text has the characters, a byte each
     * @param from index of the first
     * @param to index behind the last
     * @return what they stand for
     * @throws MalformedException when they are not the canonical spelling of anything
     */
    public static byte[] decode(byte[] text, int from, int to) throws MalformedException {
        int groups = (to - from) >> 2;
        int rest = (to - from) & 3;
        byte[] bytes = new byte[groups * 3 + rest * 3 / 4];
        // an int is written where three bytes are meant, so the last group must not end the array
        int fast = rest < 2 ? groups - 1 : groups;
        int wrong = 0; // negative as soon as one character is outside the alphabet
        for (int i = 0; i < fast; i++) {
            int word = word(text, from + 4 * i);
            wrong |= word;
            INT.set(bytes, 3 * i, word << 8);
        }
        for (int i = Math.max(fast, 0); i < groups; i++) {
            int word = word(text, from + 4 * i);
            wrong |= word;
            bytes[3 * i] = (byte) (word >> 16);
            bytes[3 * i + 1] = (byte) (word >> 8);
            bytes[3 * i + 2] = (byte) word;
        }
        if (rest != 0) {
            wrong |= tail(text, to - rest, rest, bytes, groups * 3);
        }
        if (wrong < 0) {
            throw new MalformedException();
        }
        return bytes;
    }

    private static int word(byte[] text, int at) {
        int four = (int) INT.get(text, at);
        return FIRST[four >>> 24] | SECOND[four >> 16 & 0xff] | THIRD[four >> 8 & 0xff] | FOURTH[four & 0xff];
    }

    private static int tail(byte[] text, int at, int rest, byte[] bytes, int out) {
        if (rest == 1) {
            return -1; // six bits are not a byte
        }
        int word = FIRST[text[at] & 0xff] | SECOND[text[at + 1] & 0xff];
        if (rest == 3) {
            word |= THIRD[text[at + 2] & 0xff];
            bytes[out + 1] = (byte) (word >> 8);
        }
        bytes[out] = (byte) (word >> 16);
        int unused = rest == 2 ? 0xffff : 0xff;
        return (word & unused) == 0 ? word : -1; // bits that say nothing must be zero
    }

    /**
     * Encodes.
     *
     * @param bytes anything
     * @return its canonical spelling
     */
    public static String encode(byte[] bytes) {
        return new String(Base64.getUrlEncoder().withoutPadding().encode(bytes), ISO_8859_1);
    }

    private static int[] values(int shift) {
        int[] values = new int[256];
        Arrays.fill(values, -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = i << shift;
        }
        return values;
    }
}
