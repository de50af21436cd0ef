package dev.signet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** An included request as the rules must see it: its path is the include's, which it shows in attributes only. */
final class IncludedRequest extends HttpServletRequestWrapper {

    private final String uri;
    private final String contextPath;
    private final String servletPath;
    private final @Nullable String pathInfo;

    private IncludedRequest(HttpServletRequest request, String uri, String servletPath) {
        super(request);
        this.uri = uri;
        this.contextPath =
                request.getAttribute(RequestDispatcher.INCLUDE_CONTEXT_PATH) instanceof String other // than the page's
                        ? other
                        : request.getContextPath();
        this.servletPath = servletPath;
        this.pathInfo = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO) instanceof String info ? info : null;
    }

    /** The request itself where it is included by the name of a servlet, which does not change the path. */
    static HttpServletRequest of(HttpServletRequest request) {
        Object uri = request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI);
        Object path = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        return uri instanceof String text && path instanceof String servlet
                ? new IncludedRequest(request, text, servlet)
                : request;
    }

    @Override
    public String getRequestURI() {
        return uri;
    }

    @Override
    public String getContextPath() {
        return contextPath;
    }

    @Override
    public String getServletPath() {
        return servletPath;
    }

    @Override
    public @Nullable String getPathInfo() {
        return pathInfo;
    }
}
