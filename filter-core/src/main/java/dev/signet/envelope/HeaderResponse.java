package dev.signet.envelope;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The half of the response that is about status, type and headers. Every setter has several doors and each of them is
 * covered, those of Servlet 6.1 included, because a door left open goes past the wrapper.
 */
abstract class HeaderResponse extends HttpServletResponseWrapper {

    final Answer answer;
    final AnswerHead head;
    private int includes;

    HeaderResponse(Answer answer, HttpServletResponse response) {
        super(response);
        this.answer = answer;
        this.head = answer.head();
    }

    final void mustNotBeCommitted() {
        if (answer.isCommitted()) {
            throw new IllegalStateException("the response is committed");
        }
    }

    /** An include begins: until its end only bytes count. */
    public final void enterInclude() {
        includes++;
    }

    /** An include ended. */
    public final void exitInclude() {
        includes--;
    }

    final boolean isIncluding() {
        return includes > 0;
    }

    /** Whether a setter has an effect at all: not inside an include, not after the commit. */
    private boolean isSettable() {
        return includes == 0 && !answer.isCommitted();
    }

    @Override
    public void setStatus(int status) {
        if (isSettable()) {
            head.status(status);
            if (answer.isPassing()) {
                super.setStatus(status);
            }
        }
    }

    /**
     * Sets the status; a door of Servlet 5.0 that is gone since 6.0.
     *
     * @param status the status
     * @param message is not sent
     */
    public void setStatus(int status, String message) {
        setStatus(status);
    }

    @Override
    public int getStatus() {
        return answer.isUntouched() ? super.getStatus() : head.status();
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (isSettable() && !isOurs(name, value)) {
            head.headers.set(name, value);
            if (answer.isPassing()) {
                super.setHeader(name, value);
            } else {
                mayUpgrade(name);
            }
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (value != null && isSettable() && !isOurs(name, value)) {
            head.headers.add(name, value);
            if (answer.isPassing()) {
                super.addHeader(name, value);
            } else {
                mayUpgrade(name);
            }
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        addHeader(name, Integer.toString(value));
    }

    @Override
    public void setDateHeader(String name, long date) {
        setHeader(name, ShadowHeaders.date(date));
    }

    @Override
    public void addDateHeader(String name, long date) {
        addHeader(name, ShadowHeaders.date(date));
    }

    @Override
    public void addCookie(Cookie cookie) {
        if (isSettable()) {
            head.headers.add(cookie);
            if (answer.isPassing()) {
                super.addCookie(cookie);
            }
        }
    }

    /** Type and length are kept apart from the other headers, whichever door they come through. */
    private boolean isOurs(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            setContentType(value);
            return true;
        }
        if (name.equalsIgnoreCase("Content-Length")) {
            setContentLengthLong(parsedLength(value));
            return true;
        }
        return false;
    }

    private static long parsedLength(@Nullable String value) {
        try {
            return value == null ? -1 : Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return -1; // no length is better than a wrong one
        }
    }

    /** The container switches protocols behind this wrapper (RFC 9110 §7.8). */
    private void mayUpgrade(String name) {
        if (name.equalsIgnoreCase("Upgrade")) {
            passHead();
        }
    }

    /** Lets the container answer by itself. */
    final void passHead() {
        try {
            answer.passHead();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean containsHeader(String name) {
        return getHeader(name) != null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (answer.isPassing()) {
            String known = super.getHeader(name);
            if (known != null) {
                return known;
            }
        }
        if (name.equalsIgnoreCase("Content-Type")) {
            return getContentType();
        }
        if (name.equalsIgnoreCase("Content-Length")) {
            return head.length() < 0 ? null : Long.toString(head.length());
        }
        String own = head.headers.first(name);
        return own != null || head.headers.isRemoved(name) ? own : super.getHeader(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        if (answer.isPassing()) {
            return super.getHeaders(name);
        }
        if (name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("Content-Length")) {
            String value = getHeader(name);
            return value == null ? java.util.List.of() : java.util.List.of(value);
        }
        return head.headers.all(name, super.getHeaders(name));
    }

    @Override
    public Collection<String> getHeaderNames() {
        if (answer.isPassing()) {
            return super.getHeaderNames();
        }
        Collection<String> names = head.headers.names(super.getHeaderNames());
        if (getContentType() != null) {
            names.add("Content-Type");
        }
        if (head.length() >= 0) {
            names.add("Content-Length");
        }
        return names;
    }

    @Override
    public void setContentType(@Nullable String type) {
        if (isSettable()) {
            head.type(type);
            if (answer.isPassing()) {
                super.setContentType(type);
            }
        }
    }

    @Override
    public @Nullable String getContentType() {
        return answer.isUntouched() ? super.getContentType() : head.type();
    }

    @Override
    public void setCharacterEncoding(@Nullable String charset) {
        if (isSettable()) {
            head.charset(charset);
            if (answer.isPassing()) {
                super.setCharacterEncoding(charset);
            }
        }
    }

    @Override
    public void setCharacterEncoding(@Nullable Charset charset) {
        setCharacterEncoding(charset == null ? null : charset.name());
    }

    @Override
    public String getCharacterEncoding() {
        if (answer.isPassing()) {
            return super.getCharacterEncoding();
        }
        String declared = head.charset();
        if (declared != null) {
            return declared;
        }
        // what the envelope is in; the container's ISO-8859-1 would turn Chinese into question marks
        return head.bodyPasses(false) ? super.getCharacterEncoding() : "UTF-8";
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        if (isSettable()) {
            head.length(length);
            if (answer.isPassing()) {
                super.setContentLengthLong(length);
            }
        }
    }

    @Override
    public void setLocale(Locale locale) {
        if (isSettable()) {
            head.locale(locale);
            if (answer.isPassing()) {
                super.setLocale(locale);
            }
        }
    }

    @Override
    public Locale getLocale() {
        Locale own = head.locale();
        return own != null ? own : super.getLocale();
    }
}
