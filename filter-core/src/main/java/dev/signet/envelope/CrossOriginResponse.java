package dev.signet.envelope;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An excluded response, but for the headers of {@link CrossOrigin}, which the application may set as well, or take
 * away with everything else. Not thread-safe, as no response is.
 *
 * @hidden public for the filter alone
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public final class CrossOriginResponse extends HttpServletResponseWrapper {

    private final Consumer<HttpServletResponse> headers;

    /**
     * Keeps the headers of a response that has them already.
     *
     * @param response the container's response
     * @param headers sets them once more where the application takes all headers back
     */
    public CrossOriginResponse(HttpServletResponse response, Consumer<HttpServletResponse> headers) {
        super(response);
        this.headers = headers;
    }

    /** What is wrapped at the moment: Tomcat puts one of its own in between while something is included. */
    private HttpServletResponse real() {
        return (HttpServletResponse) getResponse();
    }

    @Override
    public void setHeader(@Nullable String name, @Nullable String value) {
        CrossOrigin.set(real(), name, value);
    }

    @Override
    public void addHeader(@Nullable String name, @Nullable String value) {
        CrossOrigin.add(real(), name, value);
    }

    @Override
    public void reset() {
        real().reset();
        headers.accept(real());
    }

    @Override
    public void sendError(int status) throws IOException {
        if (status == SC_NOT_MODIFIED) {
            notModified();
        } else {
            real().sendError(status);
        }
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        if (status == SC_NOT_MODIFIED) {
            notModified();
        } else {
            real().sendError(status, message);
        }
    }

    /**
     * A 304 has no page, and no error to make one of. Jetty would take Vary away with what describes a body, and a cache needs
     * it there (RFC 9110 §15.4.5).
     */
    private void notModified() throws IOException {
        real().resetBuffer();
        real().setStatus(SC_NOT_MODIFIED);
        real().flushBuffer();
    }
}
