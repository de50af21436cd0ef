package dev.signet.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.signet.text.JsonScanner;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a JSON value is already an envelope: one object with exactly the members of {@link EnvelopeFormat}, the
 * first of them an integer, in any order.
 *
 * <p>Reads bytes that {@link JsonScanner} has found to be valid JSON, so it only has to find its way, not to check it.
 */
final class EnvelopeShape {

    private static final List<String> MEMBERS = EnvelopeFormat.MEMBERS;
    private static final byte[][] NAMES =
            MEMBERS.stream().map(member -> member.getBytes(ISO_8859_1)).toArray(byte[][]::new);
    private static final int ALL = (1 << MEMBERS.size()) - 1;

    private final byte[] json;
    private final int end;
    private int at;
    private int code;

    private EnvelopeShape(byte[] json, int from, int end) {
        this.json = json;
        this.at = from;
        this.end = end;
    }

    /** What is known of an envelope, or null for anything else. */
    static @Nullable EnvelopeShape of(byte[] json, int from, int to) {
        if (!begins(json, from, to)) {
            return null; // nearly always
        }
        EnvelopeShape shape = new EnvelopeShape(json, from, to);
        return shape.read() ? shape : null;
    }

    /** Whether a value is an object whose first member is one of an envelope. */
    private static boolean begins(byte[] json, int from, int to) {
        int brace = firstOf(json, from, to);
        if (brace == to || json[brace] != '{') {
            return false;
        }
        int quote = firstOf(json, brace + 1, to);
        return quote < to && member(json, quote + 1, to) >= 0;
    }

    private static int firstOf(byte[] json, int from, int to) {
        int at = from;
        while (at < to && isBlank(json[at])) {
            at++;
        }
        return at;
    }

    /** Whether its code is the one of success. */
    boolean isSuccess() {
        return code == ErrorCode.SUCCESS.code();
    }

    /** Its code; the nearest number where it has one that is none of ours. */
    int code() {
        return code;
    }

    /** Whether a body that nobody has checked begins like an envelope, so that it is worth a check. */
    static boolean mayMatch(HeldBytes held) {
        String beginning = new String(held.array(), held.start(), Math.min(held.length(), 64), ISO_8859_1).strip();
        if (beginning.isEmpty() || beginning.charAt(0) != '{') {
            return false;
        }
        String name = beginning.substring(1).strip();
        for (String member : MEMBERS) {
            if (name.startsWith('"' + member + '"')) {
                return true;
            }
        }
        return false;
    }

    private boolean read() {
        skipBlanks();
        if (json[at++] != '{') {
            return false;
        }
        int seen = 0;
        skipBlanks();
        while (json[at] != '}') {
            int member = member();
            if (member < 0 || (seen & 1 << member) != 0) {
                return false; // a foreign or repeated member
            }
            seen |= 1 << member;
            skipBlanks();
            at++; // the colon
            skipBlanks();
            int value = at;
            skipValue();
            if (member == 0) { // the code
                if (!isInteger(value, at)) {
                    return false;
                }
                code = number(value, at);
            }
            skipBlanks();
            if (json[at] == ',') {
                at++;
                skipBlanks();
            }
        }
        return seen == ALL;
    }

    private int member() {
        int start = at + 1;
        skipString();
        return member(json, start, end);
    }

    /** Which of its members has the name that begins there; -1 for none. */
    private static int member(byte[] json, int start, int to) {
        for (int i = 0; i < NAMES.length; i++) {
            byte[] name = NAMES[i];
            int quote = start + name.length;
            if (quote < to && json[quote] == '"' && Arrays.equals(json, start, quote, name, 0, name.length)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isInteger(int from, int to) {
        int i = json[from] == '-' ? from + 1 : from;
        while (i < to && json[i] >= '0' && json[i] <= '9') {
            i++;
        }
        return i == to;
    }

    private int number(int from, int to) {
        boolean negative = json[from] == '-';
        long number = 0;
        for (int i = negative ? from + 1 : from; i < to && number <= Integer.MAX_VALUE; i++) {
            number = number * 10 + json[i] - '0';
        }
        return (int) (negative ? Math.max(-number, Integer.MIN_VALUE) : Math.min(number, Integer.MAX_VALUE));
    }

    private void skipValue() {
        int depth = 0;
        do {
            byte b = json[at];
            if (b == '"') {
                skipString();
                continue;
            }
            if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                if (depth == 0) {
                    return; // the end of the envelope itself, right behind a number or a word
                }
                depth--;
            } else if (depth == 0 && (b == ',' || isBlank(b))) {
                return;
            }
            at++;
        } while (at < end && (depth > 0 || json[at] != ',' && json[at] != '}' && !isBlank(json[at])));
    }

    private void skipString() {
        at++;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipBlanks() {
        at = firstOf(json, at, end);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
