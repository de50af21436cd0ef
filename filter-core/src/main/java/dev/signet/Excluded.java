package dev.signet;

import dev.signet.access.PathPattern;
import dev.signet.access.RequestPath;
import dev.signet.access.SuspiciousUri;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows 1 and 2 of the decision table, as far as they are known before the application is called. What is excluded
 * leaves no trace of ours, so every dispatch of it is told by where it comes from.
 */
final class Excluded {

    private static final String ERROR_METHOD = "jakarta.servlet.error.method"; // since Servlet 6.1

    private Excluded() {}

    /** Whether the application's own answer to a request, or to what a request was dispatched to, is excluded. */
    static boolean matches(SignetConfig config, HttpServletRequest request, RequestPath path) {
        return isByMethod(request)
                || isExcluded(config, path)
                || request.getDispatcherType() != DispatcherType.REQUEST && matchedOnArrival(config, request);
    }

    /** The same by where a dispatch comes from; for an error dispatch that says all. */
    static boolean matchedOnArrival(SignetConfig config, HttpServletRequest request) {
        HttpServletRequest arrived = arrived(request);
        return isByMethod(arrived)
                || "TRACE".equals(request.getAttribute(ERROR_METHOD))
                || Preflight.is(request, request.getAttribute(ERROR_METHOD))
                || isExcluded(config, request, arrived.getRequestURI())
                || isExcluded(config, request, request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                || isExcluded(
                        config, request, RequestDispatcher.FORWARD_SERVLET_PATH, RequestDispatcher.FORWARD_PATH_INFO)
                || isExcluded(config, request, AsyncContext.ASYNC_SERVLET_PATH, AsyncContext.ASYNC_PATH_INFO);
    }

    private static boolean isExcluded(SignetConfig config, RequestPath path) {
        List<PathPattern> excluded = config.excluded();
        for (int i = 0; i < excluded.size(); i++) { // without an iterator, for each call
            if (excluded.get(i).matches(path.text(), path.start())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isByMethod(HttpServletRequest request) {
        return request.getMethod().equals("TRACE") || Preflight.is(request);
    }

    /** The request as it came, which most containers wrap in each dispatch. */
    private static HttpServletRequest arrived(HttpServletRequest request) {
        HttpServletRequest arrived = request;
        for (ServletRequest at = request; at instanceof ServletRequestWrapper wrapper; ) {
            at = wrapper.getRequest();
            arrived = at instanceof HttpServletRequest http ? http : arrived;
        }
        return arrived;
    }

    private static boolean isExcluded(SignetConfig config, HttpServletRequest request, @Nullable Object uri) {
        String context = request.getContextPath();
        return uri instanceof String text
                && text.startsWith(context)
                && !SuspiciousUri.matches(text)
                && isExcluded(config, RequestPath.ofDecoded(RequestPath.decode(text.substring(context.length()))));
    }

    private static boolean isExcluded(
            SignetConfig config, HttpServletRequest request, String servletPath, String pathInfo) {
        Object path = request.getAttribute(servletPath);
        if (!(path instanceof String servlet)) {
            return false;
        }
        Object info = request.getAttribute(pathInfo);
        return isExcluded(config, RequestPath.ofDecoded(info == null ? servlet : servlet + info));
    }
}
