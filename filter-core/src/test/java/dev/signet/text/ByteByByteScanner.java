package dev.signet.text;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The grammar of RFC 8259 and the table of RFC 3629 §4 as one step a byte, with nothing skipped: what {@link JsonScanner} must
 * say at every byte, written for being read.
 */
final class ByteByByteScanner {

    private static final int MAX_DEPTH = 65_536;
    private static final String ENDS_OF_ESCAPES = "\"\\/bfnrt";

    private enum State {
        VALUE,
        VALUE_OR_END,
        KEY,
        KEY_OR_END,
        COLON,
        AFTER_VALUE,
        STRING,
        ESCAPE,
        HEX,
        CONTINUATION,
        LITERAL,
        MINUS,
        ZERO,
        INTEGER,
        POINT,
        FRACTION,
        EXPONENT,
        EXPONENT_SIGN,
        EXPONENT_DIGITS,
        FAILED
    }

    private final Deque<Character> open = new ArrayDeque<>();
    private State state = State.VALUE;
    private boolean name;
    private String literal = "";
    private int missing;
    private int low;
    private int high;

    boolean feed(byte[] bytes, int from, int to) {
        for (int i = from; i < to && state != State.FAILED; i++) {
            state = next(bytes[i] & 0xff);
        }
        return state != State.FAILED;
    }

    boolean isComplete() {
        return open.isEmpty() && (state == State.AFTER_VALUE || endsNumber());
    }

    private boolean endsNumber() {
        return switch (state) {
            case ZERO, INTEGER, FRACTION, EXPONENT_DIGITS -> true;
            default -> false;
        };
    }

    private State next(int b) {
        boolean digit = b >= '0' && b <= '9';
        switch (state) {
            case STRING:
                return inString(b);
            case ESCAPE:
                missing = 4;
                return b == 'u' ? State.HEX : ENDS_OF_ESCAPES.indexOf(b) >= 0 ? State.STRING : State.FAILED;
            case HEX:
                return Character.digit(b, 16) < 0 ? State.FAILED : --missing == 0 ? State.STRING : State.HEX;
            case CONTINUATION:
                boolean fits = b >= low && b <= high;
                low = 0x80;
                high = 0xbf;
                return !fits ? State.FAILED : --missing == 0 ? State.STRING : State.CONTINUATION;
            case LITERAL:
                boolean same = literal.charAt(0) == b;
                literal = literal.substring(1);
                return !same ? State.FAILED : literal.isEmpty() ? State.AFTER_VALUE : State.LITERAL;
            case MINUS:
                return b == '0' ? State.ZERO : digit ? State.INTEGER : State.FAILED;
            case ZERO, INTEGER:
                if (b == '.') {
                    return State.POINT;
                }
                return state == State.INTEGER && digit ? State.INTEGER : exponentOrEnd(b);
            case POINT:
                return digit ? State.FRACTION : State.FAILED;
            case FRACTION:
                return digit ? State.FRACTION : exponentOrEnd(b);
            case EXPONENT:
                return digit ? State.EXPONENT_DIGITS : b == '+' || b == '-' ? State.EXPONENT_SIGN : State.FAILED;
            case EXPONENT_SIGN:
                return digit ? State.EXPONENT_DIGITS : State.FAILED;
            case EXPONENT_DIGITS:
                return digit ? State.EXPONENT_DIGITS : structure(b, State.AFTER_VALUE);
            default:
                return structure(b, state);
        }
    }

    private State inString(int b) {
        if (b == '"') {
            return name ? State.COLON : State.AFTER_VALUE;
        }
        if (b == '\\') {
            return State.ESCAPE;
        }
        if (b < 0x80) {
            return b < ' ' ? State.FAILED : State.STRING;
        }
        low = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
        high = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
        missing = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
        return b < 0xc2 || b > 0xf4 ? State.FAILED : State.CONTINUATION;
    }

    private State exponentOrEnd(int b) {
        return b == 'e' || b == 'E' ? State.EXPONENT : structure(b, State.AFTER_VALUE);
    }

    private State structure(int b, State now) {
        boolean value = now == State.VALUE || now == State.VALUE_OR_END;
        switch (b) {
            case ' ', '\t', '\n', '\r':
                return now;
            case ':':
                return now == State.COLON ? State.VALUE : State.FAILED;
            case ',':
                boolean more = now == State.AFTER_VALUE && !open.isEmpty();
                return !more ? State.FAILED : open.peek() == '{' ? State.KEY : State.VALUE;
            case '{', '[':
                if (!value || open.size() == MAX_DEPTH) {
                    return State.FAILED;
                }
                open.push((char) b);
                return b == '{' ? State.KEY_OR_END : State.VALUE_OR_END;
            case '}':
                return now == State.AFTER_VALUE || now == State.KEY_OR_END ? close('{') : State.FAILED;
            case ']':
                return now == State.AFTER_VALUE || now == State.VALUE_OR_END ? close('[') : State.FAILED;
            case '"':
                name = now == State.KEY || now == State.KEY_OR_END;
                return name || value ? State.STRING : State.FAILED;
            default:
                return value ? scalar(b) : State.FAILED;
        }
    }

    private State close(char kind) {
        if (open.isEmpty() || open.peek() != kind) {
            return State.FAILED;
        }
        open.pop();
        return State.AFTER_VALUE;
    }

    private State scalar(int b) {
        literal = b == 't' ? "rue" : b == 'f' ? "alse" : b == 'n' ? "ull" : "";
        if (!literal.isEmpty()) {
            return State.LITERAL;
        }
        return b == '-' ? State.MINUS : b == '0' ? State.ZERO : b >= '1' && b <= '9' ? State.INTEGER : State.FAILED;
    }
}
