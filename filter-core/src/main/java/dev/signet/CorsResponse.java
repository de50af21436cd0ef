package dev.signet;

import dev.signet.envelope.CrossOrigin;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A response that is left alone but for the headers of {@link Cors}, which the application may set as well, or take away
 * with everything else.
 */
final class CorsResponse extends HttpServletResponseWrapper {

    private final Cors cors;
    private final HttpServletRequest request;

    CorsResponse(Cors cors, HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.cors = cors;
        this.request = request;
    }

    @Override
    public void setHeader(@Nullable String name, @Nullable String value) {
        CrossOrigin.set(own(), name, value);
    }

    @Override
    public void addHeader(@Nullable String name, @Nullable String value) {
        CrossOrigin.add(own(), name, value);
    }

    @Override
    public void reset() {
        super.reset();
        cors.open(request, own());
    }

    /** What is wrapped, which the application may replace. */
    private HttpServletResponse own() {
        ServletResponse own = getResponse();
        return (HttpServletResponse) own;
    }
}
