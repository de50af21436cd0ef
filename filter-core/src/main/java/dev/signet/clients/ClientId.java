package dev.signet.clients;

import dev.signet.config.ProblemList;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What a client's id may be, apart from its length. Each is judged by itself: where no id holds what cannot be seen, none
 * looks like another because of it.
 */
public final class ClientId {

    private ClientId() {}

    /** Adds what is wrong. */
    static void check(String id, ProblemList problems) {
        if (!Normalizer.isNormalized(id, Normalizer.Form.NFC)) {
            problems.add("id: is not in Unicode normalisation form C; use that form, since others look alike");
        }
        if (!id.isEmpty() && (isBlank(id.codePointAt(0)) || isBlank(id.codePointBefore(id.length())))) {
            problems.add("id: begins or ends with whitespace");
        }
        if (id.codePoints().anyMatch(ClientId::isInvisible)) {
            problems.add("id: has an invisible character, like a zero-width space or a byte order mark");
        }
    }

    /**
     * What an operator should know of an id that is allowed.
     *
     * @param id the id
     * @return a sentence, or null for nothing
     */
    public static @Nullable String warning(String id) {
        return id.indexOf(':') < 0
                ? null
                : "id: has a colon, where HTTP Basic ends the id (RFC 7617 §2); this client must use JSON or a form, or send it"
                        + " as %3A";
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c); // the second knows the no-break spaces
    }

    /** Format characters, and others that are drawn as nothing (Default_Ignorable_Code_Point of UAX #44). */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c >= 0x2060 && c <= 0x206F
                || c == 0x2028
                || c == 0x2029
                || c == 0x3164
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFFA0
                || c >= 0xE0000 && c <= 0xE0FFF;
    }
}
