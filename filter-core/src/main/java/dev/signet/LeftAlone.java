package dev.signet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Rows 1 and 2 of the decision table, as far as they are known before the application is called. */
final class LeftAlone {

    private LeftAlone() {}

    /** Whether the application's own answer to a request is never touched. */
    static boolean isSo(SignetConfig config, HttpServletRequest request, RequestPath path) {
        return isByMethod(request)
                || config.isExcluded(path)
                || isExcluded(
                        config, request, RequestDispatcher.FORWARD_SERVLET_PATH, RequestDispatcher.FORWARD_PATH_INFO)
                || isExcluded(config, request, AsyncContext.ASYNC_SERVLET_PATH, AsyncContext.ASYNC_PATH_INFO);
    }

    /** The same in the error dispatch that the container makes of such a request; nothing else remembers it. */
    static boolean wasSo(SignetConfig config, HttpServletRequest request) {
        if (isByMethod(request)) {
            return true;
        }
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String context = request.getContextPath();
        return uri instanceof String text
                && text.startsWith(context)
                && !SuspiciousUri.matches(text)
                && config.isExcluded(RequestPath.ofDecoded(RequestPath.decode(text.substring(context.length()))));
    }

    private static boolean isByMethod(HttpServletRequest request) {
        return request.getMethod().equals("TRACE") || Preflight.is(request);
    }

    /** Whether a dispatch comes from a path that is left alone. */
    private static boolean isExcluded(
            SignetConfig config, HttpServletRequest request, String servletPath, String pathInfo) {
        Object path = request.getAttribute(servletPath);
        if (!(path instanceof String servlet)) {
            return false;
        }
        Object info = request.getAttribute(pathInfo);
        return config.isExcluded(RequestPath.ofDecoded(info == null ? servlet : servlet + info));
    }
}
