package dev.signet.envelope;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The half of the response that is about status, type and headers. Every setter has several doors and each of them is
 * covered, those of Servlet 6.1 included, because a door left open goes past the wrapper.
 */
abstract class HeaderResponse extends HttpServletResponseWrapper {

    /** The request that is answered, as it arrived. */
    abstract HttpServletRequest request();

    final Answer answer;

    HeaderResponse(Answer answer, HttpServletResponse response) {
        super(response);
        this.answer = answer;
    }

    final void mustNotBeCommitted() {
        if (answer.isCommitted()) {
            throw new IllegalStateException("the response is committed");
        }
    }

    /** {@return whether an include is under way} */
    public final boolean isIncluding() {
        return answer.isIncluding();
    }

    /** An include begins: until its end only bytes count. */
    public final void enterInclude() {
        answer.state().enterInclude();
    }

    /** An include ended. */
    public final void exitInclude() {
        answer.state().exitInclude();
    }

    /** What is done to the head with a text, which is handed in so that nothing is made for each call. */
    private interface Setter {
        void set(AnswerHead head, @Nullable String text);
    }

    /** Sets something that is no text. */
    private void set(Consumer<AnswerHead> change) {
        set((head, none) -> change.accept(head), null);
    }

    /** Sets something, where that has an effect at all: not inside an include, not behind the commit. */
    private void set(Setter setter, @Nullable String text) {
        if (answer.isIncluding()) {
            return;
        }
        answer.lock();
        try {
            if (!answer.state().isCommitted()) {
                setter.set(answer.head(), text);
                answer.body().reconsider();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the container has no writer for a charset that it took
        } finally {
            answer.unlock();
        }
    }

    /** What is asked of the head. */
    private interface Getter<T> {
        T get(AnswerHead head);
    }

    private <T> T get(Getter<T> getter) {
        answer.lock();
        try {
            return getter.get(answer.head());
        } finally {
            answer.unlock();
        }
    }

    @Override
    public void setStatus(int status) {
        set(head -> head.status(status));
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
        return get(AnswerHead::status);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!isLength(name, value)) {
            String told = AllowedMethods.unwrapped(request(), name, value);
            set(head -> head.setHeader(name, told));
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!isLength(name, value)) {
            set(head -> head.addHeader(name, value));
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (!isLength(name, Integer.toString(value))) {
            set(head -> head.inner().setIntHeader(name, value));
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (!isLength(name, Integer.toString(value))) {
            set(head -> head.inner().addIntHeader(name, value));
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        set(head -> head.inner().setDateHeader(name, date));
    }

    @Override
    public void addDateHeader(String name, long date) {
        set(head -> head.inner().addDateHeader(name, date));
    }

    @Override
    public void addCookie(Cookie cookie) {
        set(head -> head.inner().addCookie(cookie));
    }

    /** The length is kept apart from the other headers, whichever door it comes through. */
    private boolean isLength(@Nullable String name, @Nullable String value) {
        if (name == null || !name.equalsIgnoreCase("Content-Length")) {
            return false;
        }
        length(() -> parsedLength(value), true);
        return true;
    }

    private void length(LongSupplier value, boolean asHeader) {
        DeclaredLength length = new DeclaredLength(answer.body());
        set(head -> length.set(value.getAsLong(), asHeader));
        try {
            if (answer.ask(length::isReached)) {
                answer.step(length::commit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long parsedLength(@Nullable String value) {
        try {
            return value == null ? -1 : Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            if (answer.wire().ways().lengths().refusesUnreadable()) {
                throw e;
            }
            return -1; // no length is better than a wrong one
        }
    }

    /** The container answers by itself from here on. */
    final void leave() {
        try {
            answer.step(answer.ending()::leave);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean containsHeader(@Nullable String name) {
        return get(head -> head.shown().contains(name));
    }

    @Override
    public @Nullable String getHeader(@Nullable String name) {
        answer.lock();
        try {
            return answer.head().shown().header(name);
        } finally {
            answer.unlock();
        }
    }

    @Override
    public Collection<String> getHeaders(@Nullable String name) {
        return get(head -> head.shown().headers(name));
    }

    @Override
    public Collection<String> getHeaderNames() {
        Collection<String> names = get(head -> head.shown().headerNames());
        if (!answer.wire().ways().takesNoHeaderNames()) {
            return names;
        }
        Map<String, Boolean> keys = new LinkedHashMap<>();
        names.forEach(name -> keys.put(name, true));
        return keys.keySet();
    }

    @Override
    public void setContentType(@Nullable String type) {
        set((head, text) -> head.declared().set(text), type);
    }

    @Override
    public @Nullable String getContentType() {
        answer.lock();
        try {
            return answer.head().declared().type();
        } finally {
            answer.unlock();
        }
    }

    @Override
    public void setCharacterEncoding(@Nullable String charset) {
        set((head, text) -> head.declared().charset(text), charset);
    }

    @Override
    public void setCharacterEncoding(@Nullable Charset charset) {
        set(head -> head.declared().charset(charset));
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        answer.lock();
        try {
            return answer.head().declared().charset();
        } finally {
            answer.unlock();
        }
    }

    @Override
    public void setContentLength(int length) {
        length(() -> length, false);
    }

    @Override
    public void setContentLengthLong(long length) {
        length(() -> length, false);
    }

    @Override
    public void setLocale(Locale locale) {
        set(head -> head.locale(locale));
    }

    @Override
    public Locale getLocale() {
        return get(AnswerHead::locale);
    }
}
