package dev.signet.envelope;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a body that comes in pieces, as far as whole characters have come; what is malformed becomes U+FFFD, and a
 * byte order mark is dropped. Not thread-safe.
 */
final class Transcoder {

    private final CharsetDecoder decoder;
    private byte[] pending = {}; // an unfinished character between two pieces
    private boolean begun;

    Transcoder(Charset charset) {
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /** Decodes UTF-8 and drops nothing. */
    static Transcoder keepingMarks() {
        Transcoder made = new Transcoder(StandardCharsets.UTF_8);
        made.begun = true;
        return made;
    }

    String decode(byte[] bytes, int offset, int count) {
        if (count == 0) {
            return ""; // and there may be no array either
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, count);
        if (pending.length > 0) {
            in = ByteBuffer.allocate(pending.length + count)
                    .put(pending)
                    .put(bytes, offset, count)
                    .flip();
        }
        CharBuffer chars = room(in.remaining());
        decoder.decode(in, chars, false);
        pending = new byte[in.remaining()];
        in.get(pending);
        return text(chars);
    }

    /** What is left of an unfinished character. */
    String end() {
        CharBuffer chars = room(pending.length);
        decoder.decode(ByteBuffer.wrap(pending), chars, true);
        decoder.flush(chars);
        return text(chars);
    }

    private CharBuffer room(int bytes) {
        return CharBuffer.allocate((int) Math.ceil((bytes + 1) * (double) decoder.maxCharsPerByte()));
    }

    private String text(CharBuffer chars) {
        String text = chars.flip().toString();
        if (begun || text.isEmpty()) {
            return text;
        }
        begun = true;
        return text.charAt(0) == '\ufeff' ? text.substring(1) : text;
    }
}
