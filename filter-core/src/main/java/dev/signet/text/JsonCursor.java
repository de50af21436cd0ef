package dev.signet.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A position in a JSON text and the values without structure that may begin there (RFC 8259 §3, §6 and §7). */
final class JsonCursor {

    static final int END = -1;

    private static final int LONGEST_NUMBER = 100;
    /** Powers of ten a double can hold; what is beyond costs gigabytes once somebody writes it out. */
    private static final int LARGEST_SCALE = 400;
    /** So many decimal digits always fit into a long. */
    private static final int LONG_DIGITS = 18;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private final byte[] text;
    private final @Nullable MemberNames names;
    private int at;
    private int valueStart;

    JsonCursor(byte[] text, @Nullable MemberNames names) {
        this.text = text;
        this.names = names;
    }

    /** Where the value read last begins in the text, if it was a number. */
    int valueStart() {
        return valueStart;
    }

    void word(String word) throws MalformedException {
        for (int i = 0; i < word.length(); i++) {
            require(at < text.length && text[at] == word.charAt(i));
            at++;
        }
    }

    String memberName() throws MalformedException {
        int from = ++at;
        int end = plainEnd(from);
        if (end == text.length || text[end] != '"') {
            return rareString(from, end, true);
        }
        at = end + 1;
        return names == null ? new String(text, from, end - from, ISO_8859_1) : names.of(text, from, end);
    }

    String string(boolean keep) throws MalformedException {
        int from = ++at;
        int end = plainEnd(from);
        if (end == text.length || text[end] != '"') {
            return rareString(from, end, keep);
        }
        at = end + 1;
        return keep ? new String(text, from, end - from, ISO_8859_1) : "";
    }

    /** The first place that {@link #isPlain} denies, or the end of the text; eight bytes at a time. */
    private int plainEnd(int from) {
        byte[] bytes = text;
        int i = from;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            long quote = word ^ EACH * '"'; // a zero byte where the text has a quote
            long backslash = word ^ EACH * '\\';
            // a borrow can only spoil bytes behind the first that was found
            long found = (quote - EACH & ~quote | backslash - EACH & ~backslash | word - EACH * ' ' | word) & HIGH;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (i < bytes.length && isPlain(bytes[i])) {
            i++;
        }
        return i;
    }

    /** What may stand in a string, says nothing but itself and is one byte long. */
    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\'; // bytes from 0x80 are negative
    }

    /** A string with escapes or characters beyond ASCII. */
    private String rareString(int from, int unread, boolean keep) throws MalformedException {
        boolean escaped = false;
        at = unread;
        while (true) {
            require(at < text.length);
            byte b = text[at];
            if (isPlain(b)) {
                at++;
            } else if (b == '"') {
                break;
            } else if (b == '\\') {
                escaped = true;
                escape();
            } else {
                int length = Utf8.sequence(text, at);
                require(length > 0); // control characters are none either
                at += length;
            }
        }
        int to = at++;
        if (!keep) {
            return "";
        }
        String raw = new String(text, from, to - from, UTF_8); // known to be valid
        return escaped ? unescaped(raw) : raw;
    }

    private void escape() throws MalformedException {
        require(at + 1 < text.length);
        byte kind = text[at + 1];
        at += 2;
        if (kind != 'u') {
            require("\"\\/bfnrt".indexOf(kind) >= 0);
            return;
        }
        char first = hex();
        if (Character.isSurrogate(first)) {
            // half a character becomes '?' in every encoding: two names, one spelling
            require(at + 1 < text.length && text[at] == '\\' && text[at + 1] == 'u');
            at += 2;
            require(Character.isSurrogatePair(first, hex()));
        }
    }

    private char hex() throws MalformedException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length ? Character.digit(text[at], 16) : -1;
            require(digit >= 0);
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    private static String unescaped(String raw) {
        StringBuilder plain = new StringBuilder();
        int done = 0;
        for (int i = raw.indexOf('\\'); i >= 0; i = raw.indexOf('\\', done)) {
            plain.append(raw, done, i);
            char kind = raw.charAt(i + 1);
            done = i + (kind == 'u' ? 6 : 2);
            plain.append(
                    switch (kind) {
                        case 'u' -> (char) Integer.parseInt(raw, i + 2, done, 16);
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        default -> kind;
                    });
        }
        return plain.append(raw, done, raw.length()).toString();
    }

    @Nullable
    Number number(boolean keep) throws MalformedException {
        byte[] bytes = text;
        int from = at;
        int first = bytes[from] == '-' ? from + 1 : from;
        int end = first;
        long value = 0; // right where there are not too many digits
        if (end + Long.BYTES <= bytes.length) { // a time has ten
            long digits = (long) WORDS.get(bytes, end) ^ EACH * '0'; // 0 to 9 each, where there are digits
            if (((digits + EACH * 0x76 | digits) & HIGH) == 0) {
                value = ofEight(digits);
                end += Long.BYTES;
            }
        }
        for (; end < bytes.length && isDigit(bytes[end]); end++) {
            value = value * 10 + (bytes[end] - '0');
        }
        require(end > first && (end == first + 1 || bytes[first] != '0'));
        valueStart = from;
        at = end;
        boolean integer = true;
        int scale = 0;
        if (here() == '.') {
            integer = false;
            at++;
            scale = digits();
        }
        if (here() == 'e' || here() == 'E') {
            integer = false;
            at++;
            scale -= exponent();
        }
        require(at - from <= LONGEST_NUMBER && Math.abs(scale) <= LARGEST_SCALE);
        if (!keep) {
            return null;
        }
        if (!integer) {
            return new BigDecimal(new String(text, from, at - from, ISO_8859_1));
        }
        if (end - first > LONG_DIGITS) {
            return large(from);
        }
        return first == from ? value : -value;
    }

    /** The number of eight digits, the first one lowest: pairs become hundreds, those ten thousands, those the number. */
    private static long ofEight(long digits) {
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00ff00ff00ff00ffL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000ffff0000ffffL;
        return (fours * 10_000 + (fours >>> 32)) & 0xffffffffL;
    }

    /** How many digits there are, at least one. */
    private int digits() throws MalformedException {
        int from = at;
        while (isDigit(here())) {
            at++;
        }
        require(at > from);
        return at - from;
    }

    private int exponent() throws MalformedException {
        boolean negative = here() == '-';
        if (negative || here() == '+') {
            at++;
        }
        int from = at;
        digits();
        int exponent = 0;
        for (int i = from; i < at && exponent <= LARGEST_SCALE + LONGEST_NUMBER; i++) {
            exponent = exponent * 10 + (text[i] - '0');
        }
        return negative ? -exponent : exponent;
    }

    private Number large(int from) {
        BigInteger value = new BigInteger(new String(text, from, at - from, ISO_8859_1));
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    /** The next byte that is no blank; not taken. */
    int peek() {
        while (at < text.length) {
            byte b = text[at];
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                return b & 0xff;
            }
            at++;
        }
        return END;
    }

    private int here() {
        return at < text.length ? text[at] : END;
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    void require(boolean strict) throws MalformedException {
        if (!strict) {
            throw new MalformedException();
        }
    }

    /** Takes the byte that {@link #peek} has shown. */
    void take() {
        at++;
    }

    int length() {
        return text.length;
    }
}
