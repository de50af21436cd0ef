package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes the envelope of one answer: which code, which message, which headers, and the bytes around the body. */
final class EnvelopeComposer {

    private final HttpServletRequest request;
    private final HttpServletResponse real;
    private final Wire wire;
    private final AnswerHead head;
    private final EnvelopeSettings settings;
    private @Nullable StreamedBody streamed;

    EnvelopeComposer(
            HttpServletRequest request,
            HttpServletResponse real,
            Wire wire,
            AnswerHead head,
            EnvelopeSettings settings) {
        this.request = request;
        this.real = real;
        this.wire = wire;
        this.head = head;
        this.settings = settings;
    }

    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Whether the application opted out for this answer. */
    boolean isRaw() {
        Object raw = request.getAttribute(EnvelopeAttributes.RAW);
        return raw != null && (Boolean.TRUE.equals(raw) || "true".equals(raw));
    }

    /** Rows 1 and 3 to 6 of the decision table. */
    boolean passes() {
        return head.statusPasses() || head.bodyPasses(settings.wrapTextPlain) || isRaw();
    }

    void passHead() {
        String etag = head.headers.first("ETag");
        request.setAttribute(EnvelopeAttributes.STATUS, head.status());
        if (etag != null && head.status() == HttpServletResponse.SC_NOT_MODIFIED) {
            head.headers.set("ETag", weak(etag)); // the 200 it confirms was sent with the weak tag
        }
        head.passTo(real);
    }

    /** Whether the held bytes are one complete JSON value of a successful answer. */
    boolean isWholeJson(HeldBytes held, @Nullable Charset charset) {
        if (head.kind() != MediaKind.JSON || head.status() >= 400 || held.length() == 0 || charset != null) {
            return false;
        }
        return isTrusted(held) || isJson(held, held.byteOrderMark());
    }

    /**
     * Ends a held answer.
     *
     * @return false where the answer is not ours to wrap after all (row 13)
     */
    boolean compose(HeldBytes held, @Nullable Charset charset) throws IOException {
        if (charset != null && held.length() > 0) {
            held.replaceBy(
                    new String(held.array(), held.start(), held.length(), charset).getBytes(StandardCharsets.UTF_8));
        }
        MediaKind kind = head.kind();
        int status = head.status();
        int mark = held.byteOrderMark();
        boolean empty = held.length() == mark;
        boolean trusted = isTrusted(held);
        boolean json = !empty && (kind == MediaKind.JSON || kind == MediaKind.NONE) && (trusted || isJson(held, mark));
        if (!empty && !json && kind == MediaKind.NONE && status < 400) {
            return false;
        }
        held.drop(mark);
        // what nobody has checked is not looked into
        if (json && !trusted && EnvelopeShape.matches(held.array(), held.start(), held.end())) {
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
            String text = new String(held.array(), held.start(), held.length(), StandardCharsets.UTF_8);
            held.replaceBy(EnvelopeBytes.quoted(text).getBytes(StandardCharsets.UTF_8));
        }
        send(success(), held, true);
        return true;
    }

    private boolean composeEmpty(HeldBytes held, MediaKind kind, int status) throws IOException {
        boolean noContent =
                status == HttpServletResponse.SC_NO_CONTENT || status == HttpServletResponse.SC_RESET_CONTENT;
        if (noContent && settings.passNoContent) {
            return false;
        }
        if (isHead() && !noContent) {
            putStreamedHead(); // the body of the GET is not known here, so neither is its length
            commitHead();
            return true;
        }
        if (kind == MediaKind.TEXT) {
            held.replaceBy(new byte[] {'"', '"'});
        }
        send(success(), held, true);
        return true;
    }

    /** Sends an error envelope; a 416 that names the range keeps its status and has no body. */
    @SuppressWarnings("ReferenceEquality") // that one object, not what is like it
    void composeFailure(Failure failure, HeldBytes held) throws IOException {
        if (head.statusPasses() && head.status() == HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE) {
            real.setStatus(head.status());
            head.headers.applyTo(real, name -> name.equals("content-range") || ShadowHeaders.survivesReplacing(name));
            real.setContentLength(0);
            return;
        }
        if (failure == Failure.SERVER_ERROR) {
            putHead(failure, ShadowHeaders::survivesReplacing);
            real.setContentLength(settings.bytes.lastResortLength());
            if (!isHead()) {
                settings.bytes.writeLastResort(wire);
            }
            return;
        }
        held.clear();
        send(failure, held, true);
    }

    /** Sends the head of an answer whose length is not known, and what there is of its body. */
    void beginStream(HeldBytes held, @Nullable Charset charset, byte[] next, int offset, int count) throws IOException {
        StreamedBody body = new StreamedBody(wire, settings.check, head.kind(), charset);
        byte[] prefix = putStreamedHead();
        if (!isHead()) {
            streamed = body;
            held.drop(charset == null ? held.byteOrderMark() : 0);
            body.begin(prefix, held, next, offset, count);
        }
    }

    void stream(byte[] bytes, int offset, int count) throws IOException {
        if (streamed != null) {
            streamed.write(bytes, offset, count);
        }
    }

    void endStream() throws IOException {
        if (streamed != null) {
            streamed.end();
            byte[] suffix = new byte[64];
            wire.write(suffix, 0, settings.bytes.putSuffix(suffix, 0));
        }
    }

    /** Returns what stands in front of the body. */
    private byte[] putStreamedHead() {
        Failure told = told(success());
        putHead(told, ShadowHeaders::survivesWrapping);
        return prefix(told);
    }

    /** Whether the serialiser is trusted; what begins like an envelope is checked all the same. */
    private boolean isTrusted(HeldBytes held) {
        return !settings.check && head.kind() == MediaKind.JSON && !EnvelopeShape.mayMatch(held);
    }

    private static boolean isJson(HeldBytes held, int mark) {
        JsonScanner scanner = new JsonScanner();
        return scanner.feed(held.array(), held.start() + mark, held.end()) && scanner.complete();
    }

    private Failure success() {
        return new Failure(ErrorCode.SUCCESS.code(), null, head.status());
    }

    private void send(Failure what, HeldBytes held, boolean wrapped) throws IOException {
        Failure told = told(what);
        putHead(
                told,
                told.status() >= 400 || head.status() >= 400
                        ? ShadowHeaders::survivesReplacing
                        : ShadowHeaders::survivesWrapping);
        if (wrapped) {
            if (held.length() == 0) {
                held.add(EnvelopeBytes.NULL, 0, EnvelopeBytes.NULL.length);
            }
            held.putInFront(prefix(told));
            held.putBehind(settings.bytes);
        }
        if (!head.hasTrailers()) {
            real.setContentLengthLong(held.length());
        }
        if (isHead()) {
            commitHead();
        } else {
            wire.write(held.array(), held.start(), held.length());
        }
    }

    private void putHead(Failure told, Predicate<String> wanted) {
        request.setAttribute(EnvelopeAttributes.STATUS, told.status());
        String etag = head.headers.first("ETag");
        if (etag != null) {
            head.headers.set("ETag", weak(etag)); // the bytes are others than the application's
        }
        head.envelopeTo(real, keepsStatus(told) ? told.status() : HttpServletResponse.SC_OK, wanted);
        if (settings.statusHeader != null) {
            real.setHeader(settings.statusHeader, told.status() + "; code=" + told.code());
        }
        if (settings.language == EnvelopeSettings.LanguageChoice.ACCEPT_LANGUAGE) {
            real.addHeader("Vary", "Accept-Language");
        }
        if (told.code() != ErrorCode.SUCCESS.code() || told.status() >= 400) {
            real.setHeader("Cache-Control", "no-store");
        }
    }

    private boolean keepsStatus(Failure told) {
        return settings.realStatus
                || told.status() >= 500 && Boolean.TRUE.equals(request.getAttribute(EnvelopeAttributes.KEEP_STATUS));
    }

    /** Before the container, which sees no body, writes a length of its own. */
    private void commitHead() throws IOException {
        if (!wire.isNonBlocking()) {
            wire.flush();
        }
    }

    /** A code and a message that the application chose stand above the table's. */
    private Failure told(Failure what) {
        Object code = request.getAttribute(EnvelopeAttributes.CODE);
        Object message = request.getAttribute(EnvelopeAttributes.MESSAGE);
        if (code == null && message == null) {
            return what;
        }
        boolean own = code instanceof Integer;
        return new Failure(
                own ? (Integer) code : what.code(),
                message instanceof String text ? text : own ? null : what.message(),
                what.status());
    }

    private byte[] prefix(Failure told) {
        String message = told.message();
        ErrorCode known = message == null ? ErrorTable.known(told.code()) : null;
        if (known != null) {
            return settings.bytes.prefix(known, language());
        }
        return EnvelopeBytes.prefix(
                told.code(), message != null ? message : settings.errors.message(told.code(), language()));
    }

    private Language language() {
        return switch (settings.language) {
            case ZH -> Language.CHINESE;
            case EN -> Language.ENGLISH;
            case ACCEPT_LANGUAGE -> Language.preferredBy(request);
        };
    }

    private static String weak(String etag) {
        return etag.startsWith("W/") ? etag : "W/" + etag;
    }
}
