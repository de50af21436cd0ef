package dev.signet.text;

/**
 * The byte-by-byte half of a {@link JsonScanner}: strings with escapes, other scripts, numbers and literals, wherever a
 * piece of the body may end. Not thread-safe.
 */
final class JsonTokens {

    // What the next byte must be. Those up to AFTER_VALUE may have blanks in front.
    static final int VALUE = 0;
    static final int VALUE_OR_END = 1;
    static final int KEY = 2;
    static final int KEY_OR_END = 3;
    static final int COLON = 4;
    static final int AFTER_VALUE = 5;
    static final int STRING = 6;
    static final int NAME = 7; // the string of a member
    static final int ESCAPE = 8;
    static final int HEX = 9;
    static final int CONTINUATION = 10;
    static final int LITERAL = 11;
    static final int MINUS = 12;
    static final int ZERO = 13;
    static final int INTEGER = 14;
    static final int POINT = 15;
    static final int FRACTION = 16;
    static final int EXPONENT = 17;
    static final int EXPONENT_SIGN = 18;
    static final int EXPONENT_DIGITS = 19;
    static final int FAILED = 20;

    final JsonNesting nesting = new JsonNesting();
    int state = VALUE;
    private int string = STRING; // the state to go back to from within a string
    int literal; // the bytes still missing of a literal, the next one lowest
    private int left; // bytes still missing of an escape or a UTF-8 sequence
    private int low;
    private int high; // bounds of the next continuation byte (RFC 3629 §4)

    /** Goes on at a place with a state. */
    int at(int i, int now) {
        state = now;
        return i;
    }

    /** The state behind the comma behind a value. */
    int afterComma() {
        return !nesting.isNested() ? FAILED : nesting.inObject() ? KEY : VALUE;
    }

    /** Whether a number may end here. */
    boolean endsNumber() {
        return state == ZERO || state == INTEGER || state == FRACTION || state == EXPONENT_DIGITS;
    }

    private int inString(int b) {
        if (b == '"') {
            return state == NAME ? COLON : AFTER_VALUE;
        }
        string = state;
        if (b == '\\') {
            return ESCAPE;
        }
        if (b >= ' ') {
            return state;
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

    /** The state behind one more byte of a token that has begun. */
    int inToken(int b) {
        switch (state) {
            case STRING, NAME:
                return inString(b);
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
                return number(b);
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

    /** The state behind the first byte of a number or a literal. */
    int beginScalar(int b) {
        switch (b) {
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

    private int number(int b) {
        boolean digit = JsonRuns.isDigit(b);
        switch (state) {
            case MINUS:
                return b == '0' ? ZERO : digit ? INTEGER : FAILED;
            case INTEGER, ZERO:
                return digit && state == INTEGER ? INTEGER : b == '.' ? POINT : afterFraction(b);
            case POINT, FRACTION:
                return digit ? FRACTION : state == FRACTION ? afterFraction(b) : FAILED;
            case EXPONENT:
                return digit ? EXPONENT_DIGITS : b == '+' || b == '-' ? EXPONENT_SIGN : FAILED;
            default:
                return digit ? EXPONENT_DIGITS : state == EXPONENT_DIGITS ? endOfNumber(b) : FAILED;
        }
    }

    private int afterFraction(int b) {
        return b == 'e' || b == 'E' ? EXPONENT : endOfNumber(b);
    }

    private int endOfNumber(int b) {
        switch (b) {
            case ',':
                return afterComma();
            case '}':
                return nesting.close(true) ? AFTER_VALUE : FAILED;
            case ']':
                return nesting.close(false) ? AFTER_VALUE : FAILED;
            default:
                return JsonRuns.isBlank(b) ? AFTER_VALUE : FAILED;
        }
    }
}
