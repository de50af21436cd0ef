package dev.signet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A dispatched request as the rules must see it: its path is the dispatch's, method and headers are the caller's. For
 * dispatches with a wrapper that is no HTTP one; some containers put that into an HTTP request that answers nothing but
 * the path.
 */
final class DispatchedRequest extends HttpServletRequestWrapper {

    private final HttpServletRequest target;

    private DispatchedRequest(HttpServletRequest arrived, HttpServletRequest target) {
        super(arrived);
        this.target = target;
    }

    /** The dispatched request itself, where everything in it is an HTTP request. */
    static HttpServletRequest of(ServletRequest dispatched) throws ServletException {
        HttpServletRequest http = PlainRequest.http(dispatched);
        boolean askable = true;
        ServletRequest at = dispatched;
        while (at instanceof ServletRequestWrapper wrapper) {
            // some containers put a wrapper that is no HTTP one into one that pretends to be (Jetty)
            boolean pretends = at.getClass().getSimpleName().equals("ServletRequestHttpWrapper");
            askable &= !pretends && at instanceof HttpServletRequest;
            at = wrapper.getRequest();
        }
        return askable || !(at instanceof HttpServletRequest innermost) ? http : new DispatchedRequest(innermost, http);
    }

    @Override
    public String getRequestURI() {
        return target.getRequestURI();
    }

    @Override
    public String getServletPath() {
        return target.getServletPath();
    }

    @Override
    public @Nullable String getPathInfo() {
        return target.getPathInfo();
    }

    @Override
    public DispatcherType getDispatcherType() {
        return target.getDispatcherType();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return target.getAttribute(name);
    }
}
