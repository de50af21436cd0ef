package dev.signet.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.signet.keys.Keys;
import dev.signet.text.Base64Url;
import dev.signet.text.MalformedException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The three parts of a token (RFC 7515 §7.1), canonical but not yet believed. Not thread-safe; lives for one check.
 */
final class CompactJws {

    private final byte[] text;
    private final int headerEnd;
    private final int payloadEnd;
    private final byte[] payload;
    private final byte[] signature;

    private CompactJws(byte[] text, int headerEnd, int payloadEnd, byte[] payload, byte[] signature) {
        this.text = text;
        this.headerEnd = headerEnd;
        this.payloadEnd = payloadEnd;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * Takes a token apart.
     *
     * @throws RefusedException when it is too long, not three parts, or a part is not canonical
     */
    static CompactJws read(@Nullable String token, int maxBytes) throws RefusedException {
        if (token == null || token.isEmpty()) {
            throw new RefusedException(Refusal.BLANK_TOKEN);
        }
        if (token.length() > maxBytes) {
            throw new RefusedException(Refusal.TOO_LONG);
        }
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        // five parts are an encrypted token; never decrypted, never guessed at
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            throw new RefusedException(Refusal.NOT_THREE_PARTS);
        }
        byte[] text = token.getBytes(ISO_8859_1); // anything beyond becomes '?', which is not in the alphabet
        byte[] signature = decoded(text, second + 1, text.length);
        byte[] payload = decoded(text, first + 1, second);
        return new CompactJws(text, first, second, payload, signature);
    }

    /** Whether the header part is spelled exactly like this. */
    boolean hasHeader(byte[] part) {
        return headerEnd == part.length && Arrays.equals(text, 0, headerEnd, part, 0, headerEnd);
    }

    /** A copy of the header part as received. */
    byte[] headerPart() {
        return Arrays.copyOf(text, headerEnd);
    }

    /** The decoded header. */
    byte[] header() throws RefusedException {
        return decoded(text, 0, headerEnd);
    }

    private static byte[] decoded(byte[] text, int from, int to) throws RefusedException {
        try {
            return Base64Url.decode(text, from, to);
        } catch (MalformedException e) {
            throw new RefusedException(Refusal.NOT_CANONICAL_BASE64URL);
        }
    }

    /** The decoded payload; the array itself, which nobody changes. */
    byte[] payload() {
        return payload;
    }

    /** Holds the signature over header, dot and payload as received against keys. */
    Keys.Check check(Keys keys, JwsHeader header) {
        return keys.check(header.algorithm(), header.keyId(), text, payloadEnd, signature);
    }
}
