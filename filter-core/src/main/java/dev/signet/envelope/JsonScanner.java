package dev.signet.envelope;

import java.util.Arrays;

/**
 * Checks, as bytes arrive, that a body is exactly one complete JSON value (RFC 8259 grammar, valid UTF-8).
 *
 * <p>A body that passes can neither break the envelope around it nor write members into it. Keeps no bytes; one bit per
 * nesting level. Not thread-safe.
 */
final class JsonScanner {

    /** Deeper than any honest document; a bound so that hostile nesting costs 8 KiB at most. */
    private static final int MAX_DEPTH = 65_536;

    // What the next byte must be.
    private static final int VALUE = 0;
    private static final int VALUE_OR_END = 1;
    private static final int KEY_OR_END = 2;
    private static final int KEY = 3;
    private static final int COLON = 4;
    private static final int AFTER_VALUE = 5;
    private static final int STRING = 6;
    private static final int ESCAPE = 7;
    private static final int HEX = 8;
    private static final int CONTINUATION = 9;
    private static final int LITERAL = 10;
    private static final int MINUS = 11;
    private static final int ZERO = 12;
    private static final int INTEGER = 13;
    private static final int POINT = 14;
    private static final int FRACTION = 15;
    private static final int EXPONENT = 16;
    private static final int EXPONENT_SIGN = 17;
    private static final int EXPONENT_DIGITS = 18;
    private static final int FAILED = 19;

    private static final byte[] TRUE = {'r', 'u', 'e'};
    private static final byte[] FALSE = {'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'u', 'l', 'l'};

    /** 1 for the bytes that may stand in a string as they are and need no look at their neighbours. */
    private static final byte[] PLAIN = new byte[256];

    static {
        Arrays.fill(PLAIN, 0x20, 0x80, (byte) 1);
        PLAIN['"'] = 0;
        PLAIN['\\'] = 0;
    }

    private int state = VALUE;
    private long[] objects = new long[2]; // bit set: this level is an object
    private int depth;
    private boolean key; // the string being read is a member name
    private byte[] literal = TRUE;
    private int left; // bytes still missing of a literal, an escape or a UTF-8 sequence
    private int low;
    private int high; // bounds of the next continuation byte (RFC 3629 §4)

    /**
     * Looks at the next bytes.
     *
     * @return false once the body can no longer become JSON
     */
    boolean feed(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int b = bytes[i++] & 0xff;
            switch (state) {
                case STRING -> i = string(bytes, i - 1, to);
                case VALUE, VALUE_OR_END -> value(b);
                case KEY_OR_END, KEY -> memberName(b);
                case COLON -> colon(b);
                case AFTER_VALUE -> afterValue(b);
                case ESCAPE -> escape(b);
                case HEX -> hex(b);
                case CONTINUATION -> continuation(b);
                case LITERAL -> literal(b);
                case FAILED -> {
                    return false;
                }
                default -> number(b);
            }
        }
        return state != FAILED;
    }

    /** Whether the bytes so far are one complete value. */
    boolean complete() {
        return depth == 0
                && (state == AFTER_VALUE
                        || state == ZERO
                        || state == INTEGER
                        || state == FRACTION
                        || state == EXPONENT_DIGITS);
    }

    private int string(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int b = bytes[i] & 0xff;
            if (PLAIN[b] != 0) {
                i++;
            } else if (b >= 0xe1
                    && b != 0xed
                    && b < 0xf0
                    && i + 2 < to
                    && isTail(bytes[i + 1])
                    && isTail(bytes[i + 2])) {
                i += 3; // most CJK characters, without leaving the loop
            } else {
                quoteEscapeOrLead(b);
                return i + 1;
            }
        }
        return i;
    }

    private static boolean isTail(byte b) {
        return (b & 0xc0) == 0x80;
    }

    private void quoteEscapeOrLead(int b) {
        if (b == '"') {
            state = key ? COLON : AFTER_VALUE;
        } else if (b == '\\') {
            state = ESCAPE;
        } else if (b >= 0xc2 && b <= 0xf4) {
            low = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80; // no overlong forms
            high = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf; // no surrogates, nothing above U+10FFFF
            left = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
            state = CONTINUATION;
        } else {
            state = FAILED;
        }
    }

    private void continuation(int b) {
        if (b < low || b > high) {
            state = FAILED;
            return;
        }
        low = 0x80;
        high = 0xbf;
        if (--left == 0) {
            state = STRING;
        }
    }

    private void value(int b) {
        switch (b) {
            case ' ', '\t', '\n', '\r' -> {}
            case '"' -> {
                key = false;
                state = STRING;
            }
            case '{' -> open(true);
            case '[' -> open(false);
            case ']' -> {
                if (state == VALUE_OR_END) {
                    close();
                } else {
                    state = FAILED;
                }
            }
            case 't' -> word(TRUE);
            case 'f' -> word(FALSE);
            case 'n' -> word(NULL);
            case '-' -> state = MINUS;
            case '0' -> state = ZERO;
            default -> state = b >= '1' && b <= '9' ? INTEGER : FAILED;
        }
    }

    private void memberName(int b) {
        switch (b) {
            case ' ', '\t', '\n', '\r' -> {}
            case '"' -> {
                key = true;
                state = STRING;
            }
            case '}' -> {
                if (state == KEY_OR_END) {
                    close();
                } else {
                    state = FAILED;
                }
            }
            default -> state = FAILED;
        }
    }

    private void colon(int b) {
        if (b == ':') {
            state = VALUE;
        } else if (!isBlank(b)) {
            state = FAILED;
        }
    }

    private void afterValue(int b) {
        if (isBlank(b)) {
            return;
        }
        if (depth == 0) {
            state = FAILED; // a second value
        } else if (b == ',') {
            state = inObject() ? KEY : VALUE;
        } else if (b == (inObject() ? '}' : ']')) {
            close();
        } else {
            state = FAILED;
        }
    }

    private void escape(int b) {
        switch (b) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> state = STRING;
            case 'u' -> {
                left = 4;
                state = HEX;
            }
            default -> state = FAILED;
        }
    }

    private void hex(int b) {
        if ((b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F')) {
            if (--left == 0) {
                state = STRING;
            }
        } else {
            state = FAILED;
        }
    }

    private void word(byte[] rest) {
        literal = rest;
        left = rest.length;
        state = LITERAL;
    }

    private void literal(int b) {
        if (b != literal[literal.length - left]) {
            state = FAILED;
        } else if (--left == 0) {
            state = AFTER_VALUE;
        }
    }

    private void number(int b) {
        boolean digit = b >= '0' && b <= '9';
        switch (state) {
            case MINUS -> state = b == '0' ? ZERO : digit ? INTEGER : FAILED;
            case ZERO -> afterInteger(b);
            case INTEGER -> {
                if (!digit) {
                    afterInteger(b);
                }
            }
            case POINT -> state = digit ? FRACTION : FAILED;
            case FRACTION -> {
                if (!digit) {
                    afterFraction(b);
                }
            }
            case EXPONENT -> state = digit ? EXPONENT_DIGITS : b == '+' || b == '-' ? EXPONENT_SIGN : FAILED;
            case EXPONENT_SIGN -> state = digit ? EXPONENT_DIGITS : FAILED;
            default -> {
                if (!digit) {
                    endOfNumber(b);
                }
            }
        }
    }

    private void afterInteger(int b) {
        if (b == '.') {
            state = POINT;
        } else {
            afterFraction(b);
        }
    }

    private void afterFraction(int b) {
        if (b == 'e' || b == 'E') {
            state = EXPONENT;
        } else {
            endOfNumber(b);
        }
    }

    private void endOfNumber(int b) {
        state = AFTER_VALUE;
        afterValue(b);
    }

    private void open(boolean object) {
        if (depth == MAX_DEPTH) {
            state = FAILED;
            return;
        }
        if (depth >> 6 == objects.length) {
            objects = Arrays.copyOf(objects, objects.length * 2);
        }
        long bit = 1L << (depth & 63);
        objects[depth >> 6] = object ? objects[depth >> 6] | bit : objects[depth >> 6] & ~bit;
        depth++;
        state = object ? KEY_OR_END : VALUE_OR_END;
    }

    private void close() {
        depth--;
        state = AFTER_VALUE;
    }

    private boolean inObject() {
        return (objects[(depth - 1) >> 6] >> ((depth - 1) & 63) & 1) != 0;
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
