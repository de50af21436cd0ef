package dev.signet.envelope;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Status, type, length and headers as the application sees them; the container learns them at the decision. */
final class AnswerHead {

    static final String ENVELOPE_TYPE = "application/json;charset=UTF-8";

    final ShadowHeaders headers = new ShadowHeaders();
    private int status = HttpServletResponse.SC_OK;
    private @Nullable String type;
    private @Nullable String charset;
    private @Nullable Locale locale;
    private MediaKind kind = MediaKind.NONE;
    private long length = -1;
    private boolean changed = true;
    private boolean trailers;
    private boolean encoded; // the body is written through our UTF-8 writer

    int status() {
        return status;
    }

    void status(int value) {
        status = value;
        changed = true;
    }

    /** Whether anything was set since the last call that may decide what becomes of the answer. */
    boolean hasChanged() {
        boolean answer = changed || headers.hasChanged();
        changed = false;
        return answer;
    }

    MediaKind kind() {
        return kind;
    }

    long length() {
        return length;
    }

    void length(long value) {
        length = value;
    }

    @Nullable
    Locale locale() {
        return locale;
    }

    void locale(Locale value) {
        locale = value;
    }

    /** Takes a {@code Content-Type} apart: the charset parameter is kept by itself, as the specification treats it. */
    void type(@Nullable String value) {
        changed = true;
        if (value == null) {
            type = null;
            charset = null;
            kind = MediaKind.NONE;
            return;
        }
        int parameter = charsetParameter(value);
        if (parameter < 0) {
            type = value.strip();
        } else {
            int end = value.indexOf(';', parameter + 1);
            String given = value.substring(value.indexOf('=', parameter) + 1, end < 0 ? value.length() : end)
                    .strip();
            charset = given.startsWith("\"") && given.endsWith("\"") && given.length() > 1
                    ? given.substring(1, given.length() - 1)
                    : given;
            type = (value.substring(0, parameter) + (end < 0 ? "" : value.substring(end))).strip();
        }
        kind = MediaKind.of(type);
    }

    private static int charsetParameter(String value) {
        for (int at = value.indexOf(';'); at >= 0; at = value.indexOf(';', at + 1)) {
            int from = at + 1;
            while (from < value.length() && value.charAt(from) == ' ') {
                from++;
            }
            if (value.regionMatches(true, from, "charset=", 0, 8)) {
                return at;
            }
        }
        return -1;
    }

    @Nullable
    String type() {
        return type == null || charset == null ? type : type + ";charset=" + charset;
    }

    void charset(@Nullable String value) {
        charset = value;
    }

    @Nullable
    String charset() {
        return charset;
    }

    /** To be asked again by {@link #hasChanged}. */
    void reconsider() {
        changed = true;
    }

    void useTrailers() {
        trailers = true;
    }

    /** Whether no length may be declared (RFC 9112 §6.2). */
    boolean hasTrailers() {
        return trailers;
    }

    void useWriter() {
        encoded = true;
    }

    /**
     * The declared charset where bytes must be transcoded, or null where they are UTF-8 already: those of our own writer
     * are, whatever was declared.
     */
    @Nullable
    Charset foreignCharset() {
        if (charset == null || encoded) {
            return null;
        }
        try {
            Charset declared = Charset.forName(charset);
            return declared.equals(StandardCharsets.UTF_8) ? null : declared;
        } catch (IllegalArgumentException e) {
            return null; // no such charset: the check of the body decides what it is
        }
    }

    /** Rows 3 and 4 of the decision table: answers whose status forbids or explains another body. */
    boolean statusPasses() {
        return status < 200
                || status == HttpServletResponse.SC_NOT_MODIFIED
                || status >= 300 && status < 400 && headers.contains("Location")
                || status == HttpServletResponse.SC_PARTIAL_CONTENT
                || headers.contains("Content-Range");
    }

    /** Rows 5 and 6: successful answers that are not ours to wrap. */
    boolean bodyPasses(boolean wrapTextPlain) {
        if (status >= 400) {
            return false;
        }
        return switch (kind) {
            case OTHER -> true;
            case TEXT -> !wrapTextPlain || isEncodedOrAttached();
            case JSON, NONE -> isEncodedOrAttached();
        };
    }

    private boolean isEncodedOrAttached() {
        if (headers.contains("Content-Encoding")) {
            return !"identity".equalsIgnoreCase(headers.first("Content-Encoding"));
        }
        String disposition = headers.first("Content-Disposition");
        return disposition != null && disposition.strip().regionMatches(true, 0, "attachment", 0, 10);
    }

    void reset() {
        headers.clear();
        status = HttpServletResponse.SC_OK;
        type(null);
        locale = null;
        length = -1;
        encoded = false;
    }

    /** Hands everything to the container as the application set it. */
    void passTo(HttpServletResponse real) {
        real.setStatus(status);
        if (locale != null) {
            real.setLocale(locale);
        }
        headers.applyTo(real, name -> true);
        if (type != null) {
            real.setContentType(type);
        }
        if (charset != null) {
            real.setCharacterEncoding(charset);
        }
        if (length >= 0 && !trailers) {
            real.setContentLengthLong(length);
        }
    }

    /** Hands the container the head of an envelope with those headers whose lower-case name passes. */
    void envelopeTo(HttpServletResponse real, int wireStatus, Predicate<String> wanted) {
        real.setStatus(wireStatus);
        headers.applyTo(real, wanted);
        real.setContentType(ENVELOPE_TYPE);
    }
}
