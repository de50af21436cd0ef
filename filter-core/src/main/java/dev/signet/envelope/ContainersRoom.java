package dev.signet.envelope;

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
        boolean counts = wire.isPrinting()
                && (head.declared().isUndecided()
                        || bodiless && !"UTF-8".equalsIgnoreCase(head.declared().charset()));
        int full = wire.ways().sendsFullBuffers() ? 1 : 0;
        int room = buffer() - full + (counts || head.declared().isEncoded() ? aside() : 0);
        return held.length() + count <= room
                || counts // in its charset each character is a byte
                        && HeldBytes.characters(held.array(), held.start(), held.length())
                                        + HeldBytes.characters(bytes, offset, count)
                                <= room;
    }

    /** Whether what is held, and what was dropped, would be too much. */
    boolean isFilledBy(int dropped) {
        return held.length() + dropped > buffer() + (wire.isPrinting() ? aside() : 0);
    }

    /** Whether what is held reaches the length that was declared behind it, and the container counts by it at once. */
    boolean isReached() {
        long length = head.shown().length();
        boolean bytes = wire.ways().closesByLength()
                && "UTF-8".equalsIgnoreCase(head.declared().charset());
        boolean printed = !bytes && (wire.isPrinting() || head.declared().isEncoded());
        int written = printed ? HeldBytes.characters(held.array(), held.start(), held.length()) : held.length();
        boolean reached = wire.ways().commitsByLength() && written >= length
                || wire.ways().closesByLength() && written == length;
        return length > 0 && reached && !wire.ways().isDeclaredByItself();
    }

    /**
     * The length that was declared behind what is held is reached. What exceeds it is dropped where the container would:
     * without a type, what is left may be JSON.
     */
    void reachLength() {
        head.shown().begin();
        if (head.kind() == MediaKind.NONE && wire.ways().commitsByLength()) {
            held.shorten((int) Math.min(held.length(), head.shown().length()));
        }
    }

    private int buffer() {
        return wire.ways().buffer(head.bufferSize());
    }

    /** How many characters its writer keeps beside the buffer. */
    private int aside() {
        return wire.ways().keepsCharactersAside() ? Wire.PIECE : 0;
    }
}
