package dev.signet.envelope;

import dev.signet.text.JsonEscapes;
import dev.signet.text.JsonScanner;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the envelope of one answer: which code, which message, which headers, and the bytes around the body. */
final class EnvelopeComposer extends EnvelopeHead {

    private @Nullable StreamedBody streamed;

    EnvelopeComposer(HttpServletRequest request, Wire wire, AnswerHead head, EnvelopeSettings settings) {
        super(request, wire, head, settings);
    }

    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Whether the application answers by itself, without an envelope. */
    boolean isRaw() {
        Object raw = EnvelopeAttributes.get(request, EnvelopeAttributes.RAW);
        return raw != null && (Boolean.TRUE.equals(raw) || "true".equals(raw));
    }

    /** Rows 1 and 3 to 6 of the decision table. */
    boolean passes() {
        return passes(head.kind());
    }

    /** The same where the kind is known already: with some containers, each question costs memory. */
    boolean passes(MediaKind kind) {
        return PassingAnswers.passesByStatus(head)
                || PassingAnswers.passesByBody(head, kind, settings.wrapTextPlain)
                || isRaw();
    }

    /** Whether the type alone says that the body becomes data. */
    boolean isWrappable() {
        MediaKind kind = head.kind();
        return kind == MediaKind.JSON || kind == MediaKind.TEXT && settings.wrapTextPlain;
    }

    void removeErrorAttributes() {
        ErrorAttributes.remove(request);
    }

    /** Whether the connector was told to send a file that is to be the body of an envelope. */
    boolean takesFile() {
        return SentFile.isNamed(request) && !passes();
    }

    void readFile(SentFile.Sink body) throws IOException {
        SentFile.moveTo(body, request);
    }

    /**
     * Gives the container the head of an answer that passes.
     *
     * @param whole its body, where nothing follows
     */
    void passHead(@Nullable HeldBytes whole) throws IOException {
        if (!isRaw()) {
            PassingAnswers.tellOfEncoding(head, settings, request);
            addToPassed();
        }
        head.noteCaching(settings);
        EnvelopeAttributes.tellStatus(request, head.status());
        if (head.status() == HttpServletResponse.SC_NOT_MODIFIED) {
            String etag = head.header("ETag");
            if (etag != null && EntityTag.hasMarked(request.getHeader("If-None-Match"), etag)) {
                head.keepSeen("ETag");
                head.real.setHeader("ETag", EntityTag.marked(etag)); // as the 200 was sent that it confirms
            }
        } else if (head.declared().isUndecided() && wire.isPrinting() && mayReopen(whole)) {
            head.reopen(wire); // nobody declared a charset, so the bytes are ours
        }
        if (hasBody() && head.hasTrailers()) {
            wire.beginChunks();
        } else if (hasBody() || head.status() == HttpServletResponse.SC_NOT_MODIFIED) {
            head.passLength(wire);
        }
    }

    /** Whether the container can begin anew without losing something, and has to: ASCII is the same in every charset. */
    private boolean mayReopen(@Nullable HeldBytes whole) {
        return !(whole != null && whole.isAscii()) && !head.isFixedByInclude() && !head.isWrittenInFront(false);
    }

    /** Whether a whole body is shorter or longer than declared, where the bare container would answer 500. */
    boolean isOfAnotherLength(HeldBytes held) {
        return (held.length() < head.shown().length() || head.shown().isExceededBy(held.length()))
                && hasBody()
                && !(isHead() && held.length() == 0) // it needs no body to have the length of one
                && wire.ways().lengths().refusesWrong()
                && !head.isWrittenInFront(false);
    }

    /**
     * Whether the body of the GET is not known here: a length that was declared behind what is held is that of more, as
     * of a file, which the servlets of containers do not write by HEAD.
     */
    boolean isPartOfHead() {
        return isHead() && hasBody() && head.shown().length() >= 0 && head.passedLength() < 0;
    }

    /** Whether what is held is what the application wanted to say, also if an exception should follow. */
    boolean isSure(HeldBytes held) {
        if (head.kind() != MediaKind.JSON || head.status() >= 400 || !hasBody() || passes() || isTrusted(held)) {
            return true;
        }
        JsonScanner scanner = held.freshScanner();
        boolean cut = head.declared().foreignCharset() == null
                && held.beginsValue()
                && scanner.feed(held.array(), held.start() + held.byteOrderMark(), held.end())
                && !scanner.isComplete();
        return !cut;
    }

    /**
     * Ends a held answer.
     *
     * @return false where the answer is not ours to wrap after all (row 13, or one of a filter in front)
     * @throws BrokenBodyException where a JSON body ends before its value does
     */
    boolean compose(HeldBytes held, MediaKind kind, @Nullable Charset charset) throws IOException {
        int status = head.status();
        if (isBodiless(status)) {
            if (settings.realStatus) {
                return false;
            }
            held.clear(); // what the bare container would not have sent
        }
        byte[] utf8 = charset == null || held.length() == 0 ? null : transcoded(held, charset);
        if (utf8 != null) {
            held.replaceBy(utf8);
        }
        int mark = held.byteOrderMark();
        boolean trusted = isTrusted(held);
        boolean empty = held.length() == mark || kind == MediaKind.JSON && held.isBlankFrom(mark);
        JsonScanner scanner = held.freshScanner();
        boolean asked = !empty && !trusted && (kind == MediaKind.JSON || kind == MediaKind.NONE);
        boolean begins = asked && scanner.feed(held.array(), held.start() + mark, held.end());
        boolean json = !empty && trusted || begins && scanner.isComplete();
        if (!empty && !json && kind == MediaKind.NONE && status < 400) {
            return false;
        }
        if (status < 500 && isPartOfHead()) {
            sendHeadAlone(status < 400 ? success() : settings.errors.ofStatus(status));
            return true;
        }
        held.drop(mark);
        if (json || empty) {
            held.trim();
        }
        // what nobody has checked is not looked into
        EnvelopeShape shape = json && !trusted ? EnvelopeShape.of(held.array(), held.start(), held.end()) : null;
        if (shape != null && !(shape.isSuccess() && status >= 400)) {
            ownCode(shape.code());
            send(success(), held, false);
            return true;
        }
        if (status >= 400) {
            if (!json || status >= 500) {
                held.clear();
            }
            send(settings.errors.ofStatus(status), held, true);
            return true;
        }
        if (empty) {
            return composeEmpty(held, kind, status);
        }
        if (!json && (settings.check || kind == MediaKind.TEXT)) {
            if (begins && held.beginsValue()) {
                throw new BrokenBodyException("the body ends before its JSON value does");
            }
            String text = new String(held.array(), held.start(), held.length(), StandardCharsets.UTF_8);
            held.replaceBy(JsonEscapes.quoted(text).getBytes(StandardCharsets.UTF_8));
        }
        send(success(), held, true);
        return true;
    }

    private boolean composeEmpty(HeldBytes held, MediaKind kind, int status) throws IOException {
        boolean noContent = isBodiless(status);
        if (noContent && settings.passNoContent) {
            return false;
        }
        if (!noContent && head.isWrittenInFront(true)) {
            InFront.noteWritten(settings.notices);
            return false;
        }
        if (isHead() && !noContent) {
            putStreamedHead(); // the body of the GET is not known here, so neither is its length
            wire.flush();
            return true;
        }
        if (kind == MediaKind.TEXT) {
            held.replaceBy(new byte[] {'"', '"'});
        }
        send(success(), held, true);
        return true;
    }

    /**
     * Sends an error envelope; a 416 that names the range keeps its status and has no body.
     *
     * @param begun whether an answer was begun and taken back
     */
    @SuppressWarnings("ReferenceEquality") // that one object, not what is like it
    void composeFailure(Verdict failure, HeldBytes held, boolean begun) throws IOException {
        if (begun) {
            head.takeBack(wire);
        }
        if (head.status() == HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE && head.contains("Content-Range")) {
            head.envelopeTo(
                    head.status(),
                    name -> name.equalsIgnoreCase("Content-Range") || HeaderNames.survivesReplacing(name),
                    wire);
            InFront.declareEmpty(head.real);
            return;
        }
        if (failure == Verdict.SERVER_ERROR) {
            put(failure, HeaderNames::survivesReplacing);
            declare(settings.format.lastResortLength());
            settings.format.writeLastResort(wire);
            return;
        }
        held.clear();
        send(failure, held, true);
    }

    /** Sends the head of an answer whose length is not known, and what there is of its body. */
    void beginStream(HeldBytes held, @Nullable Charset charset, byte[] next, int offset, int count) throws IOException {
        StreamedBody body = new StreamedBody(wire, settings.check, head.kind(), charset);
        streamed = body;
        byte[] prefix = putStreamedHead();
        held.drop(charset == null ? held.byteOrderMark() : 0);
        body.begin(prefix, held, next, offset, count);
    }

    void stream(byte[] bytes, int offset, int count) throws IOException {
        if (streamed != null) {
            streamed.write(bytes, offset, count);
        }
    }

    boolean isStreamComplete() {
        return streamed != null && streamed.isComplete();
    }

    void endStream() throws IOException {
        if (streamed != null) {
            streamed.end();
            byte[] suffix = new byte[64];
            wire.write(suffix, 0, settings.format.putSuffix(suffix, 0));
        }
    }

    /** Returns what stands in front of the body. */
    private byte[] putStreamedHead() {
        Verdict told = told(success());
        head.setWithinInclude(() -> put(told, HeaderNames::survivesWrapping));
        return prefix(told);
    }

    /** Whether the serialiser is trusted; what begins like an envelope is checked all the same. */
    private boolean isTrusted(HeldBytes held) {
        return !settings.check && head.kind() == MediaKind.JSON && !EnvelopeShape.mayMatch(held);
    }

    private static byte[] transcoded(HeldBytes held, Charset charset) {
        return new String(held.array(), held.start(), held.length(), charset).getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a head without a length, and nothing else. */
    private void sendHeadAlone(Verdict what) throws IOException {
        putHead(told(what));
        wire.flush();
    }

    private void putHead(Verdict told) {
        boolean failed = told.status() >= 400 || head.status() >= 400;
        put(told, failed ? HeaderNames::survivesReplacing : HeaderNames::survivesWrapping);
    }

    private Verdict success() {
        return Verdict.success(head.status());
    }

    private void send(Verdict what, HeldBytes held, boolean wrapped) throws IOException {
        Verdict told = told(what);
        putHead(told);
        if (wrapped) {
            if (held.length() == 0) {
                held.add(EnvelopeFormat.NULL, 0, EnvelopeFormat.NULL.length);
            }
            held.putInFront(prefix(told));
            held.putBehind(settings.format);
        }
        declare(held.length());
        wire.write(held.array(), held.start(), held.length());
    }

    /** An answer without a body says so, where the container does it only as long as nobody has committed. */
    void declareEmpty(HeldBytes held) {
        boolean whole = hasBody() && !isHead();
        boolean empty = whole && held.length() == 0 && head.shown().length() < 0;
        if (empty && !head.hasTrailers() && wire.ways().mustStayOpen() && !head.isWrittenInFront(false)) {
            InFront.declareEmpty(head.real);
        } else if (whole
                && held.length() < head.shown().length()
                && wire.ways().lengths().areCorrected()) {
            head.shown().length(held.length(), 0, false);
        }
    }

    private void declare(long length) throws IOException {
        if (head.hasTrailers()) {
            wire.beginChunks();
        } else {
            wire.declare(length);
        }
    }
}
