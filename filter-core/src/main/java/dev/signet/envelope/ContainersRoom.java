package dev.signet.envelope;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How much the container would hold of an answer that is not ours, before it sends the head: what is said of it until then
 * still counts. Used under the lock of {@link Turn}.
 */
final class ContainersRoom {

    private final EnvelopeComposer composer;
    private final AnswerHead head;
    private final HeldBytes held;
    private final Wire wire;

    ContainersRoom(EnvelopeComposer composer, AnswerHead head, HeldBytes held, Wire wire) {
        this.composer = composer;
        this.head = head;
        this.held = held;
        this.wire = wire;
    }

    /** Whether it would hold these as well. */
    boolean fits(byte[] bytes, int offset, int count) {
        boolean bodiless = !composer.hasBody();
        if (bodiless && head.kind() == MediaKind.NONE && !head.isPart()) {
            return count <= held.limit() - held.length(); // another status may still give it a body
        }
        boolean counts = wire.isPrinting() && (head.declared().isUndecided() || bodiless);
        int full = wire.ways().sendsFullBuffers() ? 1 : 0;
        int room = buffer() - full + (counts || head.declared().isEncoded() ? aside() : 0);
        return held.length() + count <= room
                || counts // in its charset it may be less
                        && encoded(held.array(), held.start(), held.length()) + encoded(bytes, offset, count) <= room;
    }

    /** How many bytes characters are in the charset of the container's writer. */
    private int encoded(byte[] utf8, int offset, int count) {
        String name = head.declared().charset();
        Charset charset = name == null || !head.declared().isKnownCharset() ? null : Charset.forName(name);
        return charset == null || !charset.canEncode() || charset.newEncoder().maxBytesPerChar() == 1
                ? HeldBytes.characters(utf8, offset, count)
                : new String(utf8, offset, count, StandardCharsets.UTF_8).getBytes(charset).length;
    }

    /** Whether what is held, and what was dropped, would be too much. */
    boolean isFilledBy(int dropped) {
        return held.length() + dropped > buffer() + (wire.isPrinting() ? aside() : 0);
    }

    /** Whether what is held reaches the length that was declared behind it, and the container counts by it at once. */
    boolean isReached() {
        long length = head.shown().length();
        boolean bytes = wire.ways().lengths().closes()
                && "UTF-8".equalsIgnoreCase(head.declared().charset());
        boolean printed = !bytes && (wire.isPrinting() || head.declared().isEncoded());
        int written = printed ? HeldBytes.characters(held.array(), held.start(), held.length()) : held.length();
        boolean reached = wire.ways().lengths().commits() && written >= length
                || wire.ways().lengths().closes() && written == length;
        return length > 0 && reached && !wire.ways().lengths().areDeclaredByContainer();
    }

    /**
     * What exceeds a length that is reached is dropped where the container would: without a type, the rest may be JSON.
     *
     * @return whether it is
     */
    boolean cut() {
        boolean cuts = head.kind() == MediaKind.NONE && wire.ways().lengths().commits();
        if (cuts) {
            long length = head.shown().length();
            held.shorten(wire.isPrinting() ? letters(length) : (int) Math.min(held.length(), length));
        }
        return cuts;
    }

    /** How much of what is held its writer needs for so many bytes: whole letters, of which it may cut the last. */
    private int letters(long length) {
        int at = 0;
        for (int bytes = 0; bytes < length && at < held.length(); ) {
            int from = at;
            do {
                at++;
            } while (at < held.length() && HeldBytes.characters(held.array(), held.start() + at, 1) == 0);
            bytes += encoded(held.array(), held.start() + from, at - from);
        }
        return at;
    }

    private int buffer() {
        return wire.ways().buffer(head.bufferSize());
    }

    /** How many characters its writer keeps beside the buffer. */
    private int aside() {
        return wire.ways().keepsCharactersAside() ? Wire.PIECE : 0;
    }
}
