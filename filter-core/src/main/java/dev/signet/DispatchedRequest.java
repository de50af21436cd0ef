package dev.signet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A dispatched request as the rules must see it: its path is the dispatch's, method and headers are the caller's. For
 * dispatches with a wrapper that is no HTTP one; some containers put that into an HTTP request that answers nothing but
 * the path.
 */
final class DispatchedRequest extends HttpServletRequestWrapper {

    private final HttpServletRequest target;
    private final HttpServletRequest dispatching;

    private DispatchedRequest(HttpServletRequest arrived, HttpServletRequest target, HttpServletRequest dispatching) {
        super(arrived);
        this.target = target;
        this.dispatching = dispatching;
    }

    /** The dispatched request itself, where everything in it is an HTTP request. */
    static HttpServletRequest of(ServletRequest dispatched) throws ServletException {
        HttpServletRequest http = PlainRequest.http(dispatched);
        ServletRequest dispatching = null;
        ServletRequest at = dispatched;
        while (at instanceof ServletRequestWrapper wrapper) {
            // some containers put a wrapper that is no HTTP one into one that pretends to be (Jetty)
            boolean pretends = at.getClass().getSimpleName().equals("ServletRequestHttpWrapper");
            boolean askable = !pretends && at instanceof HttpServletRequest;
            at = wrapper.getRequest();
            if (!askable && dispatching == null) {
                dispatching = at;
            }
        }
        return dispatching == null || !(at instanceof HttpServletRequest innermost)
                ? http
                : new DispatchedRequest(innermost, http, of(dispatching));
    }

    /** A part of the path; a dispatch by name keeps that of the request it came from, and some containers ask the wrapper. */
    private <T extends @Nullable Object> T path(Function<HttpServletRequest, T> part) {
        try {
            return part.apply(target);
        } catch (UnsupportedOperationException e) {
            return part.apply(dispatching);
        }
    }

    @Override
    public String getRequestURI() {
        return path(HttpServletRequest::getRequestURI);
    }

    @Override
    public String getServletPath() {
        return path(HttpServletRequest::getServletPath);
    }

    @Override
    public @Nullable String getPathInfo() {
        return path(HttpServletRequest::getPathInfo);
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
