package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the envelope of one answer: which code, which message, which headers, and the bytes around the body. */
final class EnvelopeComposer {

    private static final byte[] NOTHING = {};

    private final HttpServletRequest request;
    private final HttpServletResponse real;
    private final Wire wire;
    private final AnswerHead head;
    private final EnvelopeSettings settings;
    private boolean trailers;

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

    void useTrailers() {
        trailers = true;
    }

    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Whether the application opted out for this answer. */
    boolean isRaw() {
        Object raw = request.getAttribute(EnvelopeAttributes.RAW);
        return raw != null && (Boolean.TRUE.equals(raw) || "true".equals(raw));
    }

    void passHead() {
        String etag = head.headers.first("ETag");
        request.setAttribute(EnvelopeAttributes.STATUS, head.status());
        if (etag != null && head.status() == HttpServletResponse.SC_NOT_MODIFIED) {
            head.headers.set("ETag", weak(etag)); // the 200 it confirms was sent with the weak tag
        }
        head.passTo(real, trailers);
    }

    /** Whether the held bytes are one complete JSON value of a successful answer. */
    boolean isWholeJson(HeldBytes held, @Nullable Charset charset) {
        if (head.kind() != MediaKind.JSON || head.status() >= 400 || held.length() == 0) {
            return false;
        }
        byte[] body = utf8(held, charset);
        int from = byteOrderMark(held, charset);
        return isJson(body, from, charset == null ? held.length() : body.length);
    }

    /**
     * Ends a held answer.
     *
     * @return false where the answer is not ours to wrap after all (row 13)
     */
    boolean compose(HeldBytes held, @Nullable Charset charset) throws IOException {
        MediaKind kind = head.kind();
        int status = head.status();
        byte[] body = utf8(held, charset);
        int from = byteOrderMark(held, charset);
        int to = charset == null ? held.length() : body.length;
        boolean empty = from == to;
        boolean json = !empty && (kind == MediaKind.JSON || kind == MediaKind.NONE) && isJson(body, from, to);
        if (json && EnvelopeShape.matches(body, from, to)) {
            send(success(), NOTHING, body, from, to, NOTHING, status >= 400 || isNotSuccess());
            return true;
        }
        if (status >= 400) {
            boolean kept = json && status < 500;
            send(settings.errors.ofStatus(status), body, kept ? from : 0, kept ? to : 0, false);
            return true;
        }
        if (empty) {
            return composeEmpty(kind, status);
        }
        if (json) {
            send(success(), body, from, to, isNotSuccess());
            return true;
        }
        if (kind == MediaKind.NONE) {
            return false;
        }
        if (!settings.check && kind == MediaKind.JSON) {
            send(success(), body, from, to, isNotSuccess());
            return true;
        }
        byte[] string = EnvelopeBytes.quoted(new String(body, from, to - from, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        send(success(), string, 0, string.length, isNotSuccess());
        return true;
    }

    private boolean composeEmpty(MediaKind kind, int status) throws IOException {
        boolean noContent =
                status == HttpServletResponse.SC_NO_CONTENT || status == HttpServletResponse.SC_RESET_CONTENT;
        if (noContent && settings.passNoContent) {
            return false;
        }
        if (isHead() && !noContent) {
            // the body of the GET is not known here, so neither is its length
            beginStreamedEnvelope();
            commitHead();
            return true;
        }
        if (kind == MediaKind.TEXT) {
            send(success(), new byte[] {'"', '"'}, 0, 2, isNotSuccess());
        } else {
            send(success(), NOTHING, 0, 0, isNotSuccess());
        }
        return true;
    }

    /** Sends an error envelope; a 416 that names the range keeps its status and has no body. */
    void composeFailure(Failure failure, boolean rangeKept) throws IOException {
        if (rangeKept && head.status() == HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE) {
            real.setStatus(head.status());
            head.headers.applyTo(real, name -> name.equals("content-range") || !ShadowHeaders.describesBody(name));
            real.setContentLength(0);
            return;
        }
        send(failure, NOTHING, 0, 0, false);
    }

    /** The head of an answer that is streamed; its length is not known. */
    void beginStreamedEnvelope() {
        Failure success = success();
        tell(success);
        weakenEtag();
        head.envelopeTo(real, wireStatus(), ShadowHeaders::survivesWrapping);
        if (isNotSuccess()) {
            real.setHeader("Cache-Control", "no-store");
        }
    }

    byte[] prefix() {
        Failure success = success();
        return settings.bytes.prefix(success.code(), message(success));
    }

    byte[] suffix() {
        return settings.bytes.suffix();
    }

    /** The length of a UTF-8 byte order mark in front of the body. */
    int byteOrderMark(HeldBytes held, @Nullable Charset charset) {
        byte[] bytes = held.array();
        boolean marked = charset == null
                && held.length() >= 3
                && bytes[0] == (byte) 0xef
                && bytes[1] == (byte) 0xbb
                && bytes[2] == (byte) 0xbf;
        return marked ? 3 : 0;
    }

    private static byte[] utf8(HeldBytes held, @Nullable Charset charset) {
        return charset == null
                ? held.array()
                : new String(held.array(), 0, held.length(), charset).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isJson(byte[] body, int from, int to) {
        JsonScanner scanner = new JsonScanner();
        return scanner.feed(body, from, to) && scanner.complete();
    }

    private Failure success() {
        return new Failure(ErrorCode.SUCCESS.code(), null, head.status());
    }

    private void send(Failure what, byte[] body, int from, int to, boolean noStore) throws IOException {
        Failure told = told(what);
        boolean isNull = from == to;
        send(
                told,
                settings.bytes.prefix(told.code(), message(told)),
                isNull ? EnvelopeBytes.NULL : body,
                isNull ? 0 : from,
                isNull ? EnvelopeBytes.NULL.length : to,
                settings.bytes.suffix(),
                noStore || what.code() != ErrorCode.SUCCESS.code());
    }

    private void send(Failure told, byte[] prefix, byte[] body, int from, int to, byte[] suffix, boolean noStore)
            throws IOException {
        boolean failed = head.status() >= 400 || told.status() >= 400;
        tell(told);
        if (!failed) {
            weakenEtag();
        }
        head.envelopeTo(
                real,
                settings.realStatus ? told.status() : HttpServletResponse.SC_OK,
                failed ? name -> !ShadowHeaders.describesBody(name) : ShadowHeaders::survivesWrapping);
        if (noStore) {
            real.setHeader("Cache-Control", "no-store");
        }
        if (!trailers) {
            real.setContentLengthLong((long) prefix.length + (to - from) + suffix.length);
        }
        if (isHead()) {
            commitHead();
            return;
        }
        wire.write(out -> {
            if (prefix.length == 0) {
                out.write(body, from, to - from); // a write of nothing makes some containers drop the connection
                return;
            }
            out.write(prefix);
            out.write(body, from, to - from);
            out.write(suffix);
        });
    }

    /** Before the container, which sees no body, writes a length of its own. */
    private void commitHead() throws IOException {
        if (!wire.isNonBlocking()) {
            wire.flush();
        }
    }

    private int wireStatus() {
        return settings.realStatus ? head.status() : HttpServletResponse.SC_OK;
    }

    /** A code the application chose stands above the table's. */
    private Failure told(Failure what) {
        Object code = request.getAttribute(EnvelopeAttributes.CODE);
        return code instanceof Integer own ? new Failure(own, null, what.status()) : what;
    }

    private boolean isNotSuccess() {
        return told(success()).code() != ErrorCode.SUCCESS.code();
    }

    private String message(Failure what) {
        Failure told = told(what);
        Object own = request.getAttribute(EnvelopeAttributes.MESSAGE);
        if (own instanceof String text) {
            return text;
        }
        return told.message() != null ? told.message() : settings.errors.message(told.code(), language());
    }

    private Language language() {
        return switch (settings.language) {
            case ZH -> Language.CHINESE;
            case EN -> Language.ENGLISH;
            case ACCEPT_LANGUAGE -> Language.preferredBy(request);
        };
    }

    /** What logs, monitoring and caches may want to know. */
    private void tell(Failure what) {
        Failure told = told(what);
        request.setAttribute(EnvelopeAttributes.STATUS, told.status());
        if (settings.statusHeader != null) {
            real.setHeader(settings.statusHeader, told.status() + "; code=" + told.code());
        }
        if (settings.language == EnvelopeSettings.LanguageChoice.ACCEPT_LANGUAGE) {
            real.addHeader("Vary", "Accept-Language");
        }
    }

    private void weakenEtag() {
        String etag = head.headers.first("ETag");
        if (etag != null) {
            head.headers.set("ETag", weak(etag));
        }
    }

    private static String weak(String etag) {
        return etag.startsWith("W/") ? etag : "W/" + etag;
    }
}
