package dev.signet.envelope;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which of the two doors of the body the application chose, and who encodes what comes through the writer: we do, where
 * the answer may become an envelope, else the container in its own charset. Used under the lock of {@link Turn}.
 */
final class AnswerDoors {

    /** What the application chooses. */
    enum Door {
        STREAM,
        WRITER,
        /** The writer although the stream was chosen. */
        WRITER_TOO
    }

    private final EnvelopeComposer composer;
    private final DeclaredType declared;
    private final Wire wire;
    private final boolean fixed;

    /**
     * The doors as they are now.
     *
     * @param fixed whether the application may believe that the head has been sent
     */
    AnswerDoors(EnvelopeComposer composer, DeclaredType declared, Wire wire, boolean fixed) {
        this.composer = composer;
        this.declared = declared;
        this.wire = wire;
        this.fixed = fixed;
    }

    void open(Door door) throws IOException {
        switch (door) {
            case STREAM -> wire.openStream();
            case WRITER -> openWriter();
            case WRITER_TOO -> openWriterToo();
        }
    }

    private void openWriter() throws IOException {
        if (isEncodedHere() || fixed && declared.isTaken()) { // which the container's writer would bring back
            declared.useWriter();
        } else {
            wire.openPrinter();
            declared.usePrinter(composer.passes());
        }
    }

    /**
     * The bytes of characters that are printed to the stream; null where the servlet API encodes them.
     *
     * @throws CharacterCodingException if the charset that was chosen lacks some of them, as the API has it
     * @throws IllegalArgumentException if nobody knows that charset
     */
    byte @Nullable [] encode(String printed) throws CharacterCodingException {
        Charset charset = charsetOfStream();
        if (charset == null) {
            return null;
        }
        if (charset.equals(StandardCharsets.UTF_8) || wire.ways().encodesStream()) {
            return printed.getBytes(charset);
        }
        ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(printed));
        byte[] encoded = new byte[bytes.remaining()];
        bytes.get(encoded);
        return encoded;
    }

    private @Nullable Charset charsetOfStream() {
        boolean ours = composer.isWrappable() || declared.kind() == MediaKind.NONE;
        if (ours && !composer.passes() && declared.isKnownCharset()) {
            Charset told = declared.toldCharset();
            return told == null ? StandardCharsets.UTF_8 : told;
        }
        String own = wire.ways().encodesStream() ? declared.charset() : null;
        return own == null ? null : Charset.forName(own); // one that nobody knows is refused like this
    }

    /** The writer although the stream was chosen: most containers refuse that, in their own way. */
    private void openWriterToo() throws IOException {
        if (fixed && declared.isTaken() // as in front of the container's writer
                || InFront.isWrapped(composer.head.real)) { // whose stream is not open yet, and would not refuse
            throw streamInUse();
        }
        wire.openPrinter();
        if (isEncodedHere()) {
            wire.forgetPrinter();
            throw streamInUse();
        }
        declared.usePrinter(composer.passes());
    }

    private static IllegalStateException streamInUse() {
        return new IllegalStateException("getOutputStream() was called for this response");
    }

    /** A charset that nobody knows is the container's to refuse. */
    private boolean isEncodedHere() {
        return composer.isWrappable() && !composer.passes() && declared.isKnownCharset();
    }

    /** The type was set behind the choice of the writer, and is not ours to encode after all. */
    void reconsider() throws IOException {
        if (declared.isEncoded() && !composer.isWrappable()) {
            leaveToContainer();
        }
    }

    /** What our writer has encoded passes, and was promised in another charset than ours. */
    void pass() throws IOException {
        if (declared.isEncoded() && !declared.isTaken() && !"UTF-8".equalsIgnoreCase(declared.charset())) {
            leaveToContainer();
        }
    }

    private void leaveToContainer() throws IOException {
        declared.undoWriter();
        try {
            wire.openPrinter();
        } catch (
                IllegalStateException e) { // its stream was chosen in front of a forward, which undid that for us alone
            declared.keepWriter();
            return;
        }
        declared.usePrinter(composer.passes());
    }
}
