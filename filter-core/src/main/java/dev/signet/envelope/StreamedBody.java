package dev.signet.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.text.JsonEscapes;
import dev.signet.text.JsonScanner;
import java.io.IOException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way to the container in constant memory: transcoded to UTF-8 where needed, then either checked to be
 * JSON or escaped as a JSON string. Not thread-safe.
 */
final class StreamedBody {

    private static final byte[] QUOTE = {'"'};

    private final Wire wire;
    private boolean asString;
    private @Nullable JsonScanner scanner; // null: the serialiser is trusted, or the body is a string
    private @Nullable Transcoder transcoder; // null: the bytes are sent as they come

    /**
     * A body of which nothing was sent.
     *
     * @param check whether it must be JSON
     * @param kind what the application says it is; all but JSON becomes a string
     * @param charset what the bytes are in, or null where they are UTF-8 and can be taken as they are
     */
    StreamedBody(Wire wire, boolean check, MediaKind kind, @Nullable Charset charset) {
        this.wire = wire;
        this.asString = kind != MediaKind.JSON;
        this.scanner = check && !asString ? new JsonScanner() : null;
        this.transcoder = charset == null ? null : new Transcoder(charset);
    }

    /** Sends what is held and what comes behind it; while nothing was sent, what is not JSON can become a string. */
    void begin(byte[] prefix, HeldBytes held, byte[] next, int offset, int count) throws IOException {
        if (transcoder == null && !asString && feed(held.array(), held.start(), held.length(), next, offset, count)) {
            int last = trimmed(next, offset, count);
            held.trimInFront();
            int blanks = held.length() == 0 ? blanks(next, offset, last) : 0;
            int kept = last == 0 ? trimmed(held.array(), held.start(), held.length()) : held.length();
            int dropped = held.length() - kept;
            held.putInFront(prefix);
            wire.write(held.array(), held.start(), held.length() - dropped);
            wire.write(next, offset + blanks, last - blanks);
            return;
        }
        Transcoder decoder = transcoder == null ? new Transcoder(UTF_8) : transcoder;
        transcoder = decoder;
        String text =
                decoder.decode(held.array(), held.start(), held.length()).concat(decoder.decode(next, offset, count));
        byte[] utf8 = text.getBytes(UTF_8);
        asString = asString || !feed(utf8, 0, utf8.length, utf8, 0, 0);
        wire.write(prefix, 0, prefix.length);
        if (asString) {
            scanner = null;
            wire.write(QUOTE, 0, QUOTE.length);
            utf8 = JsonEscapes.escaped(text).getBytes(UTF_8);
        }
        int blanks = asString ? 0 : blanks(utf8, 0, utf8.length);
        wire.write(utf8, blanks, trimmed(utf8, blanks, utf8.length - blanks));
    }

    private boolean feed(byte[] some, int start, int length, byte[] more, int offset, int count) {
        return scanner == null
                || scanner.feed(some, start, start + length) && scanner.feed(more, offset, offset + count);
    }

    /** Sends the next bytes; throws {@link BrokenBodyException} where they can no longer be JSON. */
    void write(byte[] bytes, int offset, int count) throws IOException {
        if (transcoder == null) {
            send(bytes, offset, count);
        } else {
            send(transcoder.decode(bytes, offset, count));
        }
    }

    /** Ends the body; throws {@link BrokenBodyException} where it is not one complete JSON value. */
    void end() throws IOException {
        if (transcoder != null) {
            send(transcoder.end());
        }
        if (asString) {
            wire.write(QUOTE, 0, QUOTE.length);
        } else if (scanner != null && !scanner.isComplete()) {
            throw new BrokenBodyException("the body ends before its JSON value does");
        }
    }

    private void send(String text) throws IOException {
        byte[] utf8 = (asString ? JsonEscapes.escaped(text) : text).getBytes(UTF_8);
        send(utf8, 0, utf8.length);
    }

    private void send(byte[] bytes, int offset, int count) throws IOException {
        if (scanner != null && !scanner.feed(bytes, offset, offset + count)) {
            throw new BrokenBodyException("the body is not JSON");
        }
        wire.write(bytes, offset, trimmed(bytes, offset, count));
    }

    private static int blanks(byte[] bytes, int offset, int count) {
        int blanks = 0;
        while (blanks < count && HeldBytes.isBlank(bytes[offset + blanks])) {
            blanks++;
        }
        return blanks;
    }

    /** How many bytes there are without the white space behind the value, which is no part of it. */
    private int trimmed(byte[] bytes, int offset, int count) {
        int left = count;
        if (scanner != null && scanner.isComplete()) {
            while (left > 0 && HeldBytes.isBlank(bytes[offset + left - 1])) {
                left--;
            }
        }
        return left;
    }

    /** Whether nothing is missing, so that the body may end here. */
    boolean isComplete() {
        return scanner == null || scanner.isComplete();
    }
}
