package dev.signet.issue;

import static dev.signet.issue.UnreadableRequestException.malformed;

import dev.signet.text.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What one of the three ways of sending credentials held. */
record Credentials(String id, String secret) {

    /** A pair of which neither half may be missing, empty, or hold what no client means to send. */
    static Credentials of(@Nullable String id, @Nullable String secret) throws UnreadableRequestException {
        return new Credentials(half("the client id", id), half("the secret", secret));
    }

    /** Whether an id that stands elsewhere in the request is this one. */
    boolean isOf(@Nullable String other) {
        return id.equals(other);
    }

    /** Strict UTF-8 (RFC 3629): nothing is replaced, so two different byte sequences are never the same secret. */
    static String utf8(byte[] bytes) throws UnreadableRequestException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("invalid UTF-8");
        }
    }

    private static String half(String what, @Nullable String value) throws UnreadableRequestException {
        if (value == null) {
            throw malformed(what + " is missing");
        }
        if (value.isBlank()) {
            throw malformed(what + " is blank");
        }
        for (int c : value.codePoints().toArray()) {
            // RFC 7617 §2; half a surrogate pair would be hashed like a question mark
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                throw malformed(what + " contains a control character or an unpaired surrogate");
            }
        }
        return value;
    }

    @Override
    public String toString() {
        return "Credentials[id=" + Shown.of(id) + ", secret=redacted]";
    }
}
