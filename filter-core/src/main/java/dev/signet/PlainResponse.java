package dev.signet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A response that a filter in front has put into a wrapper that is no HTTP one; the Servlet API allows it. */
final class PlainResponse extends HttpServletResponseWrapper {

    private final ServletResponse plain;

    private PlainResponse(HttpServletResponse response, ServletResponse plain) {
        super(response);
        this.plain = plain;
    }

    /** The response as an HTTP one; where it is none, with the wrapper's body and the head from below it. */
    static HttpServletResponse http(ServletResponse response) throws ServletException {
        if (response instanceof HttpServletResponse http) {
            return http;
        }
        ServletResponse below = response;
        while (!(below instanceof HttpServletResponse)) {
            if (!(below instanceof ServletResponseWrapper wrapper)) {
                throw new ServletException(
                        "not an HTTP response: " + response.getClass().getName());
            }
            below = wrapper.getResponse();
        }
        return new PlainResponse((HttpServletResponse) below, response);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return plain.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return plain.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        plain.flushBuffer();
    }

    @Override
    public void resetBuffer() {
        plain.resetBuffer();
    }

    @Override
    public void reset() {
        plain.reset();
    }

    @Override
    public boolean isCommitted() {
        return plain.isCommitted();
    }

    @Override
    public void setContentType(@Nullable String type) {
        plain.setContentType(type);
    }

    @Override
    public @Nullable String getContentType() {
        return plain.getContentType();
    }

    @Override
    public void setCharacterEncoding(@Nullable String charset) {
        plain.setCharacterEncoding(charset);
    }

    @Override
    public String getCharacterEncoding() {
        return plain.getCharacterEncoding();
    }

    @Override
    public void setContentLength(int length) {
        plain.setContentLength(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        plain.setContentLengthLong(length);
    }
}
