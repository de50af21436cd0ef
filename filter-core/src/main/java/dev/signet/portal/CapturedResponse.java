package dev.signet.portal;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps what the application answers, up to the longest description that is read; the caller's own answer sees nothing of it. */
final class CapturedResponse extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(new Kept(), StandardCharsets.UTF_8));
    private final ServletOutputStream stream = new Kept();
    private int status = SC_OK;
    private boolean tooLong;
    private @Nullable String type;

    CapturedResponse(HttpServletResponse response) {
        super(response);
    }

    private final class Kept extends ServletOutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int count) throws IOException {
            if (bytes.size() + count > Json.MOST_BYTES) {
                tooLong = true;
                throw new IOException("longer than a description may be");
            }
            bytes.write(from, offset, count);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("not asynchronous");
        }
    }

    /**
     * The whole.
     *
     * @throws IOException where the application did not answer well
     */
    byte[] body() throws IOException {
        writer.flush();
        if (tooLong) {
            throw new IOException("it is longer than 4 MB");
        }
        if (status != SC_OK) {
            throw new IOException("the application responded with " + status);
        }
        return bytes.toByteArray();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public void setStatus(int sent) {
        status = sent;
    }

    /**
     * Sets the status; a door of Servlet 5.0 that is gone since 6.0.
     *
     * @param sent the status
     * @param message is not kept
     */
    public void setStatus(int sent, String message) {
        status = sent;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int sent) {
        status = sent;
    }

    @Override
    public void sendError(int sent, String message) {
        status = sent;
    }

    @Override
    public void sendRedirect(String location) {
        status = SC_FOUND;
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) {
        status = SC_FOUND;
    }

    @Override
    public void sendRedirect(String location, int sent) {
        status = sent;
    }

    @Override
    public void sendRedirect(String location, int sent, boolean clearBuffer) {
        status = sent;
    }

    /** Without the id of the caller's session. */
    @Override
    public String encodeURL(String url) {
        return url;
    }

    @Override
    public String encodeRedirectURL(String url) {
        return url;
    }

    @Override
    public void reset() {
        status = SC_OK;
        resetBuffer();
    }

    @Override
    public void resetBuffer() {
        writer.flush();
        bytes.reset();
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void flushBuffer() {}

    @Override
    public void setBufferSize(int size) {}

    @Override
    public void setContentType(String sent) {
        type = sent;
    }

    @Override
    public @Nullable String getContentType() {
        return type;
    }

    @Override
    public void setCharacterEncoding(String charset) {}

    @Override
    public void setCharacterEncoding(Charset charset) {}

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> fields) {}

    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public void setLocale(Locale locale) {}

    @Override
    public void addCookie(Cookie cookie) {}

    @Override
    public void setHeader(String name, String value) {}

    @Override
    public void addHeader(String name, String value) {}

    @Override
    public void setDateHeader(String name, long date) {}

    @Override
    public void addDateHeader(String name, long date) {}

    @Override
    public void setIntHeader(String name, int value) {}

    @Override
    public void addIntHeader(String name, int value) {}

    @Override
    public boolean containsHeader(String name) {
        return false;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return List.of();
    }

    @Override
    public Collection<String> getHeaderNames() {
        return List.of();
    }
}
