package dev.signet.envelope;

import java.io.IOException;

/**
 * Which of the two doors of the body the application chose, and who encodes what comes through the writer: we do, where
 * the answer may become an envelope, else the container in its own charset. Used under the lock of {@link Turn}.
 */
final class AnswerDoors {

    private final EnvelopeComposer composer;
    private final AnswerHead head;
    private final Wire wire;

    AnswerDoors(EnvelopeComposer composer, AnswerHead head, Wire wire) {
        this.composer = composer;
        this.head = head;
        this.wire = wire;
    }

    /** The stream. */
    void openStream() throws IOException {
        wire.openStream();
    }

    /** The writer. */
    void openWriter() throws IOException {
        if (isOurs()) {
            head.useWriter();
        } else {
            wire.openPrinter();
            head.usePrinter(composer.passes());
        }
    }

    /** The writer although the stream was chosen: most containers refuse that, in their own way. */
    void openWriterToo() throws IOException {
        if (isOurs()) {
            throw new IllegalStateException("getOutputStream() was called for this response");
        }
        wire.openPrinter();
        head.usePrinter(composer.passes());
    }

    private boolean isOurs() {
        return composer.isWrappable() && !composer.passes();
    }

    /** The type was set behind the choice of the writer, and is not ours to encode after all. */
    void reconsider() throws IOException {
        if (head.isEncoded() && !composer.isWrappable()) {
            leaveToContainer();
        }
    }

    /** What our writer has encoded passes, and was promised in another charset than ours. */
    void pass() throws IOException {
        if (head.isEncoded() && !"UTF-8".equalsIgnoreCase(head.charset())) {
            leaveToContainer();
        }
    }

    private void leaveToContainer() throws IOException {
        head.undoWriter();
        try {
            wire.openPrinter();
        } catch (
                IllegalStateException e) { // its stream was chosen in front of a forward, which undid that for us alone
            head.keepWriter();
            return;
        }
        head.usePrinter(composer.passes());
    }
}
