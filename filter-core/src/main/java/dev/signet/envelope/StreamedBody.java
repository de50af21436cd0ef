package dev.signet.envelope;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way to the container in constant memory: transcoded to UTF-8 where needed, then either checked to be
 * JSON or escaped as a JSON string. Not thread-safe.
 */
final class StreamedBody {

    private static final int CHUNK = 4096;

    private final @Nullable JsonScanner scanner;
    private final boolean asString;
    private final @Nullable CharsetDecoder decoder;
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);
    private ByteBuffer pending = ByteBuffer.allocate(0); // an unfinished character between two writes

    private StreamedBody(@Nullable Charset charset, @Nullable JsonScanner scanner, boolean asString) {
        this.scanner = scanner;
        this.asString = asString;
        Charset source = charset != null ? charset : asString ? StandardCharsets.UTF_8 : null;
        this.decoder = source == null
                ? null
                : source.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /**
     * Decides what a body becomes by its beginning: while nothing is sent, one that is not JSON can become a string.
     *
     * @param charset what the bytes are in, or null where they are UTF-8 and can be taken as they are
     * @param held what is held, from {@code from} to {@code to}
     * @param next what comes behind it
     */
    static StreamedBody beginning(
            boolean check,
            MediaKind kind,
            @Nullable Charset charset,
            byte[] held,
            int from,
            int to,
            byte[] next,
            int offset,
            int count) {
        boolean asString = kind != MediaKind.JSON;
        if (!asString && check && charset == null) {
            JsonScanner trial = new JsonScanner();
            asString = !trial.feed(held, from, to) || !trial.feed(next, offset, offset + count);
        }
        return new StreamedBody(charset, check && !asString ? new JsonScanner() : null, asString);
    }

    void begin(OutputStream out) throws IOException {
        if (asString) {
            out.write('"');
        }
    }

    /** Sends the next bytes; throws {@link BrokenBodyException} where they can no longer be JSON. */
    void write(OutputStream out, byte[] bytes, int offset, int count) throws IOException {
        if (decoder == null) {
            send(out, bytes, offset, count);
            return;
        }
        ByteBuffer in = joined(bytes, offset, count);
        while (decoder.decode(in, chars, false).isOverflow()) {
            drain(out);
        }
        drain(out);
        pending = ByteBuffer.allocate(in.remaining()).put(in).flip();
    }

    /** Ends the body; throws {@link BrokenBodyException} where it is not one complete JSON value. */
    void end(OutputStream out) throws IOException {
        if (decoder != null) {
            decoder.decode(pending, chars, true);
            decoder.flush(chars);
            drain(out);
        }
        if (asString) {
            out.write('"');
        } else if (scanner != null && !scanner.complete()) {
            throw new BrokenBodyException("the body ends before its JSON value does");
        }
    }

    private ByteBuffer joined(byte[] bytes, int offset, int count) {
        if (!pending.hasRemaining()) {
            return ByteBuffer.wrap(bytes, offset, count);
        }
        return ByteBuffer.allocate(pending.remaining() + count)
                .put(pending)
                .put(bytes, offset, count)
                .flip();
    }

    private void drain(OutputStream out) throws IOException {
        chars.flip();
        String text = chars.toString();
        chars.clear();
        if (asString) {
            String quoted = EnvelopeBytes.quoted(text);
            text = quoted.substring(1, quoted.length() - 1);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        send(out, utf8, 0, utf8.length);
    }

    private void send(OutputStream out, byte[] bytes, int offset, int count) throws IOException {
        if (scanner != null && !scanner.feed(bytes, offset, offset + count)) {
            throw new BrokenBodyException("the body is not JSON");
        }
        out.write(bytes, offset, count);
    }
}
