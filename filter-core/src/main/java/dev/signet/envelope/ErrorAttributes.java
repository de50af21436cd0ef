package dev.signet.envelope;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * The attributes by which a container makes an error page of an answer that is made already: frameworks set them for
 * exceptions that they have handled (Servlet 6.1 §10.9.1).
 */
final class ErrorAttributes {

    private static final List<String> NAMES = List.of(
            RequestDispatcher.ERROR_EXCEPTION,
            RequestDispatcher.ERROR_EXCEPTION_TYPE,
            RequestDispatcher.ERROR_MESSAGE,
            RequestDispatcher.ERROR_REQUEST_URI,
            RequestDispatcher.ERROR_SERVLET_NAME,
            RequestDispatcher.ERROR_STATUS_CODE,
            "jakarta.servlet.error.method",
            "jakarta.servlet.error.query_string");

    private ErrorAttributes() {}

    static void remove(HttpServletRequest request) {
        if (EnvelopeAttributes.get(request, RequestDispatcher.ERROR_EXCEPTION) == null
                && EnvelopeAttributes.get(request, RequestDispatcher.ERROR_STATUS_CODE) == null) {
            return; // nearly always
        }
        for (int i = 0; i < NAMES.size(); i++) {
            if (request.getAttribute(NAMES.get(i)) != null) {
                request.removeAttribute(NAMES.get(i));
            }
        }
    }
}
