package dev.signet.envelope;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    // What the next byte must be. Those up to AFTER_VALUE may have blanks in front.
    private static final int VALUE = 0;
    private static final int VALUE_OR_END = 1;
    private static final int KEY = 2;
    private static final int KEY_OR_END = 3;
    private static final int COLON = 4;
    private static final int AFTER_VALUE = 5;
    private static final int STRING = 6;
    private static final int NAME = 7; // the string of a member
    private static final int ESCAPE = 8;
    private static final int HEX = 9;
    private static final int CONTINUATION = 10;
    private static final int LITERAL = 11;
    private static final int MINUS = 12;
    private static final int ZERO = 13;
    private static final int INTEGER = 14;
    private static final int POINT = 15;
    private static final int FRACTION = 16;
    private static final int EXPONENT = 17;
    private static final int EXPONENT_SIGN = 18;
    private static final int EXPONENT_DIGITS = 19;
    private static final int FAILED = 20;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private int state = VALUE;
    private long[] objects = new long[1]; // bit set: this level is an object
    private int depth;
    private boolean inObject; // the innermost level
    private int string = STRING; // the state to go back to from within a string
    private int literal; // the bytes still missing of a literal, the next one lowest
    private int left; // bytes still missing of an escape or a UTF-8 sequence
    private int low;
    private int high; // bounds of the next continuation byte (RFC 3629 §4)

    /**
     * Looks at the next bytes.
     *
     * @return false once the body can no longer become JSON
     */
    boolean feed(byte[] bytes, int from, int to) {
        int now = state;
        int i = from;
        while (i < to && now != FAILED) {
            int b = bytes[i++];
            if (now >= STRING) {
                now = inToken(b, now); // one that began in front, byte by byte
                if (now <= NAME && now >= STRING) {
                    i = JsonRuns.plain(bytes, i, to);
                }
                continue;
            }
            // as serialisers write it, a whole member passes in one turn: comma, name, colon, value
            if (b == ',' && now == AFTER_VALUE && depth > 0) {
                now = inObject ? KEY : VALUE;
                i = JsonRuns.blanks(bytes, i, to);
                if (i == to) {
                    break;
                }
                b = bytes[i++];
            }
            if (b == '"' && (now == KEY || now == KEY_OR_END)) {
                i = JsonRuns.plain(bytes, i, to);
                if (i == to || bytes[i] != '"') {
                    now = NAME;
                    continue;
                }
                i = JsonRuns.blanks(bytes, i + 1, to);
                if (i == to || bytes[i] != ':') {
                    now = COLON;
                    continue;
                }
                now = VALUE;
                i = JsonRuns.blanks(bytes, i + 1, to);
                if (i == to) {
                    break;
                }
                b = bytes[i++];
            }
            if (b == '"' && now <= VALUE_OR_END) {
                i = JsonRuns.plain(bytes, i, to);
                now = STRING;
                if (i < to && bytes[i] == '"') {
                    now = AFTER_VALUE;
                    i++;
                }
            } else if (b <= ' ') {
                now = JsonRuns.isBlank(b) ? now : FAILED;
                i = JsonRuns.blanks(bytes, i, to);
            } else {
                state = other(b, now);
                i = rest(bytes, i, to);
                now = state;
            }
        }
        state = now;
        return now != FAILED;
    }

    /** Takes the rest of a number or a literal in one piece, where it looks as usual. */
    private int rest(byte[] bytes, int from, int to) {
        int i = from;
        if (state == INTEGER) {
            i = JsonRuns.digits(bytes, i, to);
            if (i + 1 < to && bytes[i] == '.' && JsonRuns.isDigit(bytes[i + 1])) {
                i = JsonRuns.digits(bytes, i + 2, to);
                state = FRACTION;
            }
            if (i < to && (bytes[i] == ',' || bytes[i] == '}' || bytes[i] == ']')) {
                state = AFTER_VALUE;
            }
        } else if (state == LITERAL && i + 4 <= to) {
            int word = (int) INTS.get(bytes, i);
            int length = literal >>> 24 == 0 ? 3 : 4;
            if (word << (4 - length) * 8 == literal << (4 - length) * 8) {
                state = AFTER_VALUE;
                i += length;
            }
        }
        return i;
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

    private int other(int b, int now) {
        switch (b) {
            case ':':
                return now == COLON ? VALUE : FAILED;
            case '}':
                return close(now, KEY_OR_END, true);
            case ']':
                return close(now, VALUE_OR_END, false);
            default:
                return now <= VALUE_OR_END ? beginValue(b) : FAILED;
        }
    }

    private int inString(int b, int now) {
        if (b == '"') {
            return now == NAME ? COLON : AFTER_VALUE;
        }
        string = now;
        if (b == '\\') {
            return ESCAPE;
        }
        if (b >= ' ') {
            return now;
        }
        int lead = b & 0xff;
        if (lead < 0xc2 || lead > 0xf4) {
            return FAILED; // a control character, or no first byte of anything
        }
        low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80; // no overlong forms
        high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf; // no surrogates, nothing above U+10FFFF
        left = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
        return CONTINUATION;
    }

    private int inToken(int b, int now) {
        switch (now) {
            case STRING, NAME:
                return inString(b, now);
            case ESCAPE:
                return escape(b);
            case HEX:
                return isHex(b) ? --left == 0 ? string : HEX : FAILED;
            case CONTINUATION:
                return continuation(b & 0xff);
            case LITERAL:
                int expected = literal & 0xff;
                literal >>>= 8;
                return b != expected ? FAILED : literal == 0 ? AFTER_VALUE : LITERAL;
            default:
                return number(b, now);
        }
    }

    private int continuation(int b) {
        if (b < low || b > high) {
            return FAILED;
        }
        low = 0x80;
        high = 0xbf;
        return --left == 0 ? string : CONTINUATION;
    }

    private int escape(int b) {
        switch (b) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                return string;
            case 'u':
                left = 4;
                return HEX;
            default:
                return FAILED;
        }
    }

    private static boolean isHex(int b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F';
    }

    private int beginValue(int b) {
        switch (b) {
            case '{':
                return open(true);
            case '[':
                return open(false);
            case 't':
                literal = 'r' | 'u' << 8 | 'e' << 16;
                return LITERAL;
            case 'f':
                literal = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;
                return LITERAL;
            case 'n':
                literal = 'u' | 'l' << 8 | 'l' << 16;
                return LITERAL;
            case '-':
                return MINUS;
            case '0':
                return ZERO;
            default:
                return b >= '1' && b <= '9' ? INTEGER : FAILED;
        }
    }

    private int number(int b, int now) {
        boolean digit = b >= '0' && b <= '9';
        switch (now) {
            case MINUS:
                return b == '0' ? ZERO : digit ? INTEGER : FAILED;
            case INTEGER, ZERO:
                return digit && now == INTEGER ? INTEGER : b == '.' ? POINT : afterFraction(b);
            case POINT, FRACTION:
                return digit ? FRACTION : now == FRACTION ? afterFraction(b) : FAILED;
            case EXPONENT:
                return digit ? EXPONENT_DIGITS : b == '+' || b == '-' ? EXPONENT_SIGN : FAILED;
            default:
                return digit ? EXPONENT_DIGITS : now == EXPONENT_DIGITS ? endOfNumber(b) : FAILED;
        }
    }

    private int afterFraction(int b) {
        return b == 'e' || b == 'E' ? EXPONENT : endOfNumber(b);
    }

    private int endOfNumber(int b) {
        switch (b) {
            case ',':
                return depth == 0 ? FAILED : inObject ? KEY : VALUE;
            case '}':
                return close(AFTER_VALUE, KEY_OR_END, true);
            case ']':
                return close(AFTER_VALUE, VALUE_OR_END, false);
            case ' ', '\n', '\r', '\t':
                return AFTER_VALUE;
            default:
                return FAILED;
        }
    }

    private int open(boolean object) {
        if (depth == MAX_DEPTH) {
            return FAILED;
        }
        if (depth >> 6 == objects.length) {
            objects = Arrays.copyOf(objects, objects.length * 2);
        }
        long bit = 1L << depth; // modulo 64
        objects[depth >> 6] = object ? objects[depth >> 6] | bit : objects[depth >> 6] & ~bit;
        depth++;
        inObject = object;
        return object ? KEY_OR_END : VALUE_OR_END;
    }

    private int close(int now, int empty, boolean object) {
        if (now != AFTER_VALUE && now != empty || depth == 0 || inObject != object) {
            return FAILED;
        }
        depth--;
        inObject = depth > 0 && (objects[(depth - 1) >> 6] >> (depth - 1) & 1) != 0;
        return AFTER_VALUE;
    }
}
