package dev.signet.text;

import static dev.signet.text.JsonRuns.INTS;
import static dev.signet.text.JsonRuns.WORDS;
import static dev.signet.text.JsonTokens.AFTER_VALUE;
import static dev.signet.text.JsonTokens.COLON;
import static dev.signet.text.JsonTokens.FAILED;
import static dev.signet.text.JsonTokens.KEY;
import static dev.signet.text.JsonTokens.KEY_OR_END;
import static dev.signet.text.JsonTokens.LITERAL;
import static dev.signet.text.JsonTokens.NAME;
import static dev.signet.text.JsonTokens.STRING;
import static dev.signet.text.JsonTokens.VALUE;
import static dev.signet.text.JsonTokens.VALUE_OR_END;

/**
 * Checks, as bytes arrive, that a body is exactly one complete JSON value (RFC 8259 grammar, valid UTF-8).
 *
 * <p>A body that passes can neither break the envelope around it nor write members into it. Keeps no bytes. Not thread-safe.
 */
public final class JsonScanner {

    // What most often follows a name, a value and an object, as the bytes of one read
    private static final int STRING_MEMBER = '"' | ':' << 8 | '"' << 16;
    private static final int OBJECT_MEMBER = '"' | ':' << 8 | '{' << 16 | '"' << 24;
    private static final int PRETTY_COLON = '"' | ' ' << 8 | ':' << 16 | ' ' << 24;
    private static final int NEXT_NAME = '"' | ',' << 8 | '"' << 16;
    private static final int NEXT_OBJECT = '}' | ',' << 8 | '{' << 16 | '"' << 24;

    private final JsonTokens tokens = new JsonTokens();
    private final JsonNesting nesting = tokens.nesting;

    /** Has seen nothing yet. */
    public JsonScanner() {}

    /** Forgets what it has seen, for another body. */
    public void reset() {
        tokens.state = VALUE;
        nesting.reset();
    }

    /**
     * Looks at the next bytes.
     *
     * @param bytes has them
     * @param from index of the first
     * @param to index behind the last
     * @return false once the body can no longer become JSON
     */
    public boolean feed(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && tokens.state != FAILED) {
            if (tokens.state < STRING) {
                i = structure(bytes, i, to);
            } else {
                tokens.state = tokens.inToken(bytes[i++]); // one that began in front or is seldom, byte by byte
                if (tokens.state == STRING || tokens.state == NAME) {
                    i = JsonText.string(bytes, i, to);
                }
            }
        }
        return tokens.state != FAILED;
    }

    /** From between tokens to where nothing is left, or to within a token that is cut or out of the common. */
    private int structure(byte[] bytes, int from, int to) {
        int state = tokens.state;
        int i = from;
        while (i < to && state < STRING) {
            int b = bytes[i++];
            switch (b) {
                case '{':
                    state = state <= VALUE_OR_END && nesting.open(true) ? KEY_OR_END : FAILED;
                    if (i < to && bytes[i] == '"' && state != FAILED) {
                        i = members(bytes, i + 1, to);
                        state = tokens.state;
                    }
                    break;
                case '[':
                    state = state <= VALUE_OR_END && nesting.open(false) ? VALUE_OR_END : FAILED;
                    if (i + 8 <= to && state != FAILED) {
                        i += nesting.openArrays((long) WORDS.get(bytes, i)); // all that follow at once
                    }
                    break;
                case '}':
                    state = (state == AFTER_VALUE || state == KEY_OR_END) && nesting.close(true) ? AFTER_VALUE : FAILED;
                    break;
                case ']':
                    state = (state == AFTER_VALUE || state == VALUE_OR_END) && nesting.close(false)
                            ? AFTER_VALUE
                            : FAILED;
                    break;
                case ',':
                    state = state == AFTER_VALUE ? tokens.afterComma() : FAILED;
                    break;
                case ':':
                    state = state == COLON ? VALUE : FAILED;
                    break;
                case ' ', '\n', '\r', '\t':
                    i = JsonRuns.blanks(bytes, i, to);
                    break;
                default:
                    if (b == '"' && (state == KEY || state == KEY_OR_END)) {
                        i = members(bytes, i, to);
                        state = tokens.state;
                    } else if (state > VALUE_OR_END || b <= ' ') { // control characters, and what is not ASCII
                        state = FAILED;
                    } else if (JsonRuns.isDigit(b) && i < to && JsonRuns.endsScalar(bytes[i])) {
                        state = AFTER_VALUE; // one digit is done before the call of elements is
                    } else {
                        i = elements(bytes, i - 1, to);
                        state = tokens.state;
                    }
            }
            if (state == AFTER_VALUE && i + 9 <= to) { // so many levels end at once as end here
                i += nesting.closeAll((long) WORDS.get(bytes, i));
                if (bytes[i] == ',' && nesting.isNested()) {
                    i++;
                    state = nesting.inArray() ? VALUE : KEY;
                }
            }
        }
        return tokens.at(i, state);
    }

    /** Members as serialisers write them, from behind the first quote, with the objects in and next to them. */
    private int members(byte[] bytes, int from, int to) {
        int i = from;
        while (i >= 0) {
            i = JsonText.string(bytes, i, to);
            if (i + 4 > to) {
                return tokens.at(i, NAME);
            }
            int next = (int) INTS.get(bytes, i);
            if ((next & 0xffffff) == STRING_MEMBER) {
                i = JsonText.string(bytes, i + 3, to);
                if (i + 4 > to) {
                    return tokens.at(i, STRING);
                }
                next = (int) INTS.get(bytes, i);
                if ((next & 0xffffff) == NEXT_NAME) {
                    i += 3;
                    continue;
                }
                if ((byte) next != '"') {
                    return tokens.at(i, STRING);
                }
                i++;
            } else if (next == OBJECT_MEMBER && nesting.open(true)) {
                i += 4;
                continue;
            } else {
                if ((byte) next != '"') {
                    return tokens.at(i, NAME);
                }
                i++;
                if (next == PRETTY_COLON) {
                    i++;
                } else if (bytes[i] != ':') {
                    i = JsonRuns.blanks(bytes, i, to);
                    if (i == to || bytes[i] != ':') {
                        return tokens.at(i, COLON);
                    }
                }
                i++;
                if (i == to || bytes[i] <= ' ') {
                    i = JsonRuns.blanks(bytes, i, to);
                    if (i == to) {
                        return tokens.at(i, VALUE);
                    }
                }
                i = scalar(bytes, i, to);
                if (i < 0) {
                    break;
                }
            }
            i = nextName(bytes, i, to);
        }
        return ~i;
    }

    /**
     * From behind the value of a member to behind the first quote of the next name: of this object, one next to it or one
     * around it; as {@link #scalar} where something else follows.
     */
    private int nextName(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 4 <= to) {
            int next = (int) INTS.get(bytes, i);
            int b = (byte) next;
            if (b == ',') {
                if ((next & 0xff00) == '"' << 8) {
                    return i + 2;
                }
                i = JsonRuns.blanks(bytes, i + 1, to);
                return i < to && bytes[i] == '"' ? i + 1 : ~tokens.at(i, KEY);
            }
            if (b == '}') {
                if (nesting.isNextOfArray()) {
                    return next == NEXT_OBJECT ? i + 4 : nextObject(bytes, i + 1, to);
                }
                nesting.close(true);
                i++;
                if (!nesting.inObject()) {
                    break;
                }
            } else if (JsonRuns.isBlank(b)) {
                i = JsonRuns.blanks(bytes, i, to);
            } else {
                break;
            }
        }
        return ~tokens.at(i, AFTER_VALUE);
    }

    /** From behind the end of an object in an array to behind the first quote in the next one. */
    private int nextObject(byte[] bytes, int from, int to) {
        int i = JsonRuns.blanks(bytes, from, to);
        if (i < to && bytes[i] == ',') {
            i = JsonRuns.blanks(bytes, i + 1, to);
            if (i < to && bytes[i] == '{') {
                i = JsonRuns.blanks(bytes, i + 1, to);
                if (i < to && bytes[i] == '"') {
                    return i + 1;
                }
            }
        }
        nesting.close(true);
        return ~tokens.at(from, AFTER_VALUE);
    }

    /**
     * Scalars with commas between them, and the arrays of them that follow; the last one, or the only one, where no array is
     * open.
     */
    private int elements(byte[] bytes, int from, int to) {
        boolean more = nesting.inArray();
        int i = from;
        while (true) {
            int known = i + 8 <= to ? JsonRuns.shortScalar((long) WORDS.get(bytes, i)) : 0;
            if (known == 0) {
                i = scalar(bytes, i, to);
                if (i < 0) {
                    return ~i;
                }
            } else {
                i += known;
            }
            if (!more || i == to) {
                return tokens.at(i, AFTER_VALUE);
            }
            if (bytes[i] == ',') {
                i = JsonRuns.blanks(bytes, i + 1, to);
                if (i == to) {
                    return tokens.at(i, VALUE);
                }
            } else if (i + 4 <= to && JsonRuns.isNextArray((int) INTS.get(bytes, i)) && nesting.isNextOfArray()) {
                i += 3;
            } else {
                return tokens.at(i, AFTER_VALUE);
            }
        }
    }

    /**
     * A string, number or literal that looks as usual.
     *
     * @return where it ends; or, with all bits turned, how far it goes while the state says how it goes on
     */
    private int scalar(byte[] bytes, int from, int to) {
        int b = bytes[from];
        int i = from + 1;
        if (b == '"') {
            i = JsonText.string(bytes, i, to);
            return i < to && bytes[i] == '"' ? i + 1 : ~tokens.at(i, STRING);
        }
        if (b >= '-' && b <= '9') {
            if (i < to && JsonRuns.endsScalar(bytes[i]) && b >= '0') {
                return i;
            }
            i = JsonRuns.number(bytes, from, to);
            return i > from && i < to && JsonRuns.endsScalar(bytes[i]) ? i : longNumber(bytes, from, i, to);
        }
        if (b == '{' || b == '[' || b <= ' ') {
            return ~tokens.at(from, VALUE);
        }
        tokens.state = tokens.beginScalar(b);
        if (tokens.state == LITERAL && i + 4 <= to) {
            int unused = tokens.literal >>> 24 == 0 ? 8 : 0; // bits of the four bytes
            if (((int) INTS.get(bytes, i) << unused) == tokens.literal << unused) {
                return i + 4 - (unused >> 3);
            }
        }
        return ~i;
    }

    /** A number that goes on behind its fraction, as {@link #scalar}; whatever else it is, from its first byte on. */
    private int longNumber(byte[] bytes, int from, int at, int to) {
        int i = JsonRuns.exponent(bytes, at, to);
        return i > at && i < to && JsonRuns.endsScalar(bytes[i])
                ? i
                : ~tokens.at(from + 1, tokens.beginScalar(bytes[from]));
    }

    /**
     * Whether the bytes so far are one complete value.
     *
     * @return true where nothing but blanks may follow
     */
    public boolean isComplete() {
        return !nesting.isNested() && (tokens.state == AFTER_VALUE || tokens.endsNumber());
    }
}
